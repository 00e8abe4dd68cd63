package dev.kith.cli.doctor;

import dev.kith.peer.LinkHealth;
import dev.kith.peer.LinkHealth.Way;
import dev.kith.peer.Peer;
import java.util.ArrayList;
import java.util.List;

/** Whether what is said to all goes out and comes back, by each interface and way. A host hears its own multicast. */
final class EchoCheck implements Check {
    @Override
    public List<Finding> look(Seen seen, Host host) {
        Firewall firewall = Firewall.of(host);
        List<Finding> all = new ArrayList<>();
        for (LinkHealth link : seen.links()) {
            if (link.unheard().isEmpty()) {
                all.add(look(link, seen, firewall));
            }
        }
        return all;
    }

    private static Finding look(LinkHealth link, Seen seen, Firewall firewall) {
        String about = Ways.about(link);
        if (!link.carriesMulticast()) {
            return Finding.ok(
                    "no-multicast",
                    about,
                    "a tunnel that carries no multicast, as those of WireGuard; beyond it, name a peer: kith --seed ADDRESS");
        }
        Firewall.Datagram datagram = Firewall.Datagram.toAll(
                link.interfaceName(),
                link.way() == Way.IPV6,
                Ways.port(link, seen),
                seen.self().map(Peer::addresses).orElse(List.of()));
        if (link.unsent().isPresent()) {
            Finding unsent = Finding.of(
                    level(link, seen),
                    "not-sent",
                    about,
                    "what is said to all cannot be sent: " + link.unsent().get());
            return orHint(firewall.explain(unsent, "output", datagram), firewall);
        }
        if (link.sent() > 0 && (link.echoed() == 0 || link.isDropped())) {
            return orHint(firewall.explain(dropped(link, about, seen), "input", datagram), firewall);
        }
        return Finding.ok(
                "echo",
                about,
                "sent %d, %s, %d heard of others"
                        .formatted(
                                link.sent(),
                                link.echoed() >= link.sent() ? "all came back" : link.echoed() + " came back",
                                link.others()));
    }

    /** Where others are heard, nobody is hidden: this host may take what comes from its own address for forged. */
    private static Finding dropped(LinkHealth link, String about, Seen seen) {
        return link.others() > 0 && !link.isDropped()
                ? Finding.warn(
                        "no-echo",
                        about,
                        "what this node says to all does not come back, so this host drops it; others are heard")
                : Finding.of(
                        level(link, seen),
                        "no-echo",
                        about,
                        "what this node says to all does not come back, so this host drops it, and what others say");
    }

    /** What is dropped here is dropped by something, though no rule that is seen does it. */
    private static Finding orHint(Finding explained, Firewall firewall) {
        return explained.why().isEmpty()
                ? explained
                        .because("no rule of a firewall is known to do it")
                        .mendedBy("find the rule that does: " + firewall.listing())
                : explained;
    }

    /** What another way still carries is a warning. */
    private static Level level(LinkHealth link, Seen seen) {
        boolean isCarried = seen.links().stream()
                .anyMatch(other -> other.way() != link.way()
                        && other.way() != Way.BEACON
                        && other.interfaceName().equals(link.interfaceName())
                        && other.echoed() + other.others() > 0
                        && !other.isDropped());
        return link.way() == Way.BEACON || (link.way() == Way.IPV6 && isCarried) ? Level.WARN : Level.FAIL;
    }
}
