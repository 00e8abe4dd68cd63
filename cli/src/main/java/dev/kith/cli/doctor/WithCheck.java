package dev.kith.cli.doctor;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Kind;
import dev.kith.peer.Reachability;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import java.util.List;
import java.util.Optional;

/** How this host and one other reach each other: directly and by multicast, each way. */
final class WithCheck implements Check {
    @Override
    public List<Finding> look(Seen seen, Host host) {
        if (seen.with().isEmpty()) {
            return List.of();
        }
        Seen.With with = seen.with().get();
        if (with.found().isEmpty() && isSelf(with, seen)) {
            return List.of(Finding.fail("with-self", with.text(), "is this node itself, and nobody else here")
                    .mendedBy("name another: kith doctor --with ADDRESS"));
        }
        if (with.found().isEmpty()) {
            return List.of(with.at().isPresent() ? unknown(with.at().get(), host) : nobody(with));
        }
        List<Reachability> silent = AnswerCheck.unexplained(with.found(), seen, host);
        return with.found().stream()
                .filter(one -> !AnswerCheck.isSilent(one) || silent.contains(one))
                .map(one -> look(one, with, seen, host))
                .toList();
    }

    /** Whether more time may tell more: nothing comes from a host that is not on this link and has not answered yet. */
    static boolean isOpen(Seen.With with, Host host) {
        return with.at().isEmpty()
                || !with.found().isEmpty()
                || neighbours(with.at().get(), host)
                        .map(lines -> lines.stream().anyMatch(WithCheck::isOnLink))
                        .orElse(true);
    }

    private static boolean isSelf(Seen.With with, Seen seen) {
        boolean isNamed = seen.self()
                .filter(self -> self.name().equals(with.text()) || self.id().equals(with.text()))
                .isPresent();
        return isNamed || with.at().filter(at -> isOfThisHost(at, seen)).isPresent();
    }

    private static boolean isOfThisHost(Endpoint at, Seen seen) {
        return at.ip().isLoopbackAddress()
                || seen.self().stream()
                        .flatMap(self -> self.addresses().stream())
                        .anyMatch(own -> own.ip().equals(at.ip()));
    }

    private static Finding nobody(Seen.With with) {
        return Finding.fail("with-nobody", with.text(), "nobody is known who is called so")
                .mendedBy("say its address, and it is asked there: kith doctor --with ADDRESS");
    }

    private static Finding look(Reachability one, Seen.With with, Seen seen, Host host) {
        String name = Names.of(one.peer());
        if (one.peer().kind() == Kind.CLASSIC) {
            return Finding.ok("with-classic", name, "is heard by its beacon alone, which asks and answers nothing");
        }
        if (one.peer().status() == Status.LEFT) {
            return Finding.warn("with-left", name, "said goodbye, so it was not asked");
        }
        if (AnswerCheck.isSilent(one)) {
            return AnswerCheck.silent(one, seen, host);
        }
        if (!AnswerCheck.answers(one)) {
            return Finding.ok("with", name, "is there; whether it answers is not known so soon");
        }
        return answering(one, with, seen, host);
    }

    private static Finding answering(Reachability one, Seen.With with, Seen seen, Host host) {
        String name = Names.of(one.peer());
        boolean isHeard = AnswerCheck.isNear(one.peer());
        Optional<Boolean> hears = one.hearsMulticast();
        if (isHeard && hears.orElse(false)) {
            return Finding.ok("with", name, "answers, and each hears what the other says to all");
        }
        if (one.peer().via().contains(Via.RELAYED)) {
            return Finding.warn("with-relayed", name, "answers through another member only")
                    .because("address translations on both sides that open no way");
        }
        if (hears.orElse(true) && (isHeard || !Pace.hasSpoken(one.peer(), seen))) {
            return Finding.ok("with", name, soFar(isHeard, hears.isPresent()) + " is not known so soon");
        }
        String seed = one.peer().addresses().stream()
                .findFirst()
                .map(at -> at.ip().getHostAddress())
                .orElse(with.text());
        String mend = "name it instead: kith --seed " + seed;
        if (hears.orElse(true)) {
            return unhearing(one, mend, seen, host);
        }
        return isHeard
                ? unheard(one, mend, seen, host)
                : Finding.fail("with-no-multicast", name, "answers, but neither hears what the other says to all")
                        .because(
                                "multicast is dropped between them: another subnet, an access point or a switch that filters it, or the network of a cloud")
                        .mendedBy(mend);
    }

