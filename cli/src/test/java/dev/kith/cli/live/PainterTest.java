package dev.kith.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.cli.TextWidth;
import dev.kith.peer.Event;
import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Size;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;

/** What is on the screen. */
class PainterTest {
    private static final Size USUAL = Size.of(80, 24);
    private static final List<Size> SIZES = List.of(
            USUAL, Size.of(200, 60), Size.of(40, 10), Size.of(20, 6), Size.of(10, 4), Size.of(3, 3), Size.of(1, 1));
    private static final List<Peer> SCRIPTS = Sample.named(
            "日本のノード",
            "e\u0301x\u0302",
            "שלום עולם",
            "مرحبا",
            "👩\u200d🚀 🇩🇪 ❤\ufe0f 👍🏽",
            "नमस्ते",
            "ภาษาไทย",
            "\u1112\u1161\u11ab",
            "x".repeat(64),
            "日".repeat(21),
            " ");

    @Test
    void everyFrameIsExactlyAsLargeAsTheScreen() {
        List<List<Peer>> rosters = List.of(List.of(), Sample.three(), Sample.many(500), SCRIPTS);
        for (Size size : SIZES) {
            for (List<Peer> roster : rosters) {
                for (Look look : List.of(Sample.COLOUR, Sample.ASCII)) {
                    for (View view : views(roster)) {
                        Frame frame = Sample.frame(snapshot(roster), view, size, look);
                        assertThat(frame.lines()).hasSize(size.getRows());
                        assertThat(frame.lines())
                                .allSatisfy(line -> assertThat(TextWidth.of(line.toString()))
                                        .as("'" + line + "' on " + size)
                                        .isEqualTo(size.getColumns()));
                    }
                }
            }
        }
    }

    private static Snapshot snapshot(List<Peer> roster) {
        return roster.isEmpty() ? Sample.snapshot(roster, trouble()) : Sample.rich(roster);
    }

    private static List<View> views(List<Peer> roster) {
        Optional<String> first = roster.stream().findFirst().map(Peer::id);
        View selected = View.START.at(new Cursor(first, 0, 0));
        List<View> views = new ArrayList<>(List.of(
                selected,
                selected.filtered("peer 01", true),
                selected.filtered("日本", false),
                selected.paused(Optional.of(Sample.snapshot(roster)))));
        List.of(Screen.values()).forEach(screen -> views.add(selected.on(screen)));
        if (roster.size() < 100) {
            List.of(Column.values()).forEach(column -> views.add(selected.sortedBy(column)));
        }
        return views;
    }

    private static Health trouble() {
        return new Health(
                List.of("port 9779 is taken", "no interface hears multicast"),
                List.of(
                        new Event.Degraded("dns pods.example: no server answers", Sample.NOW.minusSeconds(9)),
                        new Event.Degraded("port 9779 is taken", Sample.NOW.minusSeconds(8)),
                        new Event.Degraded("12 datagrams with another key", Sample.NOW.minusSeconds(7))),
                List.of(Sample.failing()));
    }

    @Test
    void aTroubleIsReadToItsEnd() {
        String reason = "what this node says to all does not come back on eth0 by IPv4, so this host drops it,"
                + " and what others say, too";
        Health health = new Health(List.of(reason, "port 9779 is taken"), List.of(), List.of());
        Frame frame = Sample.frame(Sample.snapshot(Sample.three(), health), View.START, USUAL, Sample.PLAIN);
        assertThat(Sample.lines(frame).stream().map(String::strip))
                .contains("drops it, and what others say, too", "! port 9779 is taken");
    }

    @Test
    void columnsLineUpForNamesInAnyScript() {
        List<String> lines = Sample.lines(Sample.frame(Sample.snapshot(SCRIPTS), View.START, USUAL, Sample.PLAIN));
        List<Integer> columns = lines.stream()
                .filter(line -> line.contains("alive "))
                .map(line -> TextWidth.of(line.substring(0, line.indexOf("● alive"))))
                .toList();
        assertThat(columns).hasSize(SCRIPTS.size()).containsOnly(columns.get(0));
        assertThat(lines).anyMatch(line -> line.contains("x…")).anyMatch(line -> line.contains("日…"));
    }

