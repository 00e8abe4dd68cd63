package dev.kith.node;

import static dev.kith.node.Speaker.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Limits;
import dev.kith.peer.PeerId;
import dev.kith.peer.Via;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Message;
import dev.kith.wire.Message.Forward;
import dev.kith.wire.Message.Forwarded;
import dev.kith.wire.Message.Here;
import dev.kith.wire.Message.Introduce;
import dev.kith.wire.Message.Meet;
import dev.kith.wire.Message.Probe;
import dev.kith.wire.Message.View;
import dev.kith.wire.Message.Where;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom a node believes of where a peer is, for whom it introduces, and for whom it passes something on. */
class MeetingTest {
    private static final Endpoint ANNA = at(1, 5001);
    private static final Endpoint BOB = at(2, 5002);
    private static final Endpoint CARL = at(3, 5003);
    private static final Endpoint MAPPED = at(77, 7777);
    private static final Endpoint STRANGER = at(66, 6666);
    private static final View VIEW = new View(1, 1);

    private final Speaker.Time time = new Speaker.Time();
    private final Speaker anna = new Speaker(time, ANNA, Limits.DEFAULT);
    private final Speaker bob = new Speaker(time, BOB, Limits.DEFAULT);
    private final Speaker carl = new Speaker(time, CARL, Limits.DEFAULT);

    @BeforeEach
    void meet() {
        List<Speaker> all = List.of(anna, bob, carl);
        anna.join("anna");
        bob.join("bob");
        carl.join("carl");
        for (Speaker one : all) {
            all.stream()
                    .filter(other -> other != one)
                    .forEach(other -> other.hear(one.own, Via.MULTICAST, one.lastToAll()));
        }
        for (int tenth = 0; tenth < 30; tenth++) {
            for (Speaker one : all) {
                one.passMillis(1);
                Speaker.deliverAll(all);
            }
            time.millis += 100;
        }
        Speaker.deliverAll(all);
    }

    @Test
    void anOathFromElsewhereThanAskedMovesNobody() {
        anna.hear(MAPPED, Via.UNICAST, bob.lastToAll());
        Where where = only(Where.class, anna.sentTo(MAPPED));
        bob.hear(ANNA, Via.UNICAST, anna.say(where));
        Here here = only(Here.class, bob.sentTo(ANNA));
        anna.hear(STRANGER, Via.UNICAST, bob.say(here));
        assertThat(anna.peer("bob").addresses()).doesNotContain(MAPPED, STRANGER);
    }

    @Test
    void anOathCountsFromWhereItWasAskedFor() {
        anna.hear(MAPPED, Via.UNICAST, bob.lastToAll());
        bob.hear(ANNA, Via.UNICAST, anna.say(only(Where.class, anna.sentTo(MAPPED))));
        Here here = only(Here.class, bob.sentTo(ANNA));
        anna.hear(MAPPED, Via.UNICAST, bob.say(new Here(here.nonce(), here.from(), new byte[64])));
        assertThat(anna.peer("bob").addresses()).containsExactly(BOB);
        assertThat(anna.node.rejected()).containsKey("false oath");
        anna.passMillis(1100);
        anna.sent.clear();
        bob.step(new Input.Update("lobby", Node.about("bob", Map.of("new", "1"), Map.of())));
        anna.hear(MAPPED, Via.UNICAST, bob.lastToAll());
        bob.sent.clear();
        bob.hear(ANNA, Via.UNICAST, anna.say(only(Where.class, anna.sentTo(MAPPED))));
        anna.hear(MAPPED, Via.UNICAST, bob.say(only(Here.class, bob.sentTo(ANNA))));
        assertThat(anna.peer("bob").addresses()).contains(MAPPED);
    }

    @Test
    void nobodyBetweenCanPassAnOathOn() {
        anna.hear(STRANGER, Via.UNICAST, bob.lastToAll());
        Where where = only(Where.class, anna.sentTo(STRANGER));
        bob.hear(STRANGER, Via.UNICAST, anna.say(where));
        Here here = only(Here.class, bob.sentTo(STRANGER));
        assertThat(here.from()).isEqualTo(STRANGER);
        anna.hear(STRANGER, Via.UNICAST, bob.say(here));
        assertThat(anna.peer("bob").addresses()).doesNotContain(STRANGER);
        assertThat(anna.node.rejected()).containsKey("false oath");
    }

    @Test
    void atANamedAddressWhoeverIsMetMayBeTheFirstToSayWhereThisNodeIsSeen() {
        anna.step(new Input.Candidates("lobby", "table", Via.DHT, List.of(MAPPED)));
        anna.sent.clear();
        anna.hear(MAPPED, Via.UNICAST, bob.lastToAll());
        bob.hear(STRANGER, Via.UNICAST, anna.say(only(Where.class, anna.sentTo(MAPPED))));
        anna.hear(MAPPED, Via.UNICAST, bob.say(only(Here.class, bob.sentTo(STRANGER))));
        assertThat(anna.peer("bob").addresses()).contains(MAPPED);
    }

