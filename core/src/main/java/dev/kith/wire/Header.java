package dev.kith.wire;

import dev.kith.peer.PeerId;

/**
 * What every datagram begins with, in clear. A sealed datagram authenticates it.
 *
 * @param version the wire version, {@value #VERSION} today
 * @param flags bit 0: sealed; the others are zero when sent and ignored when heard
 * @param keyId which key of the group sealed it, 0 in an open group
 * @param groupTag tells the groups apart, see {@code dev.kith.trust.GroupTag}
 * @param sender who says it
 * @param counter counts the sender's datagrams; the nonce of the seal
 */
public record Header(int version, int flags, int keyId, long groupTag, PeerId sender, long counter) {
    /** The wire version spoken here. */
    public static final int VERSION = 0;

    /** The flag of a datagram that is sealed. */
    public static final int SEALED = 1;

    /** The first two bytes of every datagram. */
    public static final int MAGIC = 0x4B69;

    /** Length in bytes, magic included. */
    public static final int BYTES = 37;

    /** The longest datagram that is ever sent: the least MTU of IPv6 less its headers (RFC 8200). */
    public static final int MAX_DATAGRAM = 1232;

    /** The header of an open group. */
    public static Header open(long groupTag, PeerId sender, long counter) {
        return new Header(VERSION, 0, 0, groupTag, sender, counter);
    }
}
