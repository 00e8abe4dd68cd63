package dev.kith.cli.doctor;

import java.util.Comparator;
import java.util.List;

/** All checks, in the order in which people read them. */
public final class Doctor {
    private static final List<Check> CHECKS = List.of(
            new InterfaceCheck(),
            new PortCheck(),
            new EchoCheck(),
            new RouteCheck(),
            new ReversePathCheck(),
            new BufferCheck(),
            new MtuCheck(),
            new BridgeCheck(),
            new ContainerCheck(),
            new ClockCheck(),
            new StrangerCheck(),
            new AnswerCheck(),
            new WithCheck(),
            new RestCheck());

    private Doctor() {}

    /** What there is to say of what a node has seen. Where nothing could be opened, nothing is said of what would have been heard. */
    public static List<Finding> examine(Seen seen, Host host) {
        return CHECKS.stream().flatMap(check -> check.look(seen, host).stream()).toList();
    }

    /** The findings that are not as they should be, the worst first. */
    public static List<Finding> wrong(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.level() != Level.OK)
                .sorted(Comparator.comparing(Finding::level).reversed())
                .toList();
    }
}
