package dev.kith.cli.doctor;

import dev.kith.peer.Kind;
import dev.kith.peer.Reachability;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Whether those of this subnet who are known by an address are heard by multicast, too; who is alone misses nobody. */
final class UnheardCheck implements Check {
    /** Each speaks to all in 12.5 s at the latest. */
    private static final Duration UNTIL_IT_HAS_SPOKEN = Duration.ofSeconds(15);

    private static final int ENOUGH = 32;

    @Override
    public List<Finding> look(Seen seen, Host host) {
        return hasLookedLong(seen)
                ? unheard(seen, host).map(UnheardCheck::unheard).limit(1).toList()
                : List.of();
    }

    /** Whether one is not heard who may have said nothing yet. */
    static boolean isOpen(Seen seen, Host host) {
        return unheard(seen, host).findAny().isPresent();
    }

    private static boolean hasLookedLong(Seen seen) {
        return seen.self().isPresent()
                && seen.arrival()
                        .filter(arrival -> Duration.between(seen.self().get().since(), arrival.asked())
                                        .compareTo(UNTIL_IT_HAS_SPOKEN)
                                >= 0)
                        .isPresent();
    }

    private static Stream<Reachability> unheard(Seen seen, Host host) {
        return seen.peers().stream()
                .filter(one -> one.peer().kind() == Kind.KITH && !AnswerCheck.isNear(one.peer()))
                .filter(one -> !seen.isLookedAt(one.peer()))
                .limit(ENOUGH)
                .filter(one -> one.paths().stream()
                        .anyMatch(path -> path.outcome() == Reachability.Outcome.ANSWERS
                                && path.at().ip() instanceof Inet4Address
                                && RouteCheck.near(path.at().ip(), one.peer().interfaces(), host)
                                        .isPresent()));
    }

    private static Finding unheard(Reachability one) {
        return Finding.warn(
                        "unhearing",
                        Names.of(one.peer()),
                        "is on this network and answers, but what it says to all is not heard here")
                .because("a switch, an access point, a cloud or a firewall drops multicast; others are hidden by that")
                .mendedBy("kith doctor --with " + one.peer().name() + ", here and there");
    }
}
