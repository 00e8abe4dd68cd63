package dev.kith.cli.doctor;

import dev.kith.peer.Kind;
import dev.kith.peer.Reachability;
import java.net.Inet4Address;
import java.util.List;
import java.util.stream.Stream;

/** Whether those of this subnet who are known by an address are heard by multicast, too; who is alone misses nobody. */
final class UnheardCheck implements Check {
    private static final int ENOUGH = 32;

    @Override
    public List<Finding> look(Seen seen, Host host) {
        Stream<Reachability> spoken = seen.peers().stream().filter(one -> Pace.hasSpoken(one.peer(), seen));
        return unheard(spoken, seen, host).map(UnheardCheck::unheard).limit(1).toList();
    }

    /** Whether one is not heard who may have said nothing yet. */
    static boolean isOpen(Seen seen, Host host) {
        return unheard(seen.peers().stream(), seen, host).findAny().isPresent();
    }

    private static Stream<Reachability> unheard(Stream<Reachability> peers, Seen seen, Host host) {
        return peers.filter(one -> one.peer().kind() == Kind.KITH && !AnswerCheck.isNear(one.peer()))
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
