package dev.kith.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.classic.Beacon;
import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.roster.NodeRecord;
import dev.kith.roster.NodeRecord.About;
import dev.kith.roster.NodeRecord.Content;
import dev.kith.text.Label;
import dev.kith.text.Printable;
import dev.kith.text.Utf8;
import dev.kith.wire.Reader.Malformed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Records as bytes: fields of tag, length and value, then the signature over all before it. A field with an unknown tag is
 * passed over, and stays in the record's bytes, so that what is passed on still verifies.
 */
public final class Records {
    private static final int PUBLIC_KEY = 1;
    private static final int GROUP = 2;
    private static final int INCARNATION = 3;
    private static final int VERSION = 4;
    private static final int NAME = 5;
    private static final int ENDPOINT = 6;
    private static final int META = 7;
    private static final int SERVICE = 8;
    private static final int GOODBYE_HASH = 9;
    private static final int KEYS = 10;
    private static final int MAX_KEYS = 8;

    /** Tag and length. */
    private static final int FIELD_HEAD = 3;

    private static final int KEY_BYTES = 32;
    private static final int MAX_META_BYTES = 512;
    private static final int IPV4_BYTES = 4;
    /** 240.0.0.0 and up, the broadcast to all among them (RFC 1112, 4). */
    private static final int FIRST_RESERVED = 240;

    /** As bits: fields that there must be once. */
    private static final long REQUIRED =
            1L << PUBLIC_KEY | 1L << GROUP | 1L << INCARNATION | 1L << VERSION | 1L << NAME | 1L << GOODBYE_HASH;

    private Records() {}

    /** What bytes are. */
    public sealed interface Decoded {}

    /** A well-formed record; whether its signature is right has still to be asked. */
    public record Ok(NodeRecord record) implements Decoded {}

    /**
     * Bytes that are no record.
     *
     * @param reason the field that is wrong
     * @param offset where it begins
     */
    public record Rejected(String reason, int offset) implements Decoded {}

    /**
     * The part of a record that is signed; {@code unsigned.bytes()} is not looked at.
     *
     * @throws IllegalArgumentException if it would be too long with its signature
     */
    public static byte[] signedPart(NodeRecord unsigned) {
        Content content = unsigned.content();
        Writer out = new Writer(lengthWithin(content));
        field(out, PUBLIC_KEY, content.publicKey());
        out.u8(GROUP).u16(Long.BYTES).i64(content.groupTag());
        out.u8(INCARNATION).u16(Long.BYTES).i64(unsigned.incarnation());
        out.u8(VERSION).u16(Long.BYTES).i64(unsigned.version());
        field(out, GOODBYE_HASH, content.goodbyeHash());
        About about = content.about();
        field(out, NAME, about.name().getBytes(UTF_8));
        for (Endpoint endpoint : about.endpoints()) {
            out.u8(ENDPOINT).u16(18).endpoint(endpoint);
        }
        new TreeMap<>(about.meta()).forEach((key, value) -> {
            byte[] keyBytes = key.getBytes(UTF_8);
            byte[] valueBytes = value.getBytes(UTF_8);
            out.u8(META).u16(2 + keyBytes.length + valueBytes.length);
            out.u16(keyBytes.length).bytes(keyBytes).bytes(valueBytes);
        });
        new TreeMap<>(about.services()).forEach((service, port) -> {
            byte[] name = service.getBytes(UTF_8);
            out.u8(SERVICE).u16(2 + name.length).u16(port).bytes(name);
        });
        if (!content.keys().isEmpty()) {
            out.u8(KEYS).u16(content.keys().size());
            content.keys().forEach(out::u8);
        }
        return out.toBytes();
    }