    @Test
    void aFloodOfQuestionsInTheNameOfOthersDelaysNoOathToOneWhoHearsTheNode() {
        for (int second = 0; second < 10; second++) {
            time.millis += 1000;
            bob.step(new Input.Update("lobby", Node.about("bob", Map.of("second", "" + second), Map.of())));
            anna.sent.clear();
            anna.hear(MAPPED, Via.UNICAST, bob.lastToAll());
            Where where = only(Where.class, anna.sentTo(MAPPED));
            for (int i = 0; i < 200; i++) {
                Where forged = new Where(i, where.about() - 1_000_000 + i);
                bob.hear(at(100 + i % 50, 1024 + i), Via.UNICAST, anna.say(forged));
            }
            bob.hear(CARL, Via.UNICAST, anna.say(new Where(1, 0)));
            bob.hear(ANNA, Via.UNICAST, anna.say(where));
            assertThat(bob.sentTo(CARL)).noneMatch(Here.class::isInstance);
            assertThat(bob.sentTo(ANNA)).filteredOn(Here.class::isInstance).hasSize(1);
            bob.sent.clear();
        }
    }

    @Test
    void whoIntroducesTellsBothWhereTheOtherIs() {
        carl.hear(ANNA, Via.UNICAST, anna.say(new Introduce(id(bob))));
        assertThat(only(Meet.class, carl.sentTo(BOB))).isEqualTo(new Meet(id(anna), ANNA));
        assertThat(only(Meet.class, carl.sentTo(ANNA))).isEqualTo(new Meet(id(bob), BOB));
        carl.sent.clear();
        carl.hear(STRANGER, Via.UNICAST, anna.say(new Introduce(id(bob))));
        assertThat(carl.sentTo(BOB)).noneMatch(Meet.class::isInstance);
        for (int i = 0; i < 100; i++) {
            carl.hear(ANNA, Via.UNICAST, anna.say(new Introduce(id(bob))));
        }
        assertThat(carl.sentTo(BOB)).filteredOn(Meet.class::isInstance).hasSizeLessThanOrEqualTo(40);
    }

    @Test
    void whoIntroducesOneBesideItselfToOneBeyondTellsWhereItIsSeenFromThere() throws UnknownHostException {
        Endpoint outside = new Endpoint(InetAddress.getByName("203.0.113.4"), 4444);
        Endpoint beyond = new Endpoint(InetAddress.getByName("198.51.100.7"), 7777);
        anna.step(new Input.Network(new TreeSet<>(List.of("eth0")), List.of(ANNA, beyond), 1));
        bob.step(new Input.Network(new TreeSet<>(List.of("eth0")), List.of(BOB, outside), 1));
        carl.hear(ANNA, Via.MULTICAST, anna.lastToAll());
        carl.hear(BOB, Via.MULTICAST, bob.lastToAll());
        carl.hear(beyond, Via.UNICAST, anna.say(new Forward(id(bob), anna.say(new Probe(7, VIEW, CARL)))));
        anna.sent.clear();
        anna.hear(CARL, Via.UNICAST, carl.say(only(Where.class, carl.sentTo(beyond))));
        carl.hear(beyond, Via.UNICAST, anna.say(only(Here.class, anna.sentTo(CARL))));
        carl.sent.clear();
        carl.hear(beyond, Via.UNICAST, anna.say(new Introduce(id(bob))));
        assertThat(only(Meet.class, carl.sentTo(BOB))).isEqualTo(new Meet(id(anna), beyond));
        assertThat(only(Meet.class, carl.sentTo(beyond))).isEqualTo(new Meet(id(bob), outside));
        carl.sent.clear();
        carl.hear(ANNA, Via.UNICAST, anna.say(new Introduce(id(bob))));
        assertThat(only(Meet.class, carl.sentTo(ANNA))).isEqualTo(new Meet(id(bob), BOB));
        carl.sent.clear();
        carl.hear(BOB, Via.UNICAST, bob.say(new Introduce(id(anna))));
        assertThat(only(Meet.class, carl.sentTo(BOB))).isEqualTo(new Meet(id(anna), ANNA));
    }

    @Test
    void whereAPeerSendsItAVictimGetsFourDatagramsAtMost() {
        // Bob does not answer any more, so anna is willing to look for him elsewhere.
        for (int i = 0; i < 30; i++) {
            anna.passMillis(100);
        }
        anna.sent.clear();
        for (int i = 0; i < 50; i++) {
            anna.hear(CARL, Via.UNICAST, carl.say(new Meet(id(bob), at(200, 6000 + i))));
        }
        anna.passMillis(3000);
        long toVictim = anna.sent.stream()
                .filter(sent -> sent.getKey().ip().equals(at(200, 1).ip()))
                .count();
        assertThat(toVictim).isBetween(1L, 4L);
        anna.hear(STRANGER, Via.UNICAST, carl.say(new Meet(id(bob), at(201, 6000))));
        anna.passMillis(3000);
        assertThat(anna.sentTo(at(201, 6000))).isEmpty();
    }