    @Test
    void ofAPeerThereIsItsNameItsStateAndWhereItIs() {
        Frame frame = Sample.frame(Sample.snapshot(Sample.three()), View.START, USUAL, Sample.PLAIN);
        assertThat(Sample.lines(frame).stream().map(String::stripTrailing))
                .startsWith(
                        "kith  group lobby (open)  as me  on eth0, wlan0                3 peers (1 alive)",
                        "                                                                        1-3 of 3",
                        "  NAME   STATUS ▾   HEARD    SINCE    RTT       KIND  ADDRESS",
                        "› anna   ● alive    1 s      101 s    0.4 ms    kith  10.0.0.1:41001 +1",
                        "  bert   ◐ suspect  2 s      102 s    -         kith  10.0.0.2:41002 +1",
                        "  carla  ○ lost     3 s      103 s    1.2 ms    kith  10.0.0.3:41003 +1",
                        "")
                .endsWith(
                        "1 peer is suspect",
                        "↑↓ select  Enter details  / filter  s sort  p pause  d doctor  ? keys  q quit");
    }

    @Test
    void aWideScreenShowsAllAddressesAndMoreColumnsAndANarrowOneTheMostImportant() {
        Snapshot three = Sample.snapshot(Sample.three());
        String wide = Sample.screen(Sample.frame(three, View.START, Size.of(200, 60), Sample.PLAIN));
        assertThat(wide)
                .containsPattern(
                        "NAME +STATUS ▾ +HEARD +SINCE +RTT +KIND +ADDRESS +INTERFACE +SERVICES +META +VIA +ID\n")
                .contains("10.0.0.1:41001 10.0.0.101:41101 ")
                .contains("room=lobby")
                .contains(Sample.three().get(0).id());
        String narrow = Sample.screen(Sample.frame(three, View.START, Size.of(40, 10), Sample.PLAIN));
        assertThat(narrow)
                .contains("  NAME   STATUS ▾   HEARD    SINCE\n")
                .endsWith("\nEnter details  / filter  ? keys  q quit");
    }

    @Test
    void theColumnThatRowsAreSortedByIsAlwaysThere() {
        for (Column column : Column.values()) {
            Frame frame = Sample.frame(
                    Sample.snapshot(Sample.three()), View.START.sortedBy(column), Size.of(80, 24), Sample.PLAIN);
            assertThat(Sample.screen(frame)).contains(column + " ▾");
        }
    }

    @Test
    void addressesAreShownWholeOrNotAtAll() {
        Row row = new Row(Sample.three().get(0), "anna", false, Sample.NOW, Sample.PLAIN);
        assertThat(row.addresses(40)).isEqualTo("10.0.0.1:41001 10.0.0.101:41101");
        assertThat(row.addresses(30)).isEqualTo("10.0.0.1:41001 +1");
        assertThat(row.addresses(10)).as("to be cut").isEqualTo("10.0.0.1:41001 10.0.0.101:41101");
    }

    @Test
    void rowsAreSortedByWhatIsInTheColumn() {
        Snapshot three = Sample.snapshot(List.of(
                Sample.peer("b", 9, Status.LOST),
                Sample.peer("A", 10, Status.ALIVE),
                Sample.peer("c", 1, Status.SUSPECT)));
        assertThat(order(three, Column.STATUS)).containsExactly("A", "c", "b");
        assertThat(order(three, Column.NAME)).containsExactly("A", "b", "c");
        assertThat(order(three, Column.HEARD)).containsExactly("c", "b", "A");
        assertThat(order(three, Column.SINCE)).containsExactly("c", "b", "A");
        assertThat(order(three, Column.RTT)).as("none is last").containsExactly("c", "b", "A");
        assertThat(order(three, Column.ADDRESS)).as("9 before 10").containsExactly("c", "b", "A");
    }

    private static List<String> order(Snapshot snapshot, Column column) {
        return Roster.of(snapshot, View.START.sortedBy(column), Sample.PLAIN).stream()
                .map(Row::name)
                .toList();
    }

