package dev.kith.cli.doctor;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Kind;
import dev.kith.peer.Peer;
import dev.kith.peer.Reachability;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether those who are there answer, and hear what is said to all, each way. */
final class AnswerCheck implements Check {
    @Override
    public List<Finding> look(Seen seen, Host host) {
        List<Reachability> there = seen.peers().stream()
                .filter(AnswerCheck::isThere)
                .filter(one -> !seen.isLookedAt(one.peer()))
                .toList();
        List<Reachability> silent = unexplained(there, seen, host);
        List<Finding> all = new ArrayList<>();
        silent.stream().limit(1).map(one -> silent(one, seen, host)).forEach(all::add);
        all.addAll(unheard(there, seen, host));
        long asked = there.stream().filter(one -> answers(one) || isSilent(one)).count();
        if (silent.size() > 1) {
            all.add(Finding.fail("silent", "peers", "%d of %d do not answer".formatted(silent.size(), asked)));
        }
        if (all.isEmpty() && asked > 0 && there.stream().noneMatch(AnswerCheck::isSilent)) {
            String asking = asked == there.size()
                    ? ", and all answer"
                    : ", " + asked + " asked so far, and all of these answer";
            all.add(Finding.ok("peers", "peers", there.size() + " known" + asking));
        }
        return all;
    }

    /** Of many who are there, most are asked late: whoever was not says nothing by that. */
    static boolean isSilent(Reachability one) {
        boolean wasAsked = one.peer().status() == Status.LOST
                || one.paths().stream().anyMatch(path -> path.outcome() == Reachability.Outcome.SILENT);
        return isThere(one) && wasAsked && !answers(one);
    }

    private static boolean isThere(Reachability one) {
        return one.peer().kind() == Kind.KITH && one.peer().status() != Status.LEFT;
    }

    /** Those who were asked and do not answer, unless it is known that the way there leads elsewhere. */
    static List<Reachability> unexplained(List<Reachability> all, Seen seen, Host host) {
        List<Reachability> silent = all.stream().filter(AnswerCheck::isSilent).toList();
        Set<String> explained = silent.isEmpty() ? Set.of() : RouteCheck.explained(seen, host);
        return silent.stream()
                .filter(one -> !explained.contains(one.peer().id()))
                .toList();
    }

    private static List<Finding> unheard(List<Reachability> there, Seen seen, Host host) {
        List<Peer> all = there.stream()
                .filter(one -> answers(one) && isNear(one.peer()))
                .filter(one -> !one.hearsMulticast().orElse(true))
                .map(Reachability::peer)
                .toList();
        if (all.isEmpty()) {
            return List.of();
        }
        Firewall firewall = Firewall.of(host);
        return all.stream().map(peer -> unheard(peer, seen, firewall)).toList();
    }

    private static Finding unheard(Peer peer, Seen seen, Firewall firewall) {
        Finding found =
                Finding.warn("unheard", Names.of(peer), "answers, but does not hear what this node says to all");
        Finding explained = firewall.explain(found, "output", saidToAll(peer, seen));
        return explained.fix().isPresent()
                ? explained
                : explained
                        .because("a switch, an access point or its firewall drops multicast to it")
                        .mendedBy("kith doctor --with " + peer.name() + ", there and here");
    }

    /** What this node says to all on the interface by which a peer is heard. */
    static Firewall.Datagram saidToAll(Peer peer, Seen seen) {
        return Firewall.Datagram.toAll(interfaceName(peer), false, seen.asked().port(), addresses(seen));
    }

    private static String interfaceName(Peer peer) {
        return peer.interfaces().stream().findFirst().orElse("");
    }

    private static List<Endpoint> addresses(Seen seen) {
        return seen.self().map(Peer::addresses).orElse(List.of());
    }

    static boolean answers(Reachability one) {
        return one.peer().via().contains(Via.RELAYED)
                || one.paths().stream().anyMatch(path -> path.outcome() == Reachability.Outcome.ANSWERS);
    }

    /** By multicast it is heard on an interface of this host. */
    static boolean isNear(Peer peer) {
        return peer.via().contains(Via.MULTICAST) || peer.via().contains(Via.BROADCAST);
    }

    static Finding silent(Reachability one, Seen seen, Host host) {
        boolean heard = isNear(one.peer());
        Finding found = Finding.fail(
                "silent",
                Names.of(one.peer()),
                heard ? "is heard, and does not answer" : "is known by others, and does not answer this node");
        String interfaceName = interfaceName(one.peer());
        List<Endpoint> asked = one.peer().addresses();
        Optional<Firewall.Datagram> answer =
                OwnPortCheck.datagram(interfaceName, seen).map(datagram -> datagram.answering(asked));
        if (answer.isEmpty()) {
            return found;
        }
        Firewall firewall = Firewall.of(host);
        Optional<Firewall.Suspect> out = Firewall.Datagram.asking(interfaceName, addresses(seen), asked)
                .flatMap(question -> firewall.suspect("output", question));
        Match in = firewall.suspect("input", answer.get())
                .map(Firewall.Suspect::match)
                .orElse(Match.NO);
        if (out.filter(suspect -> suspect.match().compareTo(in) > 0).isPresent()) {
            return Firewall.explain(found, out.get())
                    .because("the port of that one is another at each start, unless it is given --own-port");
        }
        Finding explained = firewall.explain(found, "input", answer.get());
        if (explained.fix().isEmpty()) {
            return explained
                    .because("a firewall there drops what comes to its own port, or on the way")
                    .mendedBy(
                            "kith doctor, there; with 'kith --own-port N' one port can be opened: sudo nft insert rule inet filter input udp dport N accept");
        }
        return OwnPortCheck.chosen(explained, seen);
    }
}
