package dev.kith.cli.doctor;

import dev.kith.peer.Endpoint;
import java.net.Inet6Address;
import java.util.List;
import java.util.Optional;

/** Whether what others send to this node alone comes in: they answer so what it says to all, and nobody asked them by then. */
final class OwnPortCheck implements Check {
    /** Any that is free would do; this is the one of the documents. */
    private static final int USUAL = 9780;

    @Override
    public List<Finding> look(Seen seen, Host host) {
        Firewall firewall = Firewall.of(host);
        List<Firewall.Datagram> all = seen.links().stream()
                .flatMap(link -> datagram(link.interfaceName(), seen).stream())
                .toList();
        Optional<Finding> closed = all.stream()
                .filter(firewall::isClosedTo)
                .findFirst()
                .map(datagram -> chosen(firewall.explain(closed(datagram, seen), "input", datagram), seen));
        return closed.or(() -> all.stream().findFirst().flatMap(datagram -> unknown(datagram, firewall))).stream()
                .toList();
    }

    private static Optional<Finding> unknown(Firewall.Datagram datagram, Firewall firewall) {
        return firewall.unread()
                .map(reason -> Finding.ok(
                        "own-port",
                        about(datagram),
                        "whether what others send there comes in is not known: " + reason));
    }

    private static String about(Firewall.Datagram datagram) {
        return "port " + datagram.port();
    }

    private static Finding closed(Firewall.Datagram datagram, Seen seen) {
        boolean isAnswered = seen.peers().stream().anyMatch(AnswerCheck::answers);
        return Finding.of(
                isAnswered ? Level.WARN : Level.FAIL,
                "own-port",
                about(datagram),
                "what others send to this node's own port is dropped until it asks them, so it finds them late or never");
    }

    /** One that comes to this node alone, by IPv4. */
    static Optional<Firewall.Datagram> datagram(String interfaceName, Seen seen) {
        return seen.self().stream()
                .flatMap(self -> self.addresses().stream())
                .filter(at -> !(at.ip() instanceof Inet6Address))
                .findFirst()
                .map(Endpoint::port)
                .map(port -> Firewall.Datagram.unasked(
                        interfaceName, port, seen.asked().ownPort().orElse(USUAL)));
    }

    /** Says with what the port that is opened is this node's. */
    static Finding chosen(Finding explained, Seen seen) {
        return seen.asked().ownPort().isPresent()
                ? explained
                : explained.because(
                        "its own port is another at each start; with --own-port " + USUAL + " it is that one");
    }
}
