package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.SourceState;
import dev.kith.cli.doctor.Finding;
import dev.kith.cli.doctor.Level;
import dev.kith.peer.Account;
import dev.kith.peer.Accounts;
import dev.kith.peer.Candidate;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Event.What;
import dev.kith.peer.Evidence;
import dev.kith.peer.History;
import dev.kith.peer.Kind;
import dev.kith.peer.Past;
import dev.kith.peer.Peer;
import dev.kith.peer.Reachability;
import dev.kith.peer.Reachability.Survey;
import dev.kith.peer.Status;
import dev.kith.peer.Translation;
import dev.kith.peer.Via;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is printed is what docs/json.md shows. */
class JsonTest {
    private static final Instant TIME = Instant.parse("2026-01-31T14:02:11.504730Z");

    @Test
    void aJoinIsPrintedAsTheDocumentShowsIt() throws IOException {
        Evidence evidence = new Evidence(List.of(), "beacon 10.0.0.4:41234 eth0", "its beacon was heard");
        assertThat(Json.event(new Event.Change(What.JOINED, anna(), evidence, TIME)))
                .isEqualTo(documented("joined"));
    }

    @Test
    void aPeerByItselfIsPrintedAsTheDocumentShowsIt() throws IOException {
        assertThat(Json.peer(anna())).isEqualTo(documented("line"));
    }

    @Test
    void aDegradationIsPrintedAsTheDocumentShowsIt() throws IOException {
        String reason = "the beacon cannot be heard: port 9778 is held by node (pid 4711), which does not share it";
        assertThat(Json.event(new Event.Degraded(reason, Instant.parse("2026-01-31T14:02:11.001500Z"))))
                .isEqualTo(documented("degraded"));
    }

    @Test
    void anAccountIsPrintedAsTheDocumentShowsIt() throws IOException {
        String id = "3f9a51c27be06d8847f1a2900c5d6e13";
        Evidence evidence = new Evidence(List.of(id), "10.0.0.4:41234", "18 questions were not answered");
        History history = new History(
                "a10c51c27be06d8847f1a2900c5d6e13", "anna", Status.LOST, List.of(new Past(What.LOST, evidence, TIME)));
        assertThat(Json.why("lobby", new Accounts(List.of(new Account(id, "bob", history)), 2, 1)))
                .isEqualTo(documented("why"));
    }

    @Test
    void whatIsReachedIsPrintedAsTheDocumentShowsIt() throws IOException {
        Endpoint named = at(203, 0, 113, 2, 9779);
        String id = "a10c51c27be06d8847f1a2900c5d6e13";
        Candidate candidate = new Candidate(
                named,
                List.of("seed a.example"),
                Candidate.Outcome.ANSWERED,
                1,
                Optional.of(id),
                Optional.of(Duration.ofNanos(14_900_000)));
        Reachability reached = new Reachability(
                peer(id),
                List.of(
                        new Reachability.Path(
                                at(203, 0, 113, 2, 41_234),
                                Reachability.Outcome.ANSWERS,
                                Optional.of(Duration.ofNanos(2_300_000))),
                        new Reachability.Path(
                                at(192, 168, 2, 2, 41_234), Reachability.Outcome.SILENT, Optional.empty())),
                Optional.of(false),
                Optional.of(new Reachability.Relay(at(203, 0, 113, 7, 9779), Duration.ofNanos(4_100_000))));
        List<Endpoint> told = List.of(at(192, 168, 1, 2, 50_112), at(203, 0, 113, 9, 50_112));
        Survey survey = new Survey(told, Translation.SEEN_BY_ONE, List.of(reached));
        SourceState source = new SourceState("seed a.example", 1, 1, Optional.empty());
        assertThat(Json.reach("lobby", survey, List.of(source), List.of(candidate)))
                .isEqualTo(documented("reach"));
    }

