package dev.kith.cli.live;

import dev.kith.SourceState;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Evidence;
import dev.kith.peer.Kind;
import dev.kith.peer.Peer;
import dev.kith.peer.Reachability;
import dev.kith.peer.Reachability.Outcome;
import dev.kith.peer.Reachability.Survey;
import dev.kith.peer.Status;
import dev.kith.peer.Translation;
import dev.kith.peer.Via;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jline.terminal.Size;
import org.jline.utils.AttributedString;

/** Peers, snapshots and frames of them, for tests of what is drawn. */
final class Sample {
    static final Instant NOW = Instant.parse("2026-01-31T14:02:11.204Z");
    static final Look PLAIN = new Look(false, true, ZoneOffset.UTC);
    static final Look COLOUR = new Look(true, true, ZoneOffset.UTC);
    static final Look ASCII = new Look(false, false, ZoneOffset.UTC);

    private Sample() {}

    static Endpoint at(int number) {
        try {
            return new Endpoint(InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) number}), 41000 + number);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static Peer peer(String name, int number, Status status) {
        return new Peer(
                "%032x".formatted(0x3f9a + number),
                Kind.KITH,
                name,
                List.of(at(number), at(number + 100)),
                List.of("eth0"),
                Map.of("room", "lobby"),
                Map.of("http", 8080),
                status,
                NOW.minusSeconds(100 + number),
                Optional.of(NOW.minusSeconds(number % 60)),
                number % 2 == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(400_000L * number)),
                true,
                Set.of(Via.MULTICAST, Via.UNICAST),
                List.of());
    }

    static List<Peer> named(String... names) {
        return IntStream.range(0, names.length)
                .mapToObj(number -> peer(names[number], number + 1, Status.ALIVE))
                .toList();
    }

    /** An alive one, a suspect one and a lost one. */
    static List<Peer> three() {
        return List.of(peer("anna", 1, Status.ALIVE), peer("bert", 2, Status.SUSPECT), peer("carla", 3, Status.LOST));
    }

    static List<Peer> many(int count) {
        List<Peer> peers = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            peers.add(peer(
                    "peer %03d".formatted(number),
                    number,
                    List.of(Status.ALIVE, Status.SUSPECT, Status.LOST, Status.LEFT)
                            .get(number % 4)));
        }
        return peers;
    }

    static Snapshot snapshot(List<Peer> peers) {
        return snapshot(peers, new Health(List.of(), List.of(), List.of()));
    }

    static Snapshot snapshot(List<Peer> peers, Health health) {
        return new Snapshot(
                NOW,
                new Snapshot.Here("lobby", false, "me", List.of("eth0", "wlan0")),
                peers,
                Pulses.NONE,
                Map.of(),
                health,
                Optional.empty(),
                Optional.empty());
    }

    static SourceState failing() {
        return new SourceState("dns pods.example", 0, 3, Optional.of("no server answers"));
    }

    static Snapshot heard(Snapshot of, Instant when) {
        return new Snapshot(
                of.at(),
                of.here(),
                of.peers(),
                Pulses.NONE.seeing(of.peers(), when),
                of.changes(),
                of.health(),
                of.survey(),
                of.doctor());
    }

    /** With a change of the first peer, its paths, and what the doctor found. */
    static Snapshot rich(List<Peer> peers) {
        Peer first = peers.get(0);
        Evidence evidence = new Evidence(List.of(), "multicast 10.0.0.1:41001 eth0", "it announced itself");
        Reachability reached = new Reachability(
                first,
                List.of(
                        new Reachability.Path(at(1), Outcome.ANSWERS, Optional.of(Duration.ofNanos(412_345))),
                        new Reachability.Path(at(101), Outcome.SILENT, Optional.empty())),
                Optional.of(true),
                Optional.empty());
        Snapshot plain = snapshot(peers);
        return new Snapshot(
                NOW,
                plain.here(),
                peers,
                plain.pulses(),
                Map.of(
                        first.id(),
                        List.of(new Event.Change(Event.What.JOINED, first, evidence, NOW.minusSeconds(100)))),
                plain.health(),
                Optional.of(new Survey(List.of(), Translation.NONE, List.of(reached))),
                Optional.of(List.of("interfaces: eth0", "", "   why  the firewall drops it")));
    }

    static Frame frame(Snapshot snapshot, View view, Size size, Look look) {
        return Painter.frame(snapshot, view, size, look);
    }

    static List<String> lines(Frame frame) {
        return frame.lines().stream().map(AttributedString::toString).toList();
    }

    static String screen(Frame frame) {
        return String.join(
                "\n", lines(frame).stream().map(String::stripTrailing).toList());
    }
}