    @Test
    void whatIsSaidAgainOfWhereAPeerIsBeginsNothingAnew() {
        for (int i = 0; i < 30; i++) {
            anna.passMillis(100);
        }
        for (int i = 0; i < 4; i++) {
            anna.hear(CARL, Via.UNICAST, carl.say(new Meet(id(bob), MAPPED)));
            anna.passMillis(20);
        }
        assertThat(anna.sentTo(MAPPED)).hasSize(1);
    }

    @Test
    void whoseQuestionComesByItselfIsAskedBackAtOnce() {
        anna.step(new Input.Candidates("lobby", "hosts", Via.SEED, List.of(CARL)));
        for (int i = 0; i < 30; i++) {
            anna.passMillis(100);
        }
        anna.sent.clear();
        anna.hear(BOB, Via.UNICAST, bob.say(new Probe(7, VIEW, ANNA)));
        assertThat(anna.sentTo(BOB)).filteredOn(Probe.class::isInstance).hasSize(1);
    }

    @Test
    void whereNoNodeCanBeNobodyIsLookedFor() throws UnknownHostException {
        for (int i = 0; i < 30; i++) {
            anna.passMillis(100);
        }
        List<Endpoint> impossible =
                List.of(at(200, 9778), at(200, 0), new Endpoint(InetAddress.getByName("239.255.75.105"), 9779));
        for (Endpoint at : impossible) {
            anna.hear(CARL, Via.UNICAST, carl.say(new Meet(id(bob), at)));
        }
        anna.step(new Input.Candidates("lobby", "dns", Via.DNS, impossible));
        anna.passMillis(3000);
        assertThat(anna.sent).noneMatch(sent -> impossible.contains(sent.getKey()));
        assertThat(anna.told)
                .anyMatch(event -> event instanceof Event.Degraded degraded
                        && degraded.reason().equals("dns names an address or port at which no node can be"));
    }

    @Test
    void whatIsWrongWithWhatASourceNamesIsSaidOnceForAsLongAsItLasts() {
        Input wrong = new Input.Candidates("lobby", "dns", Via.DNS, List.of(at(200, 0)));
        anna.step(wrong);
        anna.step(wrong);
        assertThat(anna.told).filteredOn(MeetingTest::isOfDns).hasSize(1);
        anna.step(new Input.Candidates("lobby", "dns", Via.DNS, List.of(CARL)));
        anna.step(wrong);
        assertThat(anna.told).filteredOn(MeetingTest::isOfDns).hasSize(2);
    }

    private static boolean isOfDns(Object event) {
        return event instanceof Event.Degraded degraded && degraded.reason().startsWith("dns names");
    }

    @Test
    void onlyWhatIsItsOwnIsPassedOnForAMemberAndNotWithoutEnd() {
        byte[] probe = anna.say(new Probe(7, VIEW, CARL));
        carl.hear(ANNA, Via.UNICAST, anna.say(new Forward(id(bob), bob.say(new Probe(7, VIEW, CARL)))));
        carl.hear(STRANGER, Via.UNICAST, anna.say(new Forward(id(bob), probe)));
        carl.hear(ANNA, Via.UNICAST, anna.say(new Forward(new PeerId(1, 1), probe)));
        assertThat(carl.sentTo(BOB)).noneMatch(Forwarded.class::isInstance);
        for (int i = 0; i < 100; i++) {
            carl.hear(ANNA, Via.UNICAST, anna.say(new Forward(id(bob), probe)));
        }
        assertThat(carl.sentTo(BOB)).filteredOn(Forwarded.class::isInstance).hasSize(20);
    }

    @Test
    void whoAsksForAnotherFromAnAddressThatItHasNotProvenIsAskedToSwearToIt() {
        anna.step(new Input.Network(new TreeSet<>(List.of("eth0")), List.of(ANNA, MAPPED), 1));
        carl.hear(ANNA, Via.MULTICAST, anna.lastToAll());
        byte[] forward = anna.say(new Forward(id(bob), anna.say(new Probe(7, VIEW, CARL))));
        carl.hear(MAPPED, Via.UNICAST, forward);
        assertThat(carl.sentTo(BOB)).noneMatch(Forwarded.class::isInstance);
        anna.sent.clear();
        anna.hear(CARL, Via.UNICAST, carl.say(only(Where.class, carl.sentTo(MAPPED))));
        carl.hear(MAPPED, Via.UNICAST, anna.say(only(Here.class, anna.sentTo(CARL))));
        carl.hear(MAPPED, Via.UNICAST, forward);
        assertThat(carl.sentTo(BOB)).filteredOn(Forwarded.class::isInstance).hasSize(1);
    }

