package dev.kith.cli.doctor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the kernel counts of what it drops, by names of its own. */
final class Counters {
    static final String REVERSE_PATH = "TcpExt.IPReversePathFilter";
    static final String BUFFERS = "Udp.RcvbufErrors";

    private static final int LOCAL_ADDRESS = 1;
    private static final int INODE = 9;
    private static final int DROPS = 12;

    private Counters() {}

    /** All of them, and what each UDP socket has dropped, as {@code drops:9779} for a port and {@code drops:9779:4711} for a socket. */
    static Map<String, Long> now(Host host) {
        Map<String, Long> all = new TreeMap<>();
        for (String file : List.of("/proc/net/netstat", "/proc/net/snmp")) {
            List<String> lines = host.lines(file);
            for (int i = 0; i + 1 < lines.size(); i += 2) {
                pairs(lines.get(i), lines.get(i + 1), all);
            }
        }
        for (String line : host.lines("/proc/net/snmp6")) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length == 2) {
                all.put(fields[0], number(fields[1]));
            }
        }
        for (String file : List.of("/proc/net/udp", "/proc/net/udp6")) {
            host.lines(file).forEach(line -> drops(line, all));
        }
        return all;
    }

    private static void pairs(String names, String values, Map<String, Long> all) {
        String[] name = names.split("\\s+");
        String[] value = values.split("\\s+");
        String group = name[0].replace(":", ".");
        for (int i = 1; i < Math.min(name.length, value.length); i++) {
            all.put(group + name[i], number(value[i]));
        }
    }

    private static void drops(String line, Map<String, Long> all) {
        String[] fields = line.strip().split("\\s+");
        if (fields.length > DROPS && fields[LOCAL_ADDRESS].contains(":")) {
            String port = fields[LOCAL_ADDRESS].substring(fields[LOCAL_ADDRESS].indexOf(':') + 1);
            String name = "drops:" + Integer.parseInt(port, 16);
            all.merge(name, number(fields[DROPS]), Long::sum);
            all.merge(name + ":" + fields[INODE], number(fields[DROPS]), Long::sum);
        }
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /** By how much each has grown. */
    static Map<String, Long> growth(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> grown = new HashMap<>();
        after.forEach((name, count) -> {
            long more = count - before.getOrDefault(name, 0L);
            if (more > 0) {
                grown.put(name, more);
            }
        });
        return grown;
    }
}