    @Test
    void findingsArePrintedAsTheDocumentShowsThem() throws IOException {
        Finding finding = new Finding(
                "no-echo",
                Level.FAIL,
                "eth0 IPv4",
                "what this node says to all does not come back",
                List.of("firewall: table inet f, chain in, handle 2: udp dport 9779 drop"),
                Optional.of("sudo nft insert rule inet f in udp dport 9779 accept"));
        assertThat(Json.doctor("lobby", List.of(finding))).isEqualTo(documented("doctor"));
    }

    private static Peer peer(String id) {
        return new Peer(
                id,
                Kind.KITH,
                "anna",
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Status.ALIVE,
                TIME,
                Optional.empty(),
                Optional.empty(),
                true,
                Set.of(Via.SEED),
                List.of());
    }

    private static Endpoint at(int a, int b, int c, int d, int port) throws IOException {
        byte[] ip = {(byte) a, (byte) b, (byte) c, (byte) d};
        return new Endpoint(InetAddress.getByAddress(ip), port);
    }

    @Test
    void everyEventHasTheDocumentedName() throws IOException {
        String page = page();
        for (What what : What.values()) {
            String name = what.name().toLowerCase(Locale.ROOT);
            Evidence evidence = new Evidence(List.of("3f9a"), "", "");
            assertThat(Json.event(new Event.Change(what, anna(), evidence, TIME)))
                    .startsWith("{\"event\":\"" + name + "\",\"evidence\":{\"by\":[\"3f9a\"],");
            assertThat(page).contains("| `" + name + "` |");
        }
        for (Status status : Status.values()) {
            assertThat(page).contains("`" + status.name().toLowerCase(Locale.ROOT) + "`");
        }
        for (Via via : Via.values()) {
            assertThat(page).containsPattern("`[a-z ]*" + via.name().toLowerCase(Locale.ROOT) + "[a-z ]*`");
        }
    }

    @Test
    void whatIsKnownIsWrittenAndItsKeysAreSorted() throws IOException {
        Peer peer = new Peer(
                "3f9a",
                Kind.KITH,
                "a \"quoted\" \\ 👧",
                List.of(endpoint()),
                List.of(),
                Map.of("b", "2", "a", "1"),
                Map.of("ssh", 22, "http", 8080),
                Status.SUSPECT,
                TIME,
                Optional.empty(),
                Optional.of(Duration.ofNanos(412_900)),
                true,
                Set.of(Via.UNICAST, Via.MULTICAST),
                List.of());
        assertThat(Json.event(new Event.Change(What.SUSPECTED, peer, new Evidence(List.of(), "", ""), TIME)))
                .contains("\"lastHeard\":null,\"meta\":{\"a\":\"1\",\"b\":\"2\"},\"name\":\"a \\\"quoted\\\" \\\\ 👧\","
                        + "\"rttMicros\":412,\"services\":{\"http\":8080,\"ssh\":22}")
                .contains("\"status\":\"suspect\",\"verified\":true,\"via\":[\"multicast\",\"unicast\"]");
    }

    private static Peer anna() throws IOException {
        Instant heard = Instant.parse("2026-01-31T14:02:11.204512Z");
        return new Peer(
                "classic:10.0.0.4:41234",
                Kind.CLASSIC,
                "anna",
                List.of(endpoint()),
                List.of("eth0"),
                Map.of(),
                Map.of(),
                Status.ALIVE,
                heard,
                Optional.of(heard),
                Optional.empty(),
                false,
                Set.of(Via.BEACON),
                List.of());
    }

    private static Endpoint endpoint() throws IOException {
        return new Endpoint(InetAddress.getByAddress(new byte[] {10, 0, 0, 4}), 41234);
    }

    private static String documented(String example) throws IOException {
        Matcher block = Pattern.compile("```json " + example + "\n(.*)\n```").matcher(page());
        assertThat(block.find()).as(example).isTrue();
        return block.group(1);
    }

    private static String page() throws IOException {
        return Files.readString(Path.of(System.getProperty("kith.root"), "docs", "json.md"));
    }
}
