package dev.kith.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScenarioTest {
    private static final int SEEDS = Integer.getInteger("kith.seeds", 200);
    private static final long FIRST = Long.getLong("kith.seed", 1);

    @Test
    void theLawsHoldForEverySeed() {
        List<String> broken = LongStream.range(FIRST, FIRST + SEEDS)
                .parallel()
                .mapToObj(ScenarioTest::broken)
                .flatMap(List::stream)
                .toList();
        assertThat(broken).isEmpty();
    }

    @Test
    void twoRunsOfASeedAreTheSame() {
        for (long seed = FIRST; seed < FIRST + 10; seed++) {
            assertThat(Scenario.run(seed, false).traceHash())
                    .isEqualTo(Scenario.run(seed, false).traceHash());
        }
        assertThat(Scenario.run(1, false).traceHash())
                .isNotEqualTo(Scenario.run(2, false).traceHash());
    }

    private static List<String> broken(long seed) {
        try {
            Scenario.run(seed, false);
            return List.of();
        } catch (Broken law) {
            return List.of("seed " + seed + ": " + law.getMessage());
        }
    }
}
