package dev.kith.cli.doctor;

import dev.kith.peer.LinkHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which interfaces are used, and why the others are not. */
final class InterfaceCheck implements Check {
    private static final String FOLDER = "/sys/class/net";
    private static final int UP = 1;

    @Override
    public List<Finding> look(Seen seen, Host host) {
        if (seen.failure().isPresent()) {
            return asleep(seen, host);
        }
        Set<String> used = seen.links().stream().map(LinkHealth::interfaceName).collect(Collectors.toSet());
        List<String> skipped = new ArrayList<>();
        List<String> sleeping = new ArrayList<>();
        for (String name : names(host)) {
            boolean isOther = !used.contains(name) && !name.equals("lo") && !isPartOfAnother(name, host);
            if (isOther) {
                skipped.add(name + " (" + whyNot(name, seen, host) + ")");
                if (!isUp(name, host)) {
                    sleeping.add(name);
                }
            }
        }
        String others = skipped.isEmpty() ? "" : "; not " + String.join(", ", skipped);
        boolean isAlone = used.stream().allMatch("lo"::equals);
        if (!isAlone) {
            return List.of(Finding.ok("interfaces", "interfaces", String.join(", ", sorted(used)) + others));
        }
        if (seen.asked().interfaces().equals(Set.of("lo"))) {
            return List.of(Finding.ok("interfaces", "interfaces", "lo, as it was told: nobody beyond this host"));
        }
        Finding none = Finding.fail("no-interface", "interfaces", "nothing but loopback can be used" + others);
        return List.of(likeliest(sleeping, host)
                .map(name -> none.mendedBy("sudo ip link set " + name + " up"))
                .orElseGet(() -> none.mendedBy("connect this host to a network, or give the interface an address")));
    }

    /** Nothing was opened, so it is not known which would do; but those that are named have to be up. */
    private static List<Finding> asleep(Seen seen, Host host) {
        return seen.asked().interfaces().stream()
                .filter(name -> names(host).contains(name) && !isUp(name, host))
                .map(name -> Finding.fail("no-interface", name, "is down").mendedBy("sudo ip link set " + name + " up"))
                .toList();
    }

    /** Beside them there are files, such as one of the driver that bundles interfaces. */
    private static List<String> names(Host host) {
        return host.names(FOLDER).stream()
                .filter(name -> host.names(FOLDER + "/" + name).contains("flags"))
                .toList();
    }

    /** The first that has hardware, since none of the others leads anywhere by itself; or else any. */
    private static Optional<String> likeliest(List<String> sleeping, Host host) {
        return sleeping.stream()
                .filter(name -> host.names(FOLDER + "/" + name).contains("device"))
                .findFirst()
                .or(() -> sleeping.stream().findFirst());
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    /** A port of a bridge or bond has no address, and needs none. */
    private static boolean isPartOfAnother(String name, Host host) {
        return host.names(FOLDER + "/" + name).contains("master");
    }

    private static boolean isUp(String name, Host host) {
        return host.line(FOLDER + "/" + name + "/flags")
                .filter(flags -> flags.matches("0x[0-9a-f]{1,8}"))
                .map(flags -> (Long.decode(flags) & UP) != 0)
                .orElse(false);
    }

    private static String whyNot(String name, Seen seen, Host host) {
        if (!seen.asked().interfaces().isEmpty() && !seen.asked().interfaces().contains(name)) {
            return "not named by --interface";
        }
        if (!isUp(name, host)) {
            return "down";
        }
        String state = host.line(FOLDER + "/" + name + "/operstate").orElse("unknown");
        return state.equals("lowerlayerdown") || state.equals("down") ? "no carrier" : "no address";
    }
}
