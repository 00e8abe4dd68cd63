package dev.kith.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.peer.PeerId;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IdRangeTest {
    @Test
    void eachIdIsInExactlyOnePartAtEveryDepth() {
        SplittableRandom chance = new SplittableRandom(3);
        for (int i = 0; i < 1000; i++) {
            PeerId id = new PeerId(chance.nextLong() >>> chance.nextInt(64), chance.nextLong());
            IdRange range = IdRange.ALL;
            while (range.hasParts()) {
                assertThat(range.contains(id)).isTrue();
                int in = range.partOf(id);
                for (int part = 0; part < IdRange.PARTS; part++) {
                    assertThat(range.part(part).contains(id)).isEqualTo(part == in);
                }
                range = range.part(in);
                assertThat(isBetween(range, id)).isTrue();
            }
        }
    }

    @Test
    void thePartsFollowEachOther() {
        IdRange range = new IdRange(4, 0xF000_0000_0000_0000L);
        long after = range.after();
        for (int part = 0; part < IdRange.PARTS; part++) {
            assertThat(range.part(part).after()).isEqualTo(after);
            after = range.part(part).upTo();
        }
        assertThat(after).isEqualTo(range.upTo()).isEqualTo(-1);
        assertThat(IdRange.ALL.after()).isZero();
    }

    @Test
    void whatIsNoRangeIsRefused() {
        for (int bits : List.of(-4, 1, 3, 61, 64)) {
            assertThatThrownBy(() -> new IdRange(bits, 0)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new IdRange(4, 0x0800_0000_0000_0000L))
                .hasMessage("4 bits of 800000000000000 are no range of ids");
    }

    private static boolean isBetween(IdRange range, PeerId id) {
        boolean first = id.high() == 0 && range.after() == 0;
        return (first || Long.compareUnsigned(id.high(), range.after()) > 0)
                && Long.compareUnsigned(id.high(), range.upTo()) <= 0;
    }
}
