package dev.kith.node;

import static dev.kith.node.Speaker.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.peer.Answer;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Limits;
import dev.kith.peer.PeerId;
import dev.kith.peer.Pong;
import dev.kith.peer.Reachability;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One peer is asked for whoever wants to know now. */
class PingTest {
    private static final Endpoint ANNA = at(1, 5001);
    private static final Endpoint BOB = at(2, 5002);
    private static final Endpoint CARL = at(3, 5003);
    private static final long MILLI = 1_000_000L;

    private final Speaker.Time time = new Speaker.Time();
    private final Speaker anna = new Speaker(time, ANNA, Limits.DEFAULT);
    private final Speaker bob = new Speaker(time, BOB, Limits.DEFAULT);
    private final Speaker carl = new Speaker(time, CARL, Limits.DEFAULT);

    @BeforeEach
    void meet() {
        anna.join("anna");
        bob.join("bob");
        anna.hear(BOB, Via.MULTICAST, bob.lastToAll());
        bob.hear(ANNA, Via.MULTICAST, anna.lastToAll());
        for (int i = 0; i < 500; i++) {
            passTogether(1);
        }
    }

    @Test
    void theAnswerTellsTheWayItCameAndHowLongItTook() {
        anna.step(ping(1, id("bob"), 1000));
        anna.step(new Input.Tick());
        time.millis += 3;
        anna.deliver(bob);
        time.millis += 4;
        bob.deliver(anna);
        Pong pong = pong(anna);
        assertThat(pong.peer().name()).isEqualTo("bob");
        assertThat(pong.from()).isEqualTo(BOB);
        assertThat(pong.interfaceName()).isEqualTo("eth0");
        assertThat(pong.relayed()).isFalse();
        assertThat(pong.rtt()).isEqualTo(Duration.ofMillis(7));
        assertThat(pong.heardByMulticast()).isTrue();
    }

    @Test
    void itIsKnownWhetherEachHearsWhatTheOtherSaysToAll() {
        // Twice, and bob hears neither.
        anna.step(new Input.Update("lobby", Node.about("anna", Map.of("a", "1"), Map.of())));
        passTogether(100);
        anna.step(new Input.Update("lobby", Node.about("anna", Map.of("a", "2"), Map.of())));
        passTogether(100);
        anna.step(ping(1, id("bob"), 1000));
        passTogether(5);
        assertThat(pong(anna).hearsMulticast()).contains(false);
        bob.step(ping(1, bob.peer("anna").id(), 1000));
        passTogether(5);
        assertThat(pong(bob).heardByMulticast()).isTrue();
    }

    @Test
    void silenceIsAnAnswerWhenItsTimeIsOverAndAccusesNobody() {
        anna.step(ping(1, id("bob"), 100));
        anna.passMillis(90);
        assertThat(anna.answers).isEmpty();
        anna.passMillis(20);
        assertThat(anna.answers.get(1L)).isEqualTo(new Answer.None());
        assertThat(anna.peer("bob").status()).isEqualTo(Status.ALIVE);
        // What comes too late is taken all the same, but answers nothing.
        passTogether(10);
        assertThat(anna.answers).hasSize(1);
    }

