package dev.kith.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.kith.peer.Limits;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to a node, it throws nothing and keeps its bounds. */
class EngineTest {
    private static final Limits NARROW = new Limits(8, 2, 5);
    private static final List<Other> OTHERS =
            IntStream.range(0, 16).mapToObj(Other::of).toList();
    private static final int SEEDS = 20;
    private static final int LONGEST = 400;
    /** Not passive; and then some of the others are proper members for more than half a second. */
    private static final byte[] BEGINNING = {0, 24, 0x11, 0x46, 24};

    static Stream<byte[]> scripts() {
        SplittableRandom chance = new SplittableRandom(1);
        return IntStream.range(0, SEEDS).mapToObj(any -> {
            byte[] script = new byte[BEGINNING.length + chance.nextInt(LONGEST)];
            chance.nextBytes(script);
            System.arraycopy(BEGINNING, 0, script, 0, BEGINNING.length);
            return script;
        });
    }

    @MethodSource("scripts")
    @FuzzTest
    void anyInputs(byte[] bytes) {
        play(bytes, false);
    }

    /** The same in a closed group: some of the others have its key, some have not. */
    @MethodSource("scripts")
    @FuzzTest
    void anyInputsOfAClosedGroup(byte[] bytes) {
        play(bytes, true);
    }

    private static void play(byte[] bytes, boolean closed) {
        Script script = new Script(bytes);
        Driven node = new Driven(NARROW, script.choice(16) == 15, closed);
        new Play(script, node, OTHERS).toTheEnd();
    }
}
