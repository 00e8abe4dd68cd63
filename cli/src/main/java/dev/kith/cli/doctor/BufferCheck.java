package dev.kith.cli.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the kernel dropped datagrams since a program did not take them in time. */
final class BufferCheck implements Check {
    private static final String DROPS = "drops:";
    private static final String MOST = "/proc/sys/net/core/rmem_max";
    private static final long WANTED = 1 << 20;

    @Override
    public List<Finding> look(Seen seen, Host host) {
        long dropped = seen.counted(Counters.BUFFERS) + seen.counted(Counters.BUFFERS_6);
        if (dropped == 0) {
            return List.of();
        }
        Optional<String> port = seen.counted().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(DROPS))
                .max(Map.Entry.comparingByValue())
                .map(entry -> entry.getKey().substring(DROPS.length()));
        Finding found = Finding.warn(
                "buffer-full",
                "buffers",
                "%d datagrams were dropped, since the buffer of a socket was full%s"
                        .formatted(
                                dropped,
                                port.map(number -> ", most of them at port " + number)
                                        .orElse("")));
        Optional<Long> most = host.number(MOST).filter(size -> size < WANTED);
        found = most.isPresent()
                ? found.because("net.core.rmem_max is " + most.get() + ", and Kith asks for " + WANTED)
                : found;
        return List.of(
                most.isPresent()
                        ? found.mendedBy("sudo sysctl -w net.core.rmem_max=" + WANTED)
                        : found.because(
                                        "a program takes too little in time: the host is busy, or the program stands still")
                                .mendedBy("sudo ss -lunpm"
                                        + port.map(number -> " sport = :" + number)
                                                .orElse("") + " names the program"));
    }
}