    private static String soFar(boolean isHeard, boolean hears) {
        if (isHeard) {
            return "answers and is heard; whether it hears this node";
        }
        return hears
                ? "answers and hears this node; whether it is heard"
                : "answers; whether each hears what the other says to all";
    }

    private static Finding unheard(Reachability one, String mend, Seen seen, Host host) {
        Finding found = Finding.fail(
                "with-unheard",
                Names.of(one.peer()),
                "answers and is heard, but does not hear what this node says to all");
        Finding explained = Firewall.of(host).explain(found, "output", AnswerCheck.saidToAll(one.peer(), seen));
        return explained.fix().isPresent()
                ? explained
                : explained
                        .because("multicast is dropped on the way there: by a switch that snoops, or by its firewall")
                        .mendedBy(mend);
    }

    private static Finding unhearing(Reachability one, String mend, Seen seen, Host host) {
        Finding found = Finding.fail(
                "with-unhearing",
                Names.of(one.peer()),
                (one.hearsMulticast().isPresent() ? "answers and hears this node" : "answers")
                        + ", but what it says to all is not heard here");
        String interfaceName = one.peer().interfaces().stream().findFirst().orElse("");
        int port = seen.asked().port();
        Finding explained = Firewall.of(host)
                .explain(
                        found,
                        "input",
                        Firewall.Datagram.toAll(
                                interfaceName, false, port, one.peer().addresses()));
        return explained.fix().isPresent()
                ? explained
                : explained
                        .because(
                                "multicast is dropped on the way here: by a switch that snoops and does not know that this host wants it, or by a firewall")
                        .mendedBy(mend);
    }

    /** Nobody answered there; whether its host is there at all is known by its link. */
    private static Finding unknown(Endpoint at, Host host) {
        String ip = at.ip().getHostAddress();
        if (host.knock(at) == Host.Knock.CLOSED) {
            // To reject by the kernel's own word for that is what firewalls do unless they are told otherwise.
            return Finding.fail(
                            "with-closed",
                            ip,
                            "its host is there, and nobody is at UDP port %d, or a firewall there rejects it"
                                    .formatted(at.port()))
                    .because("no Kith runs there, or it was given another --port")
                    .mendedBy("kith doctor, there");
        }
        Optional<String> neighbour =
                neighbours(at, host).flatMap(lines -> lines.stream().findFirst());
        if (neighbour.filter(WithCheck::isOnLink).isPresent()) {
            return Finding.fail(
                            "with-firewall",
                            ip,
                            "its host is on this network, and does not answer at UDP port " + at.port())
                    .because("a firewall there drops it, or the Kith there is in another group or has another key")
                    .mendedBy("kith doctor, there");
        }
        Optional<String> device = RouteCheck.device(at.ip(), host);
        if (device.isEmpty()) {
            return Finding.fail("with-no-route", ip, "this host has no route to it")
                    .mendedBy(Destination.of(at.ip()).routed());
        }
        return Finding.fail("with-isolated", ip, "its host does not answer at all on " + device.get())
                .because(
                        neighbour.isPresent()
                                ? "it does not even say who has that address: it is off, not on this network, or an access point or switch keeps its clients apart"
                                : "it is off, or routers on the way drop UDP port " + at.port())
                .mendedBy("switch client isolation off at the access point or switch, or use another network");
    }

    /** Nothing where this host cannot tell. */
    private static Optional<List<String>> neighbours(Endpoint at, Host host) {
        return Destination.of(at.ip()).ask(host, "neigh", "show");
    }

    private static boolean isOnLink(String neighbour) {
        return neighbour.contains("lladdr");
    }
}
