package dev.kith.wire;

import dev.kith.roster.IdRange;
import dev.kith.wire.Message.Compare;
import dev.kith.wire.Message.Compared;
import dev.kith.wire.Reader.Malformed;
import java.util.ArrayList;
import java.util.List;

/** The bytes of ranges that are compared. */
final class Comparisons {
    private static final int SAME = 0xFFFF;

    private Comparisons() {}

    static void write(Writer out, Compare compare) {
        range(out.i32(compare.nonce()), compare.range());
        compare.sums().forEach(out::i64);
    }

    static void write(Writer out, Compared compared) {
        range(out.i32(compared.answers()), compared.range());
        compared.counts().forEach(count -> out.u16(count < 0 ? SAME : Math.min(count, SAME - 1)));
    }

    static Compare compare(Reader in) throws Malformed {
        int nonce = in.i32("nonce");
        IdRange range = range(in);
        List<Long> sums = new ArrayList<>();
        for (int part = 0; part < IdRange.PARTS; part++) {
            sums.add(in.i64("sum"));
        }
        return new Compare(nonce, range, sums);
    }

    static Compared compared(Reader in) throws Malformed {
        int answers = in.i32("answers");
        IdRange range = range(in);
        List<Integer> counts = new ArrayList<>();
        for (int part = 0; part < IdRange.PARTS; part++) {
            int count = in.u16("count");
            counts.add(count == SAME ? -1 : count);
        }
        return new Compared(answers, range, counts);
    }

    private static void range(Writer out, IdRange range) {
        out.u8(range.bits()).i64(range.first());
    }

    private static IdRange range(Reader in) throws Malformed {
        int at = in.at();
        int bits = in.u8("bits");
        long first = in.i64("first");
        if (!IdRange.isOne(bits, first) || !new IdRange(bits, first).hasParts()) {
            throw new Malformed("range", at);
        }
        return new IdRange(bits, first);
    }
}
