package dev.kith.fuzz;

import java.util.Arrays;
import java.util.List;

/** Bytes read as choices, one after the other. Where they end all that is left is zero, so any bytes are a script. */
final class Script {
    private static final int BYTE = 0x100;
    private static final long[] EDGES = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, Integer.MAX_VALUE, 0xFFFF_FFFFL};

    private final byte[] bytes;
    private int at;

    Script(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean goesOn() {
        return at < bytes.length;
    }

    int u8() {
        return goesOn() ? bytes[at++] & 0xFF : 0;
    }

    int u16() {
        return u8() << Byte.SIZE | u8();
    }

    long i64() {
        long number = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            number = number << Byte.SIZE | u8();
        }
        return number;
    }

    /** Any number, more often one near the ends of its range. */
    long number() {
        return switch (choice(3)) {
            case 0 -> u8();
            case 1 -> EDGES[choice(EDGES.length)];
            default -> i64();
        };
    }

    boolean either() {
        return (u8() & 1) == 1;
    }

    int choice(int below) {
        return (below > BYTE ? u16() : u8()) % below;
    }

    <E> E oneOf(List<E> all) {
        return all.get(choice(all.size()));
    }

    byte[] bytes(int count) {
        byte[] some = Arrays.copyOfRange(bytes, Math.min(at, bytes.length), Math.min(at + count, bytes.length));
        at += some.length;
        return Arrays.copyOf(some, count);
    }
}
