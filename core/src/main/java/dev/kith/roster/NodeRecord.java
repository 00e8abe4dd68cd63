package dev.kith.roster;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a node says of itself in one group: signed, and passed on byte for byte. Thousands are kept, so all but what is looked
 * at often is read from the bytes whenever it is asked for.
 *
 * @param id who
 * @param incarnation which of its lives: the wall clock at its start, in milliseconds
 * @param version counts what it changed in that life
 * @param bytes the whole record as it came, signature last
 * @param reading reads the rest from the bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by incarnation and version only
public record NodeRecord(PeerId id, long incarnation, long version, byte[] bytes, Function<byte[], Content> reading) {
    /** Length in bytes of an Ed25519 signature. */
    public static final int SIGNATURE = 64;

    /** Length in bytes of an endpoint in a record. */
    public static final int ENDPOINT_BYTES = 21;

    /** The longest record in bytes. */
    public static final int MAX_BYTES = 1000;

    /**
     * What is read when it is asked for.
     *
     * @param groupTag in which group
     * @param publicKey its Ed25519 key, 32 bytes
     * @param goodbyeHash the SHA-256 of the secret its goodbye will reveal
     * @param keys the ids of the keys of its group that it has, that in use first; none in an open group
     * @param about what it tells
     */
    public record Content(long groupTag, byte[] publicKey, byte[] goodbyeHash, List<Integer> keys, About about) {
        /** That of a record in an open group. */
        public Content(long groupTag, byte[] publicKey, byte[] goodbyeHash, About about) {
            this(groupTag, publicKey, goodbyeHash, List.of(), about);
        }
    }

    /**
     * What a node tells of itself.
     *
     * @param name what it calls itself
     * @param endpoints where it can be reached, best first, at most 8
     * @param meta its metadata
     * @param services the ports of its named services
     */
    public record About(
            String name, List<Endpoint> endpoints, Map<String, String> meta, Map<String, Integer> services) {
        /** The most endpoints. */
        public static final int MAX_ENDPOINTS = 8;

        /** Copies the collections. */
        public About {
            endpoints = List.copyOf(endpoints);
            meta = Map.copyOf(meta);
            services = Map.copyOf(services);
        }
    }

    /** All the rest of it, read now. */
    public Content content() {
        return reading.apply(bytes);
    }

    /** In which group it is, read now. */
    public long groupTag() {
        return content().groupTag();
    }

    /** Its Ed25519 key, read now. */
    public byte[] publicKey() {
        return content().publicKey();
    }

    /** The SHA-256 of the secret its goodbye will reveal, read now. */
    public byte[] goodbyeHash() {
        return content().goodbyeHash();
    }

    /** What it tells, read now. */
    public About about() {
        return content().about();
    }

    /** Whether this says something newer than {@code other}, a record of the same node. */
    public boolean supersedes(NodeRecord other) {
        return incarnation != other.incarnation ? incarnation > other.incarnation : version > other.version;
    }

    /** What the signature is over. */
    public byte[] signedPart() {
        return Arrays.copyOf(bytes, bytes.length - SIGNATURE);
    }

    /** The signature. */
    public byte[] signature() {
        return Arrays.copyOfRange(bytes, bytes.length - SIGNATURE, bytes.length);
    }

    /** This record's share of a fingerprint. */
    public long fingerprint() {
        return share(0);
    }

    /** The same of a sum with a salt: whoever does not know that cannot make two sets of records that add up to the same. */
    public long fingerprint(int salt) {
        return share(PeerId.mix(Integer.toUnsignedLong(salt)));
    }

    private long share(long salt) {
        return PeerId.mix(id.high() ^ PeerId.mix(id.low() ^ PeerId.mix(incarnation ^ PeerId.mix(version ^ salt))));
    }
}
