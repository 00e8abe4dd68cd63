package dev.kith.cli.doctor;

import dev.kith.Kith;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All checks, in the order in which people read them. */
public final class Doctor {
    private static final List<Check> CHECKS = List.of(
            new InterfaceCheck(),
            new PortCheck(),
            new EchoCheck(),
            new OwnPortCheck(),
            new RouteCheck(),
            new ReversePathCheck(),
            new BufferCheck(),
            new MtuCheck(),
            new BridgeCheck(),
            new ContainerCheck(),
            new ClockCheck(),
            new StrangerCheck(),
            new AnswerCheck(),
            new UnheardCheck(),
            new WithCheck(),
            new SourceCheck(),
            new RestCheck());

    /** Each speaks to all about every ten seconds, and what cannot be read is told three seconds later. */
    private static final Duration UNTIL_ALL_HAVE_SPOKEN = Duration.ofSeconds(18);

    /** To be heard, and to speak twice, take 12.5 seconds each at most. */
    private static final Duration UNTIL_ALL_HAVE_TOLD = Duration.ofSeconds(40);

    /** In a group of hundreds it would take longer; nobody waits so long unless asked to. */
    private static final Duration AT_MOST = Duration.ofMinutes(2);

    private Doctor() {}

    /** What there is to say of what a node has seen. Where nothing could be opened, nothing is said of what would have been heard. */
    public static List<Finding> examine(Seen seen, Host host) {
        return CHECKS.stream().flatMap(check -> check.look(seen, host).stream()).toList();
    }

    /** What there is to say of what a node has seen so far that runs for something else. */
    public static List<Finding> examine(Kith kith, Seen.Asked asked) {
        Host host = new LocalHost();
        return examine(new Look(asked, host).end(kith, Optional.empty(), Optional.empty(), List.of()), host);
    }

    /**
     * How long to look at most: who is heard late, and answers, tells whether it hears this node after two more words to all; who
     * is not heard may be one of many, who speak the seldomer.
     */
    public static Duration patience(Seen seen) {
        return seen.with().stream()
                .flatMap(with -> with.found().stream())
                .filter(AnswerCheck::answers)
                .map(one -> AnswerCheck.isNear(one.peer()) ? UNTIL_ALL_HAVE_TOLD : Pace.untilHeard(one.peer(), seen))
                .map(needed -> Collections.min(List.of(needed, AT_MOST)))
                .reduce(UNTIL_ALL_HAVE_SPOKEN, (one, other) -> Collections.max(List.of(one, other)));
    }

    /** Whether more time may tell more than was seen so far. */
    public static boolean isOpen(Seen seen, Host host) {
        if (seen.with().isPresent()) {
            return !seen.isKnownOfWith() && WithCheck.isOpen(seen.with().get(), host);
        }
        return (seen.peers().isEmpty() || !seen.isKnownOfOneNear() || UnheardCheck.isOpen(seen, host))
                && examine(seen, host).stream().noneMatch(finding -> finding.level() == Level.FAIL);
    }

    /** The findings that are not as they should be, the worst first. */
    public static List<Finding> wrong(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.level() != Level.OK)
                .sorted(Comparator.comparing(Finding::level).reversed())
                .toList();
    }
}
