package dev.kith.sim;

import dev.kith.trust.Identity;
import dev.kith.trust.Secrets;
import dev.kith.trust.Verifier;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Signatures that cost a hash and prove nothing to an enemy: a simulated world has none but those it makes itself. */
@SuppressWarnings("exports") // whoever drives an engine sees what it is made of
public final class FreeSignatures implements Verifier {
    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;

    /** Knows no key. */
    public FreeSignatures() {}

    /** The same key pair for the same number. */
    public static Identity identity(long number) {
        byte[] publicKey =
                Secrets.hash(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        return new Pair(Arrays.copyOf(publicKey, KEY_BYTES));
    }

    @Override
    public boolean verify(byte[] publicKey, byte[] content, byte[] signature) {
        return Arrays.equals(signature, signature(publicKey, content));
    }

    private static byte[] signature(byte[] publicKey, byte[] content) {
        ByteBuffer both = ByteBuffer.allocate(publicKey.length + content.length)
                .put(publicKey)
                .put(content);
        return Arrays.copyOf(Secrets.hash(both.array()), SIGNATURE_BYTES);
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Pair(byte[] publicKey) implements Identity {
        @Override
        public byte[] sign(byte[] content) {
            return signature(publicKey, content);
        }
    }
}
