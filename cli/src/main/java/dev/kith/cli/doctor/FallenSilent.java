package dev.kith.cli.doctor;

import dev.kith.peer.LinkHealth;
import dev.kith.peer.LinkHealth.Way;
import dev.kith.peer.Peer;
import dev.kith.peer.Reachability;
import java.net.Inet6Address;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The links and ways by which others were heard at first and no more, though they answer: each on its own, since switches keep IGMP and MLD apart. */
final class FallenSilent {
    private FallenSilent() {}

    /** Each as its finding is called. */
    static Set<String> between(List<LinkHealth> midway, List<LinkHealth> end, List<Reachability> peers) {
        return midway.stream()
                // The beacon's group is one that no switch withholds.
                .filter(link -> link.way() != Way.BEACON && link.others() > 0)
                .filter(link -> end.stream().anyMatch(now -> isSame(link, now) && now.others() == link.others()))
                .filter(link -> peers.stream().anyMatch(one -> speaks(one.peer(), link) && AnswerCheck.answers(one)))
                .map(Ways::about)
                .collect(Collectors.toSet());
    }

    private static boolean isSame(LinkHealth link, LinkHealth other) {
        return link.interfaceName().equals(other.interfaceName()) && link.way() == other.way();
    }

    private static boolean speaks(Peer peer, LinkHealth link) {
        return peer.interfaces().contains(link.interfaceName())
                && peer.addresses().stream()
                        .anyMatch(at -> (at.ip() instanceof Inet6Address) == (link.way() == Way.IPV6));
    }
}
