package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Kind;
import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

/** Which peers {@code kith peers} lists, in what order, and what of them. */
class PeersTest {
    private static final Instant NOW = Instant.parse("2026-01-31T14:02:11.204512Z");
    private static final Set<Status> ANY = EnumSet.allOf(Status.class);
    /** Each is before the others by something else. */
    private static final Peer ANNA =
            peer("anna", Status.LOST, "10.0.0.10:9", new Times(5, Optional.of(2), Optional.empty()));

    private static final Peer BOB =
            peer("bob", Status.ALIVE, "[fe80::1]:9", new Times(2, Optional.empty(), Optional.of(7)));
    private static final Peer CARL =
            peer("carl", Status.LEFT, "10.0.0.9:10", new Times(9, Optional.of(1), Optional.of(3)));
    private static final Peer DORA =
            peer("dora", Status.SUSPECT, "10.0.0.9:9", new Times(1, Optional.of(3), Optional.of(300)));

    @Test
    void theyAreSortedByWhatIsAskedFor() {
        Map<PeerOrder, List<Peer>> orders = Map.of(
                PeerOrder.NAME, List.of(ANNA, BOB, CARL, DORA),
                PeerOrder.STATUS, List.of(BOB, DORA, ANNA, CARL),
                PeerOrder.ADDRESS, List.of(DORA, CARL, ANNA, BOB),
                PeerOrder.SINCE, List.of(DORA, BOB, ANNA, CARL),
                PeerOrder.HEARD, List.of(CARL, ANNA, DORA, BOB),
                PeerOrder.RTT, List.of(CARL, BOB, DORA, ANNA));
        assertThat(orders).containsOnlyKeys(PeerOrder.values());
        orders.forEach((order, sorted) -> assertThat(order.sorted(List.of(CARL, ANNA, DORA, BOB)))
                .as("%s", order)
                .isEqualTo(sorted));
        assertThat(PeerOrder.aliveFirst(List.of(CARL, ANNA, DORA, BOB))).containsExactly(BOB, ANNA, CARL, DORA);
    }

    @Test
    void aTableHasTheColumnsThatAreAskedForInThatOrder() {
        PeerOutput output = new PeerOutput.Text().convert("columns=rtt,name,meta,services,via,heard");
        assertThat(PeerTable.lines(List.of(BOB, DORA), output.columns(), NOW))
                .containsExactly(
                        "RTT       NAME  META             SERVICES       VIA             HEARD",
                        "7.0 ms    bob   room=attic,we=x  http:80,ssh:2  multicast seed  -",
                        "300.0 ms  dora  room=attic,we=x  http:80,ssh:2  multicast seed  3 s");
        assertThat(new PeerOutput.Text().convert("wide").columns()).containsExactly(PeerColumn.values());
        assertThat(new PeerOutput.Text().convert("table")).isEqualTo(PeerOutput.TABLE);
    }

    @Test
    void plainColumnsAreNeverReorderedNeverEmptyAndNeverRelative() {
        assertThat(PeerColumn.ALL.stream().map(column -> column.plain(BOB)))
                .containsExactly(
                        "bob",
                        "kith",
                        "alive",
                        "[fe80::1]:9",
                        "eth0",
                        "2026-01-31T14:02:09.204512Z",
                        "-",
                        "idbob",
                        "multicast seed",
                        "7000",
                        "http:80,ssh:2",
                        "room=attic,we=x");
    }

    @Test
    void whatIsNoFormOrColumnIsRefusedWithAllThereAre() {
        PeerOutput.Text text = new PeerOutput.Text();
        assertThatThrownBy(() -> text.convert("yaml"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'yaml' is not table, wide, json, jsonl, plain or columns= and names such as name,address");
        for (String wrong : List.of("columns=", "columns=name,", "columns=name,nme")) {
            String column = wrong.substring(wrong.lastIndexOf(wrong.contains(",") ? ',' : '=') + 1);
            assertThatThrownBy(() -> text.convert(wrong))
                    .isInstanceOf(TypeConversionException.class)
                    .hasMessage("'" + column + "' is not a column, which is one of name, kind, status, address,"
                            + " interface, since, heard, id, via, rtt, services, meta");
        }
    }

    @Test
    void theHelpNamesEveryColumnAndOrder() {
        String help =
                new CommandLine(new PeersCommand().spec()).getUsageMessage().replaceAll("\\s+", " ");
        assertThat(help).contains("Columns: " + Constants.all(PeerColumn.class));
        Arrays.stream(PeerOrder.values())
                .forEach(order -> assertThat(help).containsPattern("--sort=BY [^-]*" + Constants.lower(order)));
    }

    @Test
    void theyAreChosenByEachLabelAndAnyStatus() {
        assertThat(chosen()).containsExactly(ANNA, BOB, CARL, DORA);
        assertThat(chosen("-l", "room=attic", "--label", "we=x")).containsExactly(ANNA, BOB, CARL, DORA);
        assertThat(chosen("-l", "room=attic", "-l", "we=y")).isEmpty();
        assertThat(chosen("-l", "room=")).isEmpty();
        assertThat(chosen("--status", "alive,Suspect", "--status", "left")).containsExactly(BOB, CARL, DORA);
        for (String wrong : List.of("", "up", "alive,,lost", "alive lost")) {
            assertThatThrownBy(() -> chosen("--status", wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("' is not a status, which is one of alive, suspect, lost, left");
        }
        assertThatThrownBy(() -> chosen("-l", "attic"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--label 'attic' is not of the form key=value");
    }

    @Test
    void oneThatIsListedWithItsBeaconBesideCountsOnce() {
        Peer beacon = classic(ANNA.addresses().get(0));
        Peer other = classic(new Endpoint(ip("10.0.0.77"), 1));
        assertThat(Counts.distinct(List.of(beacon, ANNA, other))).containsExactly(ANNA, other);
    }

    private static Peer classic(Endpoint at) {
        return new Peer(
                "classic:" + at,
                Kind.CLASSIC,
                "anna",
                List.of(at),
                List.of(),
                Map.of(),
                Map.of(),
                Status.ALIVE,
                NOW,
                Optional.empty(),
                Optional.empty(),
                false,
                Set.of(Via.BEACON),
                List.of());
    }

    private static List<Peer> chosen(String... arguments) {
        PeerSelection selection = new PeerSelection();
        CommandSpec spec = CommandSpec.create();
        selection.all().forEach(option -> spec.addOption(option.spec()));
        new CommandLine(spec).parseArgs(arguments);
        return List.of(ANNA, BOB, CARL, DORA).stream()
                .filter(selection.predicate(ANY))
                .toList();
    }

    /** Seconds in its status, seconds since it was heard, milliseconds there and back. */
    private record Times(int inStatus, Optional<Integer> unheard, Optional<Integer> rtt) {}

    private static Peer peer(String name, Status status, String at, Times times) {
        int colon = at.lastIndexOf(':');
        return new Peer(
                "id" + name,
                Kind.KITH,
                name,
                List.of(new Endpoint(ip(at.substring(0, colon)), Integer.parseInt(at.substring(colon + 1)))),
                List.of("eth0"),
                Map.of("room", "attic", "we", "x"),
                Map.of("ssh", 2, "http", 80),
                status,
                NOW.minusSeconds(times.inStatus()),
                times.unheard().map(NOW::minusSeconds),
                times.rtt().map(Duration::ofMillis),
                true,
                Set.of(Via.SEED, Via.MULTICAST),
                List.of());
    }

    private static InetAddress ip(String literal) {
        try {
            return InetAddress.getByName(literal.replaceAll("[\\[\\]]", ""));
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
