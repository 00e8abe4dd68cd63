package dev.kith.trust;

import dev.kith.peer.PeerId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256 in Galois/Counter Mode (NIST SP 800-38D) with a tag of 16 bytes, through whatever provider of the JCA comes first; and
 * the keys for it, one for each life of each sender, drawn from a group's key by HKDF (RFC 5869) with SHA-256. So no two senders
 * use one nonce with one key, whatever they count from.
 */
public final class Gcm {
    /** What is added to a message. */
    public static final int TAG_BYTES = 16;

    /** Length in bytes of what makes the key of one life of a sender. */
    public static final int SALT_BYTES = 16;

    private static final String HMAC = "HmacSHA256";
    private static final int NONCE_BYTES = 12;
    /** Tells the keys of this use from those of any other, and the versions of it apart. */
    private static final long PURPOSE = 0x6b697468_7365616cL;

    private final Cipher cipher;

    /** For one thread. */
    public Gcm() {
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException noJdk) {
            throw new IllegalStateException("every JDK has AES in GCM", noJdk);
        }
    }

    /** The key with which a node seals in one of its lives. */
    public static SecretKey subkey(GroupKey key, PeerId sender, long groupTag, byte[] salt) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(salt, HMAC));
            byte[] extracted = mac.doFinal(key.bytes());
            mac.init(new SecretKeySpec(extracted, HMAC));
            mac.update(ByteBuffer.allocate(4 * Long.BYTES + 1)
                    .putLong(PURPOSE)
                    .putLong(groupTag)
                    .putLong(sender.high())
                    .putLong(sender.low())
                    .put((byte) 1)
                    .flip());
            return new SecretKeySpec(mac.doFinal(), "AES");
        } catch (GeneralSecurityException noJdk) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", noJdk);
        }
    }

    /** The head as it is, the message so that only who has the key can read it, and the tag over both. */
    public byte[] seal(SecretKey key, long counter, byte[] head, byte[] message) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, nonce(counter));
            cipher.updateAAD(head);
            byte[] sealed = Arrays.copyOf(head, head.length + message.length + TAG_BYTES);
            cipher.doFinal(message, 0, message.length, sealed, head.length);
            return sealed;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("sealing failed", broken);
        }
    }

    /** The message of a datagram with a head of so many bytes; nothing if the tag is not that of this key. */
    public Optional<byte[]> open(SecretKey key, long counter, byte[] datagram, int head) {
        if (datagram.length < head + TAG_BYTES) {
            return Optional.empty();
        }
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, nonce(counter));
            cipher.updateAAD(datagram, 0, head);
            return Optional.of(cipher.doFinal(datagram, head, datagram.length - head));
        } catch (GeneralSecurityException anotherKeyOrAltered) {
            return Optional.empty();
        }
    }

    private static GCMParameterSpec nonce(long counter) {
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES)
                .putLong(NONCE_BYTES - Long.BYTES, counter)
                .array();
        return new GCMParameterSpec(Byte.SIZE * TAG_BYTES, nonce);
    }
}
