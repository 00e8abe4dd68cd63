package dev.kith.wire;

import dev.kith.peer.PeerId;
import dev.kith.wire.Reader.Malformed;

/**
 * What every datagram begins with, in clear. A sealed datagram authenticates it.
 *
 * @param version the wire version, {@value #VERSION} today
 * @param flags {@link #SEALED} and {@link #SALTED}; the others are zero when sent and ignored when heard
 * @param keyId which key of the group sealed it, 0 in an open group
 * @param groupTag tells the groups apart, see {@code dev.kith.trust.GroupTag}
 * @param sender who says it
 * @param counter counts the sender's datagrams; the nonce of the seal
 * @param salt what made the sender's key; empty if it is not told
 */
@SuppressWarnings("ArrayRecordComponent") // those that are compared have none
public record Header(int version, int flags, int keyId, long groupTag, PeerId sender, long counter, byte[] salt) {
    /** The wire version spoken here. */
    public static final int VERSION = 1;

    /** The flag of a datagram that is sealed. */
    public static final int SEALED = 1;

    /** The flag of a sealed datagram whose header ends with the salt. */
    public static final int SALTED = 2;

    /** The first two bytes of every datagram. */
    public static final int MAGIC = 0x4B69;

    /** Length in bytes, magic included, without a salt. */
    public static final int BYTES = 37;

    /** Length in bytes of a salt. */
    public static final int SALT_BYTES = 16;

    /** The longest datagram that is ever sent: the least MTU of IPv6 less its headers (RFC 8200). */
    public static final int MAX_DATAGRAM = 1232;

    /** The longest message: it fits with a salt before it and a seal of 16 bytes behind it, which an open group leaves out. */
    public static final int MAX_MESSAGE = MAX_DATAGRAM - BYTES - SALT_BYTES - 16;

    private static final byte[] NO_SALT = {};

    /** The header of an open group. */
    public static Header open(long groupTag, PeerId sender, long counter) {
        return new Header(VERSION, 0, 0, groupTag, sender, counter, NO_SALT);
    }

    /** The header of a datagram sealed with a key; with the salt, or without it for those who know it. */
    public static Header sealed(int keyId, long groupTag, PeerId sender, long counter, byte[] salt) {
        int flags = salt.length == 0 ? SEALED : SEALED | SALTED;
        return new Header(VERSION, flags, keyId, groupTag, sender, counter, salt.length == 0 ? NO_SALT : salt);
    }

    /** Whether what follows is sealed. */
    public boolean isSealed() {
        return (flags & SEALED) != 0;
    }

    /** How long it is as bytes. */
    public int bytes() {
        return BYTES + salt.length;
    }

    void write(Writer out) {
        out.u16(MAGIC).u8(version).u8(flags).u8(keyId);
        out.i64(groupTag).id(sender).i64(counter).bytes(salt);
    }

    static Header read(Reader in) throws Malformed {
        if (in.u16("magic") != MAGIC) {
            throw new Malformed("magic", 0);
        }
        int version = in.u8("version");
        if (version != VERSION) {
            throw new Malformed("version", 2);
        }
        int flags = in.u8("flags");
        int keyId = in.u8("key id");
        long groupTag = in.i64("group tag");
        PeerId sender = in.id("sender");
        long counter = in.i64("counter");
        boolean salted = (flags & SEALED) != 0 && (flags & SALTED) != 0;
        byte[] salt = salted ? in.bytes(SALT_BYTES, "salt") : NO_SALT;
        return new Header(version, flags, keyId, groupTag, sender, counter, salt);
    }
}