    @Test
    void whoPassedTheLastAnswerOnPassesTheNextQuestionOnAtOnce() {
        anna.step(new Input.Candidates("lobby", "hosts", Via.SEED, List.of(CARL)));
        bob.step(new Input.Candidates("lobby", "hosts", Via.SEED, List.of(CARL)));
        long introductions = 0;
        long early = 0;
        long passedOn = 0;
        long directlyToo = 0;
        for (int milli = 0; milli < 30_000; milli++) {
            for (Speaker one : List.of(anna, bob, carl)) {
                one.step(new Input.Tick());
                boolean bothKnow = milli > 5000;
                List<Message> first = milli < 10_000 && one == anna ? anna.sentTo(CARL) : List.of();
                early += first.stream().filter(Introduce.class::isInstance).count();
                List<Message> toCarl = bothKnow && one == anna ? anna.sentTo(CARL) : List.of();
                introductions +=
                        toCarl.stream().filter(Introduce.class::isInstance).count();
                long passedOnNow =
                        toCarl.stream().filter(MeetingTest::isQuestionToPassOn).count();
                passedOn += passedOnNow;
                directlyToo += anna.sentTo(BOB).isEmpty() ? 0 : passedOnNow;
                // The two let nothing in but what comes from carl.
                anna.sent.removeIf(sent -> sent.getKey().equals(BOB));
                bob.sent.removeIf(sent -> sent.getKey().equals(ANNA));
                Speaker.deliverAll(List.of(anna, bob, carl));
            }
            time.millis++;
            if (milli == 5000) {
                anna.told.clear();
            }
        }
        assertThat(anna.peer("bob").via()).contains(Via.RELAYED);
        assertThat(passedOn).isGreaterThanOrEqualTo(15);
        assertThat(early).isGreaterThanOrEqualTo(3);
        assertThat(introductions).isLessThan(passedOn / 2);
        assertThat(directlyToo).isLessThan(passedOn / 2);
        assertThat(anna.told)
                .noneMatch(event -> event instanceof Event.Change change && change.what() == Event.What.SUSPECTED);
    }

    @Test
    void whoDidNotPassAQuestionOnIsNotTheNextToBeAsked() {
        Speaker dora = new Speaker(time, at(4, 5004), Limits.DEFAULT);
        dora.join("dora");
        List<Speaker> all = List.of(anna, bob, carl, dora);
        all.forEach(one -> one.step(new Input.Candidates("lobby", "hosts", Via.SEED, List.of(CARL, dora.own))));
        List<Endpoint> asked = new ArrayList<>();
        for (int milli = 0; milli < 60_000; milli++) {
            for (Speaker one : all) {
                one.step(new Input.Tick());
                if (one == anna) {
                    anna.sent.stream()
                            .filter(sent -> isQuestionToPassOn(message(sent.getValue())))
                            .forEach(sent -> asked.add(sent.getKey()));
                }
                // Bob hears nobody, and nobody passes anything on.
                one.sent.removeIf(sent -> sent.getKey().equals(BOB));
                bob.sent.clear();
                Speaker.deliverAll(List.of(anna, carl, dora));
            }
            time.millis++;
        }
        assertThat(asked).hasSizeGreaterThan(5);
        for (int i = 1; i < asked.size(); i++) {
            assertThat(asked.get(i)).as("%s", asked).isNotEqualTo(asked.get(i - 1));
        }
    }

    private static boolean isQuestionToPassOn(Message message) {
        return message instanceof Forward forward && message(forward.datagram()) instanceof Probe;
    }

    private static Message message(byte[] datagram) {
        return ((Datagrams.Ok) Datagrams.decode(datagram)).message();
    }

    @Test
    void aQuestionThatWasPassedOnIsAnsweredTheSameWay() {
        byte[] probe = anna.say(new Probe(7, VIEW, CARL));
        bob.sent.clear();
        bob.hear(STRANGER, Via.UNICAST, carl.say(new Forwarded(probe)));
        assertThat(bob.sent).isEmpty();
        bob.hear(CARL, Via.UNICAST, carl.say(new Forwarded(probe)));
        Forward answer = only(Forward.class, bob.sentTo(CARL));
        assertThat(answer.to()).isEqualTo(id(anna));
    }

    private static PeerId id(Speaker speaker) {
        return speaker.node.id("lobby").orElseThrow();
    }

    private static <T extends Message> T only(Class<T> type, List<Message> messages) {
        List<T> found =
                messages.stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).as("%s", messages).hasSize(1);
        return found.get(0);
    }
}