    @Test
    void whoIsNotKnownIsNotAskedAndOthersCannotAnswerForOneWhoIs() {
        anna.sent.clear();
        anna.step(ping(1, new PeerId(7, 7).toString(), 1000));
        anna.step(new Input.Tick());
        assertThat(anna.answers.get(1L)).isEqualTo(new Answer.None());
        anna.step(ping(2, id("bob"), 1000));
        anna.step(new Input.Tick());
        Message.Probe probe = anna.sentTo(BOB).stream()
                .filter(Message.Probe.class::isInstance)
                .map(Message.Probe.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
        carl.join("carl");
        anna.hear(CARL, Via.MULTICAST, carl.lastToAll());
        Message.Ack forged = new Message.Ack(probe.nonce(), probe.view(), ANNA, true, 0);
        anna.hear(BOB, Via.UNICAST, carl.say(forged));
        anna.hear(CARL, Via.UNICAST, bob.say(forged));
        assertThat(anna.answers).doesNotContainKey(2L);
        anna.hear(BOB, Via.UNICAST, bob.say(forged));
        assertThat(anna.answers.get(2L)).isInstanceOf(Pong.class);
    }

    @Test
    void oneThatIsReachedThroughAnotherAloneAnswersSo() {
        List<Speaker> all = keepApart();
        anna.step(ping(1, id("bob"), 1000));
        passApart(all, 50);
        Pong pong = pong(anna);
        assertThat(pong.relayed()).isTrue();
        assertThat(pong.from()).isEqualTo(CARL);
        assertThat(pong.peer().name()).isEqualTo("bob");
        Reachability reached = reached(anna, "bob");
        assertThat(reached.relay()).map(Reachability.Relay::at).contains(CARL);
        assertThat(reached.relay()).map(Reachability.Relay::rtt).contains(pong.rtt());
        for (long end = time.millis + 30_000; time.millis < end; time.millis++) {
            all.forEach(one -> one.step(new Input.Tick()));
            Speaker.deliverAll(all);
        }
        assertThat(reached(anna, "bob").relay()).isEmpty();
    }

    @Test
    void anAnswerThroughAnotherThatComesLateTellsNothingOfOneThatAnswersItself() {
        List<Speaker> all = keepApart();
        List<byte[]> late = new ArrayList<>();
        // Asked at its address and through carl, and only the latter takes its time.
        anna.step(ping(1, id("bob"), 1000));
        for (int i = 0; i < 50; i++) {
            time.millis++;
            all.forEach(one -> one.step(new Input.Tick()));
            late.addAll(takePassedOn());
            Speaker.deliverAll(all);
        }
        assertThat(reached(anna, "bob").relay()).isEmpty();
        assertThat(late).isNotEmpty();
        late.forEach(passed -> anna.hear(CARL, Via.UNICAST, passed));
        assertThat(reached(anna, "bob").relay()).isEmpty();
        assertThat(anna.peer("bob").via()).doesNotContain(Via.RELAYED);
    }

    /** What carl is about to pass on to anna, and now does not. */
    private List<byte[]> takePassedOn() {
        List<byte[]> taken = new ArrayList<>();
        carl.sent.removeIf(sent -> sent.getKey().equals(ANNA)
                && ((Datagrams.Ok) Datagrams.decode(sent.getValue())).message() instanceof Message.Forwarded
                && taken.add(sent.getValue()));
        return taken;
    }

    /** Anna and bob, and carl who passes on what they ask each other. */
    private List<Speaker> keepApart() {
        carl.join("carl");
        // What carl passes on is sent one turn later than it comes to him.
        List<Speaker> all = List.of(carl, anna, bob);
        all.forEach(one -> all.stream()
                .filter(other -> other != one)
                .forEach(other -> other.hear(one.own, Via.MULTICAST, one.lastToAll())));
        anna.step(new Input.Candidates("lobby", "hosts", Via.SEED, List.of(CARL)));
        bob.step(new Input.Candidates("lobby", "hosts", Via.SEED, List.of(CARL)));
        passApart(all, 15_000);
        return all;
    }

    @Test
    void noMoreThanSixtyFourAreAskedAtATime() {
        for (int i = 0; i < 64; i++) {
            anna.step(ping(i, id("bob"), 1000));
        }
        Input.Ping oneMore = ping(64, id("bob"), 1000);
        assertThatThrownBy(() -> anna.step(oneMore)).isInstanceOf(IllegalArgumentException.class);
        passTogether(5);
        assertThat(anna.answers).hasSize(64);
    }

    private static Pong pong(Speaker asker) {
        return (Pong) Optional.ofNullable(asker.answers.get(1L)).orElseThrow();
    }

    private String id(String name) {
        return anna.peer(name).id();
    }

    private static Input.Ping ping(long question, String peer, long atMostMillis) {
        return new Input.Ping("lobby", question, PeerId.parse(peer).orElseThrow(), atMostMillis * MILLI);
    }

    private void passTogether(long millis) {
        for (long end = time.millis + millis; time.millis < end; time.millis++) {
            anna.step(new Input.Tick());
            bob.step(new Input.Tick());
            Speaker.exchange(anna, bob);
        }
    }

    private static Reachability reached(Speaker speaker, String name) {
        return speaker.survey().peers().stream()
                .filter(one -> one.peer().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Anna and bob let nothing in but what comes from carl. */
    private void passApart(List<Speaker> all, long millis) {
        for (long end = time.millis + millis; time.millis < end; time.millis++) {
            for (Speaker one : all) {
                one.step(new Input.Tick());
                anna.sent.removeIf(sent -> sent.getKey().equals(BOB));
                bob.sent.removeIf(sent -> sent.getKey().equals(ANNA));
                Speaker.deliverAll(all);
            }
        }
    }
}
