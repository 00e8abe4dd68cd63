package dev.kith.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.node.Input;
import dev.kith.node.Node;
import dev.kith.node.Outbox;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Via;
import dev.kith.spread.Reach;
import dev.kith.time.Moment;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Message.Ack;
import dev.kith.wire.Message.Announce;
import dev.kith.wire.Message.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * One engine in virtual time, and a crowd that it gets to know by nothing but its inputs: each of them announces itself, is
 * verified, is asked, and answers.
 */
final class Crowd {
    private static final Map<String, String> META = Map.of(
            "room", "the attic, second door on the le",
            "load", "0.24 of 8 cores, 11 GiB are free",
            "built", "2026-01-01T00:00:00Z, 3f9a51c27",
            "state", "ready for peers");

    static final int META_BYTES = META.entrySet().stream()
            .mapToInt(entry -> (entry.getKey() + entry.getValue()).getBytes(UTF_8).length)
            .sum();

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration BETWEEN_ARRIVALS = Duration.ofMillis(1);
    private static final Duration THERE_AND_BACK = Duration.ofNanos(200_000);

    private final Node engine = Member.engine(0);
    private long nanos;

    /** An engine that is in the group and knows nobody. */
    Crowd() {
        Member.join(engine, now(), 0, Map.of(), new Silent());
    }

    Node engine() {
        return engine;
    }

    /** Has so many come, and waits until each has answered a question. */
    List<Member> gather(int size) {
        Arrivals arrivals = new Arrivals();
        for (int number = 1; number <= size; number++) {
            passTo(nanos + BETWEEN_ARRIVALS.toNanos(), arrivals);
            arrivals.arrive(number);
        }
        while (arrivals.answered.size() < size) {
            passTo(engine.nextWake(), arrivals);
        }
        return List.copyOf(arrivals.byAddress.values());
    }

    /** Lets time pass in which nothing is due. */
    void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** Hands the engine a datagram. */
    void hear(Endpoint from, Via via, byte[] datagram, Outbox out) {
        engine.step(now(), new Input.Heard(from, Member.INTERFACE, via, datagram), out);
    }

    private void passTo(long moment, Arrivals arrivals) {
        while (engine.nextWake() <= moment) {
            nanos = Math.max(nanos, engine.nextWake());
            engine.step(now(), new Input.Tick(), arrivals);
            arrivals.answer();
        }
        nanos = Math.max(nanos, moment);
    }

    private Moment now() {
        return new Moment(nanos, START.plusNanos(nanos));
    }

    /** Those who come, and what they answer to the questions of the engine. */
    private final class Arrivals extends Silent {
        private record Question(Member of, Probe probe) {}

        private final Map<Endpoint, Member> byAddress = new HashMap<>();
        private final Set<Endpoint> answered = new HashSet<>();
        private final Queue<Question> open = new ArrayDeque<>();

        private int lastAnnounced;

        void arrive(int number) {
            List<byte[]> said = new ArrayList<>();
            Member member = Member.announced(number, now(), META, said);
            byAddress.put(member.address(), member);
            hear(member.address(), Via.MULTICAST, said.get(0), this);
            answer();
        }

        void answer() {
            for (Question next = open.poll(); next != null; next = open.poll()) {
                pass(THERE_AND_BACK);
                Member member = next.of();
                Ack ack = new Ack(next.probe().nonce(), next.probe().view(), Member.address(0), true, lastAnnounced);
                hear(member.address(), Via.UNICAST, member.say(ack), this);
                answered.add(member.address());
            }
        }

        /** Everybody hears what is said to all, and shows it in each answer. */
        @Override
        public void multicast(byte[] datagram, boolean broadcastToo) {
            if (Datagrams.decode(datagram) instanceof Datagrams.Ok ok && ok.message() instanceof Announce) {
                lastAnnounced = Reach.mark(ok.header().counter());
            }
        }

        @Override
        public void send(Endpoint to, byte[] datagram) {
            if (Datagrams.decode(datagram) instanceof Datagrams.Ok ok && ok.message() instanceof Probe probe) {
                Optional.ofNullable(byAddress.get(to)).ifPresent(member -> open.add(new Question(member, probe)));
            }
        }
    }
}
