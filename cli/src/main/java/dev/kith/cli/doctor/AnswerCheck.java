package dev.kith.cli.doctor;

import dev.kith.peer.Kind;
import dev.kith.peer.Peer;
import dev.kith.peer.Reachability;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether those who are there answer, and hear what is said to all, each way. */
final class AnswerCheck implements Check {
    @Override
    public List<Finding> look(Seen seen, Host host) {
        List<Reachability> there = seen.peers().stream()
                .filter(one -> one.peer().kind() == Kind.KITH && one.peer().status() != Status.LEFT)
                .filter(one -> !seen.isLookedAt(one.peer()))
                .toList();
        List<Finding> all = new ArrayList<>();
        long silent = 0;
        for (Reachability one : there) {
            if (!answers(one)) {
                silent++;
                if (all.isEmpty()) {
                    all.add(silent(one, seen, host));
                }
            } else if (one.hearsMulticast().isPresent() && !one.hearsMulticast().get() && isNear(one.peer())) {
                all.add(Finding.warn(
                                "unheard",
                                Names.of(one.peer()),
                                "answers, but does not hear what this node says to all")
                        .because("a switch, an access point or its firewall drops multicast to it")
                        .mendedBy("kith doctor --with " + one.peer().name() + ", there and here"));
            }
        }
        if (silent > 1) {
            all.add(Finding.fail("silent", "peers", "%d of %d do not answer".formatted(silent, there.size())));
        }
        if (all.isEmpty() && !there.isEmpty()) {
            all.add(Finding.ok("peers", "peers", there.size() + " known, and all answer"));
        }
        return all;
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
        String interfaceName = one.peer().interfaces().stream().findFirst().orElse("");
        Optional<Firewall.Datagram> answer = OwnPortCheck.datagram(interfaceName, seen)
                .map(datagram -> datagram.answering(one.peer().addresses()));
        if (answer.isEmpty()) {
            return found;
        }
        Finding explained = Firewall.of(host).explain(found, "input", answer.get());
        if (explained.fix().isEmpty()) {
            return explained
                    .because("a firewall there drops what comes to its own port, or on the way")
                    .mendedBy(
                            "kith doctor, there; with 'kith --own-port N' one port can be opened: sudo nft insert rule inet filter input udp dport N accept");
        }
        return OwnPortCheck.chosen(explained, seen);
    }
}