    @Test
    void theFilterGoesByAllThatIsShown() {
        Snapshot three = Sample.snapshot(Sample.three());
        assertThat(filtered(three, "")).containsExactly("anna", "bert", "carla");
        assertThat(filtered(three, "ANN")).containsExactly("anna");
        assertThat(filtered(three, "10.0.0.2:")).containsExactly("bert");
        assertThat(filtered(three, "3f9d")).containsExactly("carla");
        assertThat(filtered(three, "suspect")).containsExactly("bert");
        assertThat(filtered(three, "anna lost")).isEmpty();
        assertThat(filtered(three, "room=lob")).hasSize(3);
        assertThat(filtered(three, "http:80")).hasSize(3);
        Frame none = Sample.frame(three, View.START.filtered("zzz", true), USUAL, Sample.PLAIN);
        assertThat(Sample.screen(none)).contains("\n/zzz_\n").contains("no peer has 'zzz'");
    }

    private static List<String> filtered(Snapshot snapshot, String filter) {
        return Roster.of(snapshot, View.START.filtered(filter, true), Sample.PLAIN).stream()
                .map(Row::name)
                .toList();
    }

    @Test
    void whoIsSelectedIsSeenAndTheHeadSaysWhereOneIs() {
        Snapshot many = Sample.snapshot(Sample.many(500));
        String last = Roster.of(many, View.START, Sample.PLAIN).get(499).peer().id();
        View view = View.START.at(new Cursor(Optional.of(last), 0, 0));
        Frame frame = Sample.frame(many, view, USUAL, Sample.PLAIN);
        assertThat(frame.page()).isEqualTo(19);
        assertThat(Sample.lines(frame).get(1)).endsWith(" 482-500 of 500");
        assertThat(Sample.lines(frame).get(21)).startsWith("› peer 499");
        assertThat(frame.visible()).hasSize(19).endsWith(last);
    }

    @Test
    void nobodyIsSaidToBeThereAndTroubleStandsBelow() {
        String empty = Sample.screen(Sample.frame(Sample.snapshot(List.of()), View.START, USUAL, Sample.PLAIN));
        assertThat(empty)
                .contains("nobody heard yet; d looks for what may be in the way")
                .contains("\nall well\n");
        String trouble =
                Sample.screen(Sample.frame(Sample.snapshot(List.of(), trouble()), View.START, USUAL, Sample.PLAIN));
        assertThat(trouble).contains("""

                        ! port 9779 is taken
                        ! no interface hears multicast
                        ! dns pods.example: no server answers
                        ! 12 datagrams with another key (7 s ago)
                        """).doesNotContain("all well");
        String low = Sample.screen(
                Sample.frame(Sample.snapshot(List.of(), trouble()), View.START, Size.of(60, 10), Sample.PLAIN));
        assertThat(low).contains("\n! port 9779 is taken\n! 3 more\n");
    }

    @Test
    void detailsHaveEverythingOfOnePeer() {
        Peer anna = Sample.three().get(0);
        View details = View.START.at(new Cursor(Optional.of(anna.id()), 0, 0)).on(Screen.DETAILS);
        String text = Sample.screen(Sample.frame(Sample.rich(Sample.three()), details, Size.of(90, 30), Sample.PLAIN));
        assertThat(text)
                .contains("name        anna\n")
                .contains("id          " + anna.id())
                .contains("kind        kith, its identity is proven\n")
                .contains("status      ● alive for 101 s, since 14:00:30.204\n")
                .contains("heard       1 s ago\n")
                .contains("rtt         0.4 ms\n")
                .contains("addresses   10.0.0.1:41001\n            10.0.0.101:41101\n")
                .contains("found by    multicast unicast\n")
                .contains("services    http:8080\n")
                .contains("meta        room=lobby\n")
                .contains("""
                        paths       direct; known by multicast, unicast; it hears multicast of this node
                                      10.0.0.1:41001 answers in 0.4 ms
                                      10.0.0.101:41101 silent
                        """)
                .contains("evidence    14:00:31.204 + joined  it announced itself (multicast 10.0.0.1:41001 eth0)\n");
        List<Peer> wide = Sample.named("日本");
        View ofWide = details.at(new Cursor(Optional.of(wide.get(0).id()), 0, 0));
        String ascii = Sample.screen(Sample.frame(Sample.snapshot(wide), ofWide, USUAL, Sample.ASCII));
        assertThat(ascii).contains("name        ?? (\\u{65e5}\\u{672c})\n");
        List<Peer> asking = Sample.named("who? 日");
        View ofAsking = details.at(new Cursor(Optional.of(asking.get(0).id()), 0, 0));
        assertThat(Sample.screen(Sample.frame(Sample.snapshot(asking), ofAsking, USUAL, Sample.ASCII)))
                .contains("name        who? ? (who? \\u{65e5})\n");
        Frame gone = Sample.frame(Sample.snapshot(List.of()), details, USUAL, Sample.PLAIN);
        assertThat(Sample.screen(gone)).contains("it is not in the roster any more");
    }

