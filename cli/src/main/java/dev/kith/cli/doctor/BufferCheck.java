package dev.kith.cli.doctor;

import dev.kith.peer.Endpoint;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the kernel dropped datagrams to the ports of Kith since a program did not take them in time. */
final class BufferCheck implements Check {
    static final String DROPS = "drops:";
    private static final String MOST = "/proc/sys/net/core/rmem_max";
    private static final long WANTED = 1 << 20;

    @Override
    public List<Finding> look(Seen seen, Host host) {
        Map<Integer, Long> drops = ports(seen)
                .distinct()
                .filter(port -> seen.counted(DROPS + port) > 0)
                .collect(Collectors.toMap(port -> port, port -> seen.counted(DROPS + port)));
        if (drops.isEmpty()) {
            return List.of();
        }
        long dropped = drops.values().stream().mapToLong(Long::longValue).sum();
        int most =
                Collections.max(drops.entrySet(), Map.Entry.comparingByValue()).getKey();
        Finding found = Finding.warn(
                "buffer-full",
                "buffers",
                "%d datagrams were dropped, since the buffer of a socket was full, most of them at port %d"
                        .formatted(dropped, most));
        return List.of(Idler.of(most, seen, host)
                .map(idler -> idler.explain(found))
                .orElseGet(() -> explain(found, most, host)));
    }

    private static Finding explain(Finding found, int port, Host host) {
        return host.number(MOST)
                .filter(size -> size < WANTED)
                .map(size -> found.because("net.core.rmem_max is " + size + ", and Kith asks for " + WANTED)
                        .mendedBy("sudo sysctl -w net.core.rmem_max=" + WANTED))
                .orElseGet(() -> found.because(
                                "a program takes too little in time: the host is busy, or the program stands still")
                        .mendedBy("find the program: sudo ss -lunpm sport = :" + port));
    }

    /** Those of Kith: what other programs do not take hides nobody. */
    private static Stream<Integer> ports(Seen seen) {
        Stream<Integer> own =
                seen.self().stream().flatMap(self -> self.addresses().stream()).map(Endpoint::port);
        return Stream.concat(Stream.of(seen.asked().port(), Ways.BEACON_PORT), own);
    }
}
