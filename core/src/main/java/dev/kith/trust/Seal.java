package dev.kith.trust;

import dev.kith.peer.PeerId;
import javax.crypto.SecretKey;

/**
 * Seals what one node says in a closed group. The salt that makes its key is new in each life: at the start, when the host slept,
 * when another key comes into use, and before a counter could come again.
 */
public final class Seal {
    private static final long MOST_WITH_ONE_SALT = 1L << 32;

    private final Gcm gcm = new Gcm();
    private final PeerId self;
    private final long groupTag;
    private final Secrets secrets;
    private GroupKey key;
    private byte[] salt;
    private SecretKey subkey;
    private long sealed;

    /** Seals for a node with the first key of its ring. */
    public Seal(KeyRing ring, PeerId self, long groupTag, Secrets secrets) {
        this.self = self;
        this.groupTag = groupTag;
        this.secrets = secrets;
        this.key = ring.keys().get(0);
        this.salt = secrets.nextBytes(Gcm.SALT_BYTES);
        this.subkey = Gcm.subkey(key, self, groupTag, salt);
    }

    /** Uses the first key of a ring from now on, with another salt. */
    public void use(KeyRing ring) {
        key = ring.keys().get(0);
        salt = secrets.nextBytes(Gcm.SALT_BYTES);
        subkey = Gcm.subkey(key, self, groupTag, salt);
        sealed = 0;
    }

    /** Whether it has sealed as much as it may with one salt. */
    public boolean isWorn() {
        return sealed >= MOST_WITH_ONE_SALT;
    }

    /** Which key it uses. */
    public int keyId() {
        return key.id();
    }

    /** What others need, besides the group's key, to open what it seals. */
    public byte[] salt() {
        return salt.clone();
    }

    /** The datagram: the head as it is, and the message sealed. */
    public byte[] seal(long counter, byte[] head, byte[] message) {
        sealed++;
        return gcm.seal(subkey, counter, head, message);
    }
}