    /** Asked before anything is written: what an application tells may be of any length. */
    private static int lengthWithin(Content content) {
        About about = content.about();
        // With all the endpoints there may be: a new address must not make it too long one day.
        int room = (About.MAX_ENDPOINTS - about.endpoints().size()) * NodeRecord.ENDPOINT_BYTES;
        long length = length(content);
        long whole = length + room + NodeRecord.SIGNATURE;
        if (whole > NodeRecord.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "the record would be %d bytes with %d endpoints; name, metadata and services may make it %d"
                            .formatted(whole, About.MAX_ENDPOINTS, NodeRecord.MAX_BYTES));
        }
        return (int) length;
    }

    private static long length(Content content) {
        About about = content.about();
        long length = 3L * (FIELD_HEAD + Long.BYTES)
                + FIELD_HEAD
                + content.publicKey().length
                + FIELD_HEAD
                + content.goodbyeHash().length
                + FIELD_HEAD
                + utf8(about.name())
                + (long) about.endpoints().size() * NodeRecord.ENDPOINT_BYTES;
        for (Map.Entry<String, String> meta : about.meta().entrySet()) {
            length += FIELD_HEAD + Short.BYTES + utf8(meta.getKey()) + utf8(meta.getValue());
        }
        for (String service : about.services().keySet()) {
            length += FIELD_HEAD + Short.BYTES + utf8(service);
        }
        return content.keys().isEmpty()
                ? length
                : length + FIELD_HEAD + content.keys().size();
    }

    private static long utf8(String text) {
        return text.getBytes(UTF_8).length;
    }

    /** The whole record: what was signed, and the signature. */
    public static byte[] join(byte[] signedPart, byte[] signature) {
        byte[] whole = Arrays.copyOf(signedPart, signedPart.length + signature.length);
        System.arraycopy(signature, 0, whole, signedPart.length, signature.length);
        return whole;
    }

    /** Reads any bytes. */
    public static Decoded decode(byte[] bytes) {
        if (bytes.length > NodeRecord.MAX_BYTES || bytes.length < NodeRecord.SIGNATURE) {
            return new Rejected("record size", 0);
        }
        try {
            Fields fields = Fields.of(bytes);
            Content content = fields.content();
            PeerId id = PeerId.ofPublicKey(content.publicKey());
            return new Ok(new NodeRecord(id, fields.incarnation, fields.version, bytes, Records::content));
        } catch (Malformed wrong) {
            return new Rejected(String.valueOf(wrong.getMessage()), wrong.offset());
        }
    }

    private static Content content(byte[] wellFormed) {
        try {
            return Fields.of(wellFormed).content();
        } catch (Malformed impossible) {
            throw new IllegalStateException("a record that was read before can be read again", impossible);
        }
    }

    private static void field(Writer out, int tag, byte[] value) {
        out.u8(tag).u16(value.length).bytes(value);
    }

    /** Whether a node can be there: not at the address of none or of many, nor at the beacon's port, where nothing but beacons is ever sent. */
    public static boolean mayBeOfANode(Endpoint endpoint) {
        byte[] ip = endpoint.ip().getAddress();
        boolean reserved = ip.length == IPV4_BYTES && ((ip[0] & 0xFF) >= FIRST_RESERVED || ip[0] == 0);
        return endpoint.port() > 0
                && endpoint.port() != Beacon.PORT
                && !reserved
                && !endpoint.ip().isAnyLocalAddress()
                && !endpoint.ip().isMulticastAddress();
    }

    /** What was read so far. */
    private static final class Fields {
        private long seen;
        private byte[] publicKey = {};
        private byte[] goodbyeHash = {};
        private long groupTag;
        private long incarnation;
        private long version;
        private String name = "";
        private final List<Endpoint> endpoints = new ArrayList<>();
        private final Map<String, String> meta = new HashMap<>();
        private final Map<String, Integer> services = new HashMap<>();
        private final List<Integer> keys = new ArrayList<>();
        private int metaBytes;

        static Fields of(byte[] bytes) throws Malformed {
            Fields fields = new Fields();
            Reader in = new Reader(bytes, 0, bytes.length - NodeRecord.SIGNATURE);
            while (in.left() > 0) {
                int start = in.at();
                int tag = in.u8("field tag");
                int length = in.u16("field length");
                byte[] value = in.bytes(length, "field value");
                fields.take(tag, new Reader(value, 0, length), start);
            }
            if ((fields.seen & REQUIRED) != REQUIRED) {
                throw new Malformed("field missing", in.at());
            }
            return fields;
        }

        void take(int tag, Reader value, int start) throws Malformed {
            long bit = tag < Long.SIZE ? 1L << tag : 0;
            if ((seen & REQUIRED & bit) != 0) {
                throw new Malformed("field twice", start);
            }
            seen |= bit;
            switch (tag) {
                case PUBLIC_KEY -> publicKey = value.bytes(KEY_BYTES, "public key");
                case GROUP -> groupTag = value.i64("group tag");
                case INCARNATION -> incarnation = positive(value.i64("incarnation"), "incarnation", start);
                case VERSION -> version = positive(value.i64("version"), "version", start);
                case GOODBYE_HASH -> goodbyeHash = value.bytes(KEY_BYTES, "goodbye hash");
                case NAME -> name = label(value, "name", start);
                case ENDPOINT -> endpoint(value, start);
                case META -> meta(value, start);
                case SERVICE -> service(value, start);
                case KEYS -> keys(value, start);
                default -> {
                    // of a later version; it stays under the signature
                }
            }
        }

        private void service(Reader value, int start) throws Malformed {
            int port = value.u16("service port");
            if (port == 0 || services.put(label(value, "service", start), port) != null) {
                throw new Malformed("service", start);
            }
        }

        private void endpoint(Reader value, int start) throws Malformed {
            Endpoint endpoint = value.endpoint("endpoint");
            if (!mayBeOfANode(endpoint) || endpoints.size() == About.MAX_ENDPOINTS) {
                throw new Malformed("endpoint", start);
            }
            endpoints.add(endpoint);
        }

        private void meta(Reader value, int start) throws Malformed {
            metaBytes += value.left() - 2;
            String key = text(value.bytes(value.u16("meta key length"), "meta key"), "meta key", start);
            String content = text(value.bytes(value.left(), "meta value"), "meta value", start);
            if (metaBytes > MAX_META_BYTES || key.isEmpty() || meta.put(key, content) != null) {
                throw new Malformed("meta", start);
            }
        }

        private void keys(Reader value, int start) throws Malformed {
            if (!keys.isEmpty() || value.left() == 0 || value.left() > MAX_KEYS) {
                throw new Malformed("keys", start);
            }
            while (value.left() > 0) {
                keys.add(value.u8("key id"));
            }
        }

        Content content() {
            return new Content(
                    groupTag, publicKey, goodbyeHash, List.copyOf(keys), new About(name, endpoints, meta, services));
        }

        private static long positive(long number, String field, int start) throws Malformed {
            if (number < 0) {
                throw new Malformed(field, start);
            }
            return number;
        }

        private static String label(Reader value, String field, int start) throws Malformed {
            String text = text(value.bytes(value.left(), field), field, start);
            if (text.isEmpty() || text.getBytes(UTF_8).length > Label.MAX_BYTES) {
                throw new Malformed(field, start);
            }
            return text;
        }

        private static String text(byte[] bytes, String field, int start) throws Malformed {
            return Utf8.decode(bytes).filter(Printable::is).orElseThrow(() -> new Malformed(field, start));
        }
    }
}
