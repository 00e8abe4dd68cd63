package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.SourceState;
import dev.kith.peer.Account;
import dev.kith.peer.Accounts;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Event.What;
import dev.kith.peer.Evidence;
import dev.kith.peer.History;
import dev.kith.peer.Kind;
import dev.kith.peer.Past;
import dev.kith.peer.Peer;
import dev.kith.peer.Reachability;
import dev.kith.peer.Reachability.Outcome;
import dev.kith.peer.Reachability.Path;
import dev.kith.peer.Reachability.Relay;
import dev.kith.peer.Reachability.Survey;
import dev.kith.peer.Status;
import dev.kith.peer.Translation;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

/** What people type and read. */
class TextTest {
    private static final Instant NOW = Instant.parse("2026-01-31T14:02:11.204512Z");

    @Test
    void durationsAreReadAsPeopleWriteThem() {
        DurationText text = new DurationText();
        assertThat(text.convert("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(text.convert("2s")).isEqualTo(Duration.ofSeconds(2));
        assertThat(text.convert("2.5s")).isEqualTo(Duration.ofMillis(2500));
        assertThat(text.convert("1m")).isEqualTo(Duration.ofMinutes(1));
        for (String wrong : List.of("", "5", "s", "-1s", "1e9s", "2 s", "٣s", "9999999h")) {
            assertThatThrownBy(() -> text.convert(wrong))
                    .isInstanceOf(TypeConversionException.class)
                    .hasMessageContaining("'" + wrong + "' is not a duration such as 500ms, 2s or 1m");
        }
    }

    @Test
    void agesAreShort() {
        assertThat(DurationText.of(Duration.ofMillis(2500))).isEqualTo("2.5 s");
        assertThat(DurationText.of(Duration.ofMillis(-5))).isEqualTo("0 s");
        assertThat(DurationText.of(Duration.ZERO)).isEqualTo("0 s");
        assertThat(DurationText.of(Duration.ofMillis(50))).isEqualTo("50 ms");
        assertThat(DurationText.of(Duration.ofMillis(100))).isEqualTo("0.1 s");
        assertThat(DurationText.of(Duration.ofSeconds(119))).isEqualTo("119 s");
        assertThat(DurationText.of(Duration.ofSeconds(3700))).isEqualTo("61 min");
        assertThat(DurationText.of(Duration.ofHours(49))).isEqualTo("49 h");
    }

    @Test
    void eachEventHasItsSign() {
        Map<What, String> signs = Map.of(
                What.JOINED, "14:02:11.204 + anna 10.0.0.4:41234 eth0",
                What.CHANGED, "14:02:11.204 ~ anna 10.0.0.4:41234 eth0  why",
                What.RECOVERED, "14:02:11.204 ~ anna 10.0.0.4:41234 eth0  why",
                What.SUSPECTED, "14:02:11.204 ? anna 10.0.0.4:41234 eth0  why",
                What.LEFT, "14:02:11.204 - anna 10.0.0.4:41234 eth0  why",
                What.LOST, "14:02:11.204 - anna 10.0.0.4:41234 eth0  why");
        Evidence evidence = new Evidence(List.of(), "", "why");
        signs.forEach((what, line) -> assertThat(Signs.line(
                        new Event.Change(what, peer("anna", Status.ALIVE), evidence, NOW),
                        new ShownNames(),
                        false,
                        ZoneOffset.UTC))
                .isEqualTo(line));
        assertThat(Signs.line(
                        new Event.Change(What.JOINED, peer("anna", Status.ALIVE), evidence, NOW),
                        new ShownNames(),
                        true,
                        ZoneOffset.UTC))
                .isEqualTo("14:02:11.204 + anna 10.0.0.4:41234 eth0  why");
        assertThat(Signs.line(new Event.Degraded("deaf", NOW), new ShownNames(), false, ZoneOffset.UTC))
                .isEqualTo("14:02:11.204 ! deaf");
    }

    @Test
    void whatBecameOfAPeerHasItsWholeEvidenceAndNothingTwice() {
        Peer bob = kith("3f9a51c27be06d8847f1a2900c5d6e13", Status.ALIVE);
        ShownNames names = ShownNames.in(List.of(bob));
        List<String> by = List.of(bob.id(), "aa0051c27be06d8847f1a2900c5d6e13");
        Evidence evidence = new Evidence(by, "multicast 10.0.0.4:41234 eth0", "why");
        assertThat(Signs.line(
                        new Event.Change(What.LOST, peer("anna", Status.LOST), evidence, NOW),
                        names,
                        false,
                        ZoneOffset.UTC))
                .isEqualTo("14:02:11.204 - anna 10.0.0.4:41234 eth0  why (multicast; by alice, aa00)");
    }

    @Test
    void anAccountSaysWhoseItIsAndHasALineForEachChange() {
        History history = new History(
                "3f9a51c27be06d8847f1a2900c5d6e13",
                "anna",
                Status.LOST,
                List.of(
                        new Past(
                                What.JOINED,
                                new Evidence(List.of(), "multicast 10.0.0.4:1 eth0", "it announced itself"),
                                NOW),
                        new Past(What.LOST, new Evidence(List.of("aa00"), "", "silence"), NOW.plusSeconds(9))));
        Accounts accounts =
                new Accounts(List.of(new Account("me", "myself", history), new Account("bb00", "bob", history)), 2, 1);
        List<String> lines = AccountLines.of(accounts, "me", id -> "carl", ZoneOffset.UTC);
        assertThat(lines)
                .containsExactly(
                        "anna 3f9a51c27be06d8847f1a2900c5d6e13 is lost, says this node:",
                        "  2026-01-31 14:02:11.204 + joined  it announced itself (multicast 10.0.0.4:1 eth0)",
                        "  2026-01-31 14:02:20.204 - lost  silence (by carl)",
                        "anna 3f9a51c27be06d8847f1a2900c5d6e13 is lost, says bob bb00:",
                        "  2026-01-31 14:02:11.204 + joined  it announced itself (multicast 10.0.0.4:1 eth0)",
                        "  2026-01-31 14:02:20.204 - lost  silence (by carl)");
        assertThat(AccountLines.meant(accounts))
                .containsExactly("3f9a51c27be06d8847f1a2900c5d6e13  anna  lost, says 2 of 2");
    }

    @Test
    void columnsLineUpForWideAndCombiningCharacters() {
        List<String> lines = PeerTable.lines(
                List.of(peer("日本", Status.ALIVE), peer("e\u0301", Status.ALIVE), peer("gone", Status.LOST)), NOW);
        assertThat(lines)
                .containsExactly(
                        "NAME  KIND     STATUS  ADDRESS         INTERFACE  SINCE  HEARD",
                        "e\u0301     classic  alive   10.0.0.4:41234  eth0       0 s    -",
                        "日本  classic  alive   10.0.0.4:41234  eth0       0 s    -",
                        "gone  classic  lost    10.0.0.4:41234  eth0       0 s    -");
    }

    @Test
    void aNameThatIsNotUniqueIsShownWithTheBeginningOfItsId() {
        Peer one = kith("3f9a51c27be06d8847f1a2900c5d6e13", Status.ALIVE);
        Peer two = kith("aa0051c27be06d8847f1a2900c5d6e13", Status.ALIVE);
        ShownNames names = new ShownNames();
        assertThat(names.of(joined(one))).isEqualTo("alice");
        assertThat(names.of(joined(two))).isEqualTo("alice·aa00");
        assertThat(names.of(joined(one))).isEqualTo("alice·3f9a");
        assertThat(names.of(joined(kith(one.id(), Status.LEFT)))).isEqualTo("alice·3f9a");
        assertThat(names.of(joined(two))).isEqualTo("alice");
        assertThat(PeerTable.lines(List.of(one, two, peer("alice", Status.ALIVE)), NOW))
                .extracting(line -> line.split(" ", 2)[0])
                .containsExactly("NAME", "alice·3f9a", "alice·aa00", "alice");
    }

    @Test
    void aNameIsKeptAsLongAsSomebodyHasIt() {
        ShownNames names = new ShownNames();
        for (int number = 0; number < 100; number++) {
            names.of(joined(peer("guest " + number, Status.ALIVE)));
            assertThat(names.ofId("classic:guest " + number)).isEqualTo("guest " + number);
            names.of(joined(peer("guest " + number, Status.LOST)));
        }
        assertThat(names.size()).isZero();
        assertThat(names.ofId("classic:guest 99")).isEqualTo("clas");
    }

    private static Event.Change joined(Peer peer) {
        return new Event.Change(What.JOINED, peer, new Evidence(List.of(), "", ""), NOW);
    }

    private static Peer kith(String id, Status status) {
        Peer like = peer("alice", status);
        return new Peer(
                id,
                Kind.KITH,
                like.name(),
                like.addresses(),
                like.interfaces(),
                like.meta(),
                like.services(),
                status,
                NOW,
                Optional.empty(),
                Optional.empty(),
                true,
                Set.of(),
                List.of());
    }

    @Test
    void aNameIsThatOfAPersonAndNeverOfAnAccountOfTheSystem() {
        List<String> accounts = List.of(
                "root:x:0:0::/root:/bin/sh",
                "anna:x:1000:1000::/home/anna:/bin/bash",
                "www-data:x:33:33::/:/x",
                "nobody:x:65534:65534::/:/x",
                "damaged:x:abc");
        assertThat(DefaultName.isPerson("anna", accounts)).isTrue();
        assertThat(DefaultName.isPerson("from-directory", accounts)).isTrue();
        for (String service : List.of("root", "www-data", "nobody", "damaged", "?", "", "_spotlight")) {
            assertThat(DefaultName.isPerson(service, accounts)).as(service).isFalse();
        }
    }

    @Test
    void anAddressOfALinkIsShownOnceAndOneOfTheWorldWithoutALink() throws UnknownHostException {
        byte[] local = InetAddress.getByName("fe80::1").getAddress();
        byte[] global = InetAddress.getByName("2001:db8::1").getAddress();
        Endpoint heard = new Endpoint(Inet6Address.getByAddress(null, local, 1), 41234);
        Path told = new Path(heard.withoutLink(), Outcome.UNTRIED, Optional.empty());
        Path used = new Path(heard, Outcome.ANSWERS, Optional.of(Duration.ofNanos(42_000)));
        Reachability reached =
                new Reachability(peer("anna", Status.ALIVE), List.of(used, told), Optional.empty(), Optional.empty());
        assertThat(ReachLines.paths(reached)).containsExactly(used);
        assertThat(ReachLines.path(used)).endsWith(" answers in 0.04 ms");
        assertThat(new Endpoint(Inet6Address.getByAddress(null, global, 1), 1)).hasToString("[2001:db8::1]:1");
    }

    @Test
    void whoPassesOnIsNamedWhereItIsKnown() throws UnknownHostException {
        Endpoint at = new Endpoint(InetAddress.getByAddress(new byte[] {10, 0, 0, 7}), 41234);
        Relay relay = new Relay(at, Duration.ofMillis(4));
        Reachability through =
                new Reachability(peer("bob", Status.ALIVE), List.of(), Optional.empty(), Optional.of(relay));
        Reachability direct = new Reachability(
                peer("carl", Status.ALIVE),
                List.of(new Path(at, Outcome.ANSWERS, Optional.empty())),
                Optional.empty(),
                Optional.empty());
        ShownNames names = new ShownNames();
        assertThat(ReachLines.ways(through, survey(through, direct), names))
                .containsExactly("  through carl at 10.0.0.7:41234 in 4.0 ms");
        assertThat(ReachLines.ways(through, survey(through), names))
                .containsExactly("  through 10.0.0.7:41234 in 4.0 ms");
    }

    @Test
    void whatASourceNamesAndNobodyTriesIsExplained() {
        SourceState source = new SourceState("seed 0.0.0.0", 1, 2, Optional.empty());
        assertThat(ReachLines.untried(source, 1)).isEmpty();
        assertThat(ReachLines.untried(source, 0).orElse("")).startsWith("  1 not tried: ");
    }

    @Test
    void anOptionIsAVariableInCapitals() {
        assertThat(Environment.variableOf("--no-classic")).isEqualTo("KITH_NO_CLASSIC");
    }

    private static Survey survey(Reachability... peers) {
        return new Survey(List.of(), Translation.NONE, List.of(peers));
    }

    private static Peer peer(String name, Status status) {
        try {
            Endpoint endpoint = new Endpoint(InetAddress.getByAddress(new byte[] {10, 0, 0, 4}), 41234);
            return new Peer(
                    "classic:" + name,
                    Kind.CLASSIC,
                    name,
                    List.of(endpoint),
                    List.of("eth0"),
                    Map.of(),
                    Map.of(),
                    status,
                    NOW,
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Set.of(),
                    List.of());
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
