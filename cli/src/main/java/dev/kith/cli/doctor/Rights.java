package dev.kith.cli.doctor;

import java.util.List;

/** What this process may do, as {@code /proc/self/status} tells. */
record Rights(boolean isRoot, boolean mayAdministerNetworks) {
    private static final int CAP_NET_ADMIN = 12;
    private static final int HEX = 16;

    static Rights of(Host host) {
        List<String> status = host.lines("/proc/self/status");
        boolean isRoot = status.stream().anyMatch(line -> line.matches("Uid:\\s+\\d+\\s+0\\s.*"));
        boolean mayAdminister = status.stream()
                .filter(line -> line.matches("CapEff:\\s+[0-9a-f]{1,16}"))
                .map(line -> Long.parseUnsignedLong(line.replaceFirst("CapEff:\\s+", ""), HEX))
                .anyMatch(rights -> (rights >> CAP_NET_ADMIN & 1) == 1);
        return new Rights(isRoot, mayAdminister);
    }
}
