package dev.kith.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The secret of a closed group, and the byte by which a datagram says which secret sealed it.
 *
 * @param id 1 to 255; from the bytes, so that all who have the key call it the same
 * @param bytes 32 bytes that nobody can guess
 */
@SuppressWarnings("ArrayRecordComponent") // compared by what it holds, below
public record GroupKey(int id, byte[] bytes) {
    /** Length in bytes. */
    public static final int BYTES = 32;

    private static final byte[] ID_OF = "kith key id".getBytes(US_ASCII);

    /**
     * The key of these bytes.
     *
     * @throws IllegalArgumentException if they are not 32
     */
    public static GroupKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a key has " + BYTES + " bytes, not " + bytes.length);
        }
        byte[] named = Arrays.copyOf(ID_OF, ID_OF.length + BYTES);
        System.arraycopy(bytes, 0, named, ID_OF.length, BYTES);
        for (byte id : Secrets.hash(named)) {
            if (id != 0) {
                return new GroupKey(id & 0xFF, bytes.clone());
            }
        }
        throw new IllegalStateException("a hash of nothing but zeros");
    }

    /** The id as people see it: two hexadecimal digits. */
    public static String name(int id) {
        return HexFormat.of().toHexDigits((byte) id);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GroupKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Its id only: what is printed is read by others. */
    @Override
    public String toString() {
        return "key " + name(id);
    }
}
