package dev.kith.cli.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether this is a container or the like, whose network ends at the host. */
final class ContainerCheck implements Check {
    @Override
    public List<Finding> look(Seen seen, Host host) {
        Optional<String> kind = kind(host);
        if (kind.isEmpty()) {
            return List.of();
        }
        String text = "this is " + kind.get();
        boolean isAlone = seen.peers().isEmpty() && seen.failure().isEmpty();
        return List.of(
                isAlone && seen.sources().isEmpty()
                        ? Finding.warn("container", "host", text + ", and multicast seldom leaves its network")
                                .mendedBy("name a peer: --dns SERVICE or --seed ADDRESS; or use the host's network")
                        : Finding.ok("container", "host", text));
    }

    private static Optional<String> kind(Host host) {
        if (host.variable("KUBERNETES_SERVICE_HOST").isPresent()) {
            return Optional.of("a pod of Kubernetes");
        }
        boolean isContainer = host.names("/").contains(".dockerenv")
                || host.names("/run").contains(".containerenv")
                || host.variable("container").isPresent();
        if (isContainer) {
            return Optional.of("a container");
        }
        return host.line("/proc/version")
                .filter(version -> version.toLowerCase(Locale.ROOT).contains("microsoft"))
                .map(version -> "the Windows Subsystem for Linux");
    }
}
