package dev.kith.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Limits;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node in a flood keeps its bounds for as long as the flood lasts. */
@Tag("once")
class MillionTest {
    private static final int SETTLED_AFTER = 200_000;
    /** Of what is said in a closed group less is taken in, so that what is kept for long fills up later. */
    private static final int CLOSED_SETTLED_AFTER = 500_000;

    private static final int SETTLED_FOR = 800_000;
    private static final int BETWEEN_LOOKS = 100_000;
    private static final int SENDERS = 5_000;
    private static final int LONGEST_GARBAGE = 1_400;
    private static final int SCRIPT_BYTES = 256;
    private static final long BETWEEN = 500_000L;
    private static final Limits LIMITS = new Limits(1_000, 64, 256);

    private final SplittableRandom chance = new SplittableRandom(7);
    /** The node itself is none of them: once a twin of its own has proven itself it is silent for good, and a flood shows nothing more. */
    private final List<Other> others =
            IntStream.range(1, SENDERS).mapToObj(Other::of).toList();

    @Test
    void aMillionRandomDatagramsAreBorneInBoundedRoom() throws IOException {
        bear(false, SETTLED_AFTER);
    }

    /** Some of them are sealed with its key. It takes minutes. */
    @Test
    @Tag("long")
    void soTheyAreInAClosedGroup() throws IOException {
        bear(true, CLOSED_SETTLED_AFTER);
    }

    private void bear(boolean closed, int settledAfter) throws IOException {
        Driven node = new Driven(LIMITS, false, closed);
        List<byte[]> vectors = Vectors.datagrams();
        long settled = 0;
        for (int heard = 1; heard <= settledAfter + SETTLED_FOR; heard++) {
            hearOne(node, vectors);
            node.pass(chance.nextLong(BETWEEN));
            if (heard % BETWEEN_LOOKS == 0) {
                // First, since what is shown to an application is kept as well.
                node.requireBounded();
            }
            if (heard >= settledAfter && heard % BETWEEN_LOOKS == 0) {
                long held = node.held();
                settled = heard == settledAfter ? held : settled;
                // What became of each peer is kept up to a bound of its own, which is not reached so soon.
                assertThat(held).as("entries held after %d datagrams", heard).isLessThan(settled + settled / 10);
            }
        }
        assertThat(node.listed()).as("a full roster").isEqualTo(LIMITS.peers());
        assertThat(node.spoken().keySet()).contains("Announce", "Welcome", "Probe", "Ack", "Doubt", "Claim", "Relay");
    }

    /** Garbage, something real that was changed, or something well-formed by one of thousands. */
    private void hearOne(Driven node, List<byte[]> vectors) {
        Play play = new Play(new Script(bytes(SCRIPT_BYTES)), node, others);
        switch (chance.nextInt(4)) {
            case 0 -> play.hear(other().at(), bytes(chance.nextInt(LONGEST_GARBAGE)));
            case 1 -> {
                byte[] datagram = vectors.get(chance.nextInt(vectors.size())).clone();
                for (int changes = chance.nextInt(4); changes > 0; changes--) {
                    datagram[chance.nextInt(datagram.length)] = (byte) chance.nextInt();
                }
                play.hear(anywhere(), datagram);
            }
            case 2 -> play.answer();
            default -> play.speak();
        }
    }

    /** One of more addresses than anything is kept of. */
    private Endpoint anywhere() {
        return Other.at(chance.nextInt(1, 0x10000), 10, 1, chance.nextInt(0x100), chance.nextInt(0x100));
    }

    private Other other() {
        return others.get(chance.nextInt(others.size()));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        chance.nextBytes(bytes);
        return bytes;
    }
}