    @Test
    void textThatIsLongerThanTheScreenIsScrolledAndNotPastItsEnd() {
        View far = View.START.on(Screen.KEYS).scrolled(1000);
        Frame frame = Sample.frame(Sample.snapshot(List.of()), far, Size.of(40, 10), Sample.PLAIN);
        assertThat(frame.view().scroll()).isLessThan(30);
        assertThat(Sample.lines(frame).get(8)).contains("second");
        assertThat(Sample.lines(frame).get(1)).containsPattern("keys .* \\d+-(\\d+) of \\1");
    }

    @Test
    void theDoctorExaminesUntilItHasFoundSomething() {
        View doctor = View.START.on(Screen.DOCTOR);
        String before = Sample.screen(Sample.frame(Sample.snapshot(List.of()), doctor, USUAL, Sample.ASCII));
        assertThat(before).contains("\ndoctor\nexamining ...\n");
        String after = Sample.screen(Sample.frame(Sample.rich(Sample.three()), doctor, USUAL, Sample.PLAIN));
        assertThat(after).contains("\ndoctor\ninterfaces: eth0\n\n   why  the firewall drops it\n");
    }

    @Test
    void whatIsPausedStaysAndSaysSo() {
        View paused = View.START.paused(Optional.of(Sample.snapshot(Sample.three())));
        String text = Sample.screen(Sample.frame(Sample.snapshot(List.of()), paused, USUAL, Sample.PLAIN));
        assertThat(text).contains("\npaused at 14:02:11 ").contains("anna").contains("p go on");
    }

    @Test
    void whoWasJustHeardHasAnotherAndABrighterShape() {
        Snapshot quiet = Sample.snapshot(Sample.three());
        Snapshot heard = Sample.heard(quiet, Sample.NOW);
        assertThat(shape(quiet, Sample.PLAIN)).isEqualTo("●");
        assertThat(shape(heard, Sample.PLAIN)).isEqualTo("◉");
        assertThat(shape(heard, Sample.ASCII)).isEqualTo("@");
        assertThat(style(quiet))
                .isEqualTo(AttributedStyle.DEFAULT
                        .foreground(AttributedStyle.GREEN)
                        .inverse());
        assertThat(style(heard)).isEqualTo(style(quiet).bold());
        assertThat(shape(Sample.heard(quiet, Sample.NOW.minus(Pulses.LENGTH)), Sample.PLAIN))
                .isEqualTo("●");
    }

    private static String shape(Snapshot snapshot, Look look) {
        return Sample.lines(Sample.frame(snapshot, View.START, USUAL, look))
                .get(3)
                .substring(9, 10);
    }

    private static AttributedStyle style(Snapshot snapshot) {
        return Sample.frame(snapshot, View.START, USUAL, Sample.COLOUR)
                .lines()
                .get(3)
                .styleAt(9);
    }

    @Test
    void withoutColoursThereAreNoneAndWithoutUtf8NothingButAscii() {
        for (View view : views(SCRIPTS)) {
            for (AttributedString line : Sample.frame(Sample.rich(SCRIPTS), view, USUAL, Sample.PLAIN)
                    .lines()) {
                assertThat(line.toAnsi()).doesNotContainPattern("\u001b\\[[0-9;]*[34][0-9]");
            }
            assertThat(Sample.screen(Sample.frame(Sample.rich(SCRIPTS), view, USUAL, Sample.ASCII)))
                    .matches("(?s)\\p{ASCII}*");
        }
        Frame colours = Sample.frame(Sample.snapshot(Sample.three()), View.START, USUAL, Sample.COLOUR);
        assertThat(colours.lines().get(5).toAnsi()).contains("\u001b[31m");
    }
}
