package dev.kith.cli.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether this is a container, a virtual machine or the like, whose network often ends at the host. */
final class ContainerCheck implements Check {
    private static final String DMI = "/sys/class/dmi/id/";

    /** LXC's own view of the machine; where containers are started it is mounted elsewhere. */
    private static final Pattern LXC = Pattern.compile(".* /proc/\\S+ .* - fuse\\.lxcfs .*");

    /** What those who make virtual machines write where others name a board. */
    private static final Pattern MACHINE = Pattern.compile(
            ".*\\b(QEMU|KVM|KubeVirt|OpenStack|VMware|VirtualBox|Virtual Machine|Virtualization|Xen|HVM domU|Bochs|Parallels|BHYVE|Google Compute Engine|Amazon EC2)\\b.*",
            Pattern.CASE_INSENSITIVE);

    private static final Guest CONTAINER = container("a container");
    private static final Guest MACHINE_OF_A_HOST = new Guest(
            "a virtual machine",
            "multicast leaves its network only where that is bridged",
            "bridge its network to that of its host; or name a peer: --seed ADDRESS or --dns SERVICE");

    /**
     * What runs on a host of its own kind.
     *
     * @param name what it is
     * @param limit how far what is said to all goes from there
     * @param fix what to do if nobody is heard
     */
    private record Guest(String name, String limit, String fix) {}

    @Override
    public List<Finding> look(Seen seen, Host host) {
        boolean isAlone = seen.peers().isEmpty()
                && seen.failure().isEmpty()
                && seen.sources().isEmpty();
        return guest(host).map(guest -> look(guest, isAlone)).stream().toList();
    }

    private static Finding look(Guest guest, boolean isAlone) {
        String text = "this is " + guest.name();
        return isAlone
                ? Finding.warn("container", "host", text + ", and " + guest.limit())
                        .mendedBy(guest.fix())
                : Finding.ok("container", "host", text);
    }

    private static Guest container(String name) {
        return new Guest(
                name,
                "multicast seldom leaves its network",
                "name a peer: --dns SERVICE or --seed ADDRESS; or use the host's network");
    }

    private static Optional<Guest> guest(Host host) {
        if (host.variable("KUBERNETES_SERVICE_HOST").isPresent()) {
            return Optional.of(container("a pod of Kubernetes"));
        }
        if (isContainer(host)) {
            return Optional.of(CONTAINER);
        }
        boolean isOfWindows = host.line("/proc/version")
                .filter(version -> version.toLowerCase(Locale.ROOT).contains("microsoft"))
                .isPresent();
        if (isOfWindows) {
            return Optional.of(container("the Windows Subsystem for Linux"));
        }
        return isMachine(host) ? Optional.of(MACHINE_OF_A_HOST) : Optional.empty();
    }

    private static boolean isContainer(Host host) {
        return host.names("/").contains(".dockerenv")
                || host.names("/run").contains(".containerenv")
                || host.variable("container").isPresent()
                || host.names("/run/systemd").contains("container")
                || host.names("/run/host").contains("container-manager")
                || host.lines("/proc/1/environ").stream().anyMatch(all -> ("\0" + all).contains("\0container="))
                || host.lines("/proc/self/mountinfo").stream()
                        .anyMatch(mount -> LXC.matcher(mount).matches());
    }

    /** By what the processor says, or else the board; the first guest of Xen is its host, and some of Amazon's are metal. */
    private static boolean isMachine(Host host) {
        if (host.lines("/proc/xen/capabilities").contains("control_d")) {
            return false;
        }
        boolean isToldByProcessor = host.lines("/proc/cpuinfo").stream()
                .anyMatch(line -> line.startsWith("flags") && line.contains(" hypervisor"));
        List<String> board = Stream.of("sys_vendor", "product_name")
                .flatMap(name -> host.line(DMI + name).stream())
                .toList();
        return isToldByProcessor
                || (board.stream().anyMatch(name -> MACHINE.matcher(name).matches())
                        && board.stream().noneMatch(name -> name.contains(".metal")));
    }
}
