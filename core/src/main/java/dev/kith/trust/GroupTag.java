package dev.kith.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** The number that tells a group's datagrams apart: the first 64 bits of the SHA-256 of a prefix and the group's name. */
public final class GroupTag {
    private static final String PREFIX = "kith group ";

    private GroupTag() {}

    /** The tag of an open group. */
    public static long of(String group) {
        return ByteBuffer.wrap(Secrets.hash((PREFIX + group).getBytes(UTF_8))).getLong();
    }
}
