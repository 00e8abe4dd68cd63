package dev.kith.wire;

import dev.kith.peer.PeerId;
import dev.kith.roster.NodeRecord;
import dev.kith.watch.Finding;
import dev.kith.wire.Message.Ack;
import dev.kith.wire.Message.Announce;
import dev.kith.wire.Message.Because;
import dev.kith.wire.Message.Claim;
import dev.kith.wire.Message.Compare;
import dev.kith.wire.Message.Compared;
import dev.kith.wire.Message.Doubt;
import dev.kith.wire.Message.Forward;
import dev.kith.wire.Message.Forwarded;
import dev.kith.wire.Message.Goodbye;
import dev.kith.wire.Message.Here;
import dev.kith.wire.Message.Introduce;
import dev.kith.wire.Message.Meet;
import dev.kith.wire.Message.Newer;
import dev.kith.wire.Message.Page;
import dev.kith.wire.Message.Probe;
import dev.kith.wire.Message.Pull;
import dev.kith.wire.Message.Relay;
import dev.kith.wire.Message.RelayedGoodbye;
import dev.kith.wire.Message.Salt;
import dev.kith.wire.Message.Standing;
import dev.kith.wire.Message.Twin;
import dev.kith.wire.Message.View;
import dev.kith.wire.Message.Vouch;
import dev.kith.wire.Message.Welcome;
import dev.kith.wire.Message.Where;
import dev.kith.wire.Message.Why;
import dev.kith.wire.Reader.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Datagrams as bytes: any bytes are either a message or rejected, with the field and the place that is wrong. */
public final class Datagrams {
    private static final int ANNOUNCE = 1;
    private static final int WELCOME = 2;
    private static final int PULL = 3;
    private static final int PAGE = 4;
    private static final int PROBE = 5;
    private static final int ACK = 6;
    private static final int GOODBYE = 7;
    private static final int NEWER = 8;
    private static final int DOUBT = 9;
    private static final int VOUCH = 10;
    private static final int CLAIM = 11;
    private static final int TWIN = 12;
    private static final int RELAY = 14;
    private static final int RELAYED_GOODBYE = 15;
    private static final int WHY = 16;
    private static final int BECAUSE = 17;
    private static final int COMPARE = 18;
    private static final int COMPARED = 19;
    private static final int SALT = 20;
    private static final int INTRODUCE = 21;
    private static final int MEET = 22;
    private static final int WHERE = 23;
    private static final int HERE = 24;
    private static final int FORWARD = 25;
    private static final int FORWARDED = 26;

    private static final List<Finding> FINDINGS = List.of(Finding.values());
    private static final List<Standing> STANDINGS = List.of(Standing.values());
    private static final int HASH = 32;
    private static final int SEALED_AT = 3;

    /** What an ack says more than a probe. */
    private static final int ROOM_FOR_ANSWER = 3;

    /** Length in bytes of the secret that a goodbye reveals. */
    public static final int GOODBYE_SECRET = 16;

    private Datagrams() {}

    /** What bytes are. */
    public sealed interface Decoded {}

    /** What the beginning of bytes is. */
    public sealed interface Begun {}

    /** A message, and who says it. */
    public record Ok(Header header, Message message) implements Decoded {}

    /** A header; behind it comes a message, sealed or not. */
    public record Headed(Header header) implements Begun {}

    /**
     * Bytes that say nothing here.
     *
     * @param reason the field that is wrong
     * @param offset where it begins
     */
    public record Rejected(String reason, int offset) implements Decoded, Begun {}

    /** The bytes of one datagram that is not sealed, at most {@link Header#MAX_DATAGRAM}. */
    public static byte[] encode(Header header, Message message) {
        Writer out = new Writer(Header.MAX_DATAGRAM);
        header.write(out);
        body(out, message);
        return out.toBytes();
    }

    /** The bytes of a header alone. */
    public static byte[] encode(Header header) {
        Writer out = new Writer(header.bytes());
        header.write(out);
        return out.toBytes();
    }

    /** The bytes of a message alone. */
    public static byte[] encode(Message message) {
        Writer out = new Writer(Header.MAX_MESSAGE);
        body(out, message);
        return out.toBytes();
    }

    /** What the signature of a {@link Twin} is over: its datagram up to there. */
    public static byte[] signedPart(Header header, Twin twin) {
        Twin unsigned = new Twin(
                twin.nonce(),
                twin.answers(),
                twin.age(),
                twin.incarnation(),
                twin.goodbyeHash(),
                twin.standing(),
                new byte[0]);
        return encode(header, unsigned);
    }

    /** How many bytes of records fit into a page, each with two bytes of length. */
    public static final int ROOM_IN_PAGE = Header.MAX_MESSAGE - 1 - Integer.BYTES - 2 * Long.BYTES;

    /** Reads any bytes that are not sealed. What follows a message's known fields is left for later versions. */
    public static Decoded decode(byte[] datagram) {
        Begun begun = begin(datagram);
        if (begun instanceof Headed headed && !headed.header().isSealed()) {
            return decode(headed.header(), datagram, headed.header().bytes());
        }
        return begun instanceof Rejected rejected ? rejected : new Rejected("sealed", SEALED_AT);
    }

    /** Reads the header of any bytes. */
    public static Begun begin(byte[] datagram) {
        if (datagram.length > Header.MAX_DATAGRAM) {
            return new Rejected("size", Header.MAX_DATAGRAM);
        }
        try {
            return new Headed(Header.read(new Reader(datagram, 0, datagram.length)));
        } catch (Malformed wrong) {
            return new Rejected(String.valueOf(wrong.getMessage()), wrong.offset());
        }
    }

    /** Reads the message behind a header, from that offset of the bytes. */
    public static Decoded decode(Header header, byte[] bytes, int from) {
        try {
            return new Ok(header, message(new Reader(bytes, from, bytes.length)));
        } catch (Malformed wrong) {
            return new Rejected(String.valueOf(wrong.getMessage()), wrong.offset());
        }
    }

    /** The wire version that a datagram says it is of, whatever else is in it; nothing if it is not of this protocol. */
    public static OptionalInt version(byte[] datagram) {
        Reader in = new Reader(datagram, 0, datagram.length);
        try {
            return in.u16("magic") == Header.MAGIC ? OptionalInt.of(in.u8("version")) : OptionalInt.empty();
        } catch (Malformed tooShort) {
            return OptionalInt.empty();
        }
    }

    /** The group tag of a datagram of this version without reading the rest; nothing if it is too short. */
    public static OptionalLong groupTag(byte[] datagram) {
        Reader in = new Reader(datagram, 0, datagram.length);
        try {
            in.bytes(5, "before the group tag");
            return OptionalLong.of(in.i64("group tag"));
        } catch (Malformed tooShort) {
            return OptionalLong.empty();
        }
    }

    private static void body(Writer out, Message message) {
        if (message instanceof Announce announce) {
            view(out.u8(ANNOUNCE), announce.view()).u8(announce.round());
            out.u16(announce.record().length).bytes(announce.record());
        } else if (message instanceof Welcome welcome) {
            view(out.u8(WELCOME), welcome.view()).i64(welcome.cookie()).i64(welcome.answers());
        } else if (message instanceof Pull pull) {
            out.u8(PULL).i64(pull.cookie()).i32(pull.nonce()).i64(pull.after()).i64(pull.upTo());
        } else if (message instanceof Page page) {
            out.u8(PAGE).i32(page.answers()).i64(page.after()).i64(page.upTo());
            page.records().forEach(record -> out.u16(record.length).bytes(record));
        } else if (message instanceof Probe probe) {
            view(out.u8(PROBE).i64(probe.nonce()), probe.view())
                    .endpoint(probe.to())
                    .bytes(new byte[ROOM_FOR_ANSWER]);
        } else if (message instanceof Ack ack) {
            view(out.u8(ACK).i64(ack.nonce()), ack.view())
                    .endpoint(ack.from())
                    .u8(ack.isKnown() ? 1 : 0)
                    .u16(ack.heard());
        } else if (message instanceof Goodbye goodbye) {
            out.u8(GOODBYE).i64(goodbye.incarnation()).bytes(goodbye.secret());
        } else if (message instanceof Newer newer) {
            out.u8(NEWER).u16(newer.record().length).bytes(newer.record());
        } else if (message instanceof Doubt doubt) {
            out.u8(DOUBT).i64(doubt.nonce()).i64(doubt.version());
            finding(out, doubt.subject(), doubt.incarnation(), doubt.finding());
        } else if (message instanceof Vouch vouch) {
            out.u8(VOUCH).i64(vouch.nonce()).i64(vouch.version());
            finding(out, vouch.subject(), vouch.incarnation(), vouch.finding());
        } else if (message instanceof Claim claim) {
            finding(out.u8(CLAIM), claim.subject(), claim.incarnation(), claim.finding());
        } else if (message instanceof Twin twin) {
            out.u8(TWIN).i64(twin.nonce()).i64(twin.answers()).i64(twin.age()).i64(twin.incarnation());
            out.bytes(twin.goodbyeHash()).u8(STANDINGS.indexOf(twin.standing())).bytes(twin.signature());
        } else if (message instanceof Why why) {
            Histories.write(out.u8(WHY), why);
        } else if (message instanceof Because because) {
            Histories.write(out.u8(BECAUSE), because);
        } else if (message instanceof Compare compare) {
            Comparisons.write(out.u8(COMPARE), compare);
        } else if (message instanceof Compared compared) {
            Comparisons.write(out.u8(COMPARED), compared);
        } else if (message instanceof Salt salt) {
            out.u8(SALT).i64(salt.unopened());
        } else {
            relayed(out, message);
            meeting(out, message);
        }
    }

    private static void meeting(Writer out, Message message) {
        if (message instanceof Introduce introduce) {
            Meetings.write(out.u8(INTRODUCE), introduce);
        } else if (message instanceof Meet meet) {
            Meetings.write(out.u8(MEET), meet);
        } else if (message instanceof Where where) {
            Meetings.write(out.u8(WHERE), where);
        } else if (message instanceof Here here) {
            Meetings.write(out.u8(HERE), here);
        } else if (message instanceof Forward forward) {
            Meetings.write(out.u8(FORWARD), forward);
        } else if (message instanceof Forwarded forwarded) {
            Meetings.write(out.u8(FORWARDED), forwarded);
        }
    }

    private static void relayed(Writer out, Message message) {
        if (message instanceof Relay relay) {
            out.u8(RELAY).u8(relay.onward() ? 1 : 0).u16(relay.record().length).bytes(relay.record());
        } else if (message instanceof RelayedGoodbye goodbye) {
            out.u8(RELAYED_GOODBYE).u8(goodbye.onward() ? 1 : 0);
            out.id(goodbye.subject()).i64(goodbye.incarnation()).bytes(goodbye.secret());
        }
    }

    private static Message message(Reader in) throws Malformed {
        int type = in.u8("type");
        return switch (type) {
            case ANNOUNCE -> new Announce(view(in), in.u8("round"), in.bytes(in.u16("record length"), "record"));
            case WELCOME -> new Welcome(view(in), in.i64("cookie"), in.i64("answers"));
            case PULL -> new Pull(in.i64("cookie"), in.i32("nonce"), in.i64("after"), in.i64("up to"));
            case PAGE -> new Page(in.i32("answers"), in.i64("after"), in.i64("up to"), records(in));
            case PROBE -> probe(in);
            case ACK ->
                new Ack(in.i64("nonce"), view(in), in.endpoint("from"), in.u8("is known") != 0, in.u16("heard"));
            case GOODBYE -> new Goodbye(in.i64("incarnation"), in.bytes(GOODBYE_SECRET, "secret"));
            case NEWER -> new Newer(in.bytes(in.u16("record length"), "record"));
            case DOUBT -> doubt(in);
            case VOUCH -> vouch(in);
            case CLAIM -> new Claim(in.id("subject"), in.i64("incarnation"), finding(in));
            case TWIN -> twin(in);
            case WHY -> Histories.why(in);
            case BECAUSE -> Histories.because(in);
            case COMPARE -> Comparisons.compare(in);
            case COMPARED -> Comparisons.compared(in);
            case SALT -> new Salt(in.i64("unopened"));
            case INTRODUCE -> Meetings.introduce(in);
            case MEET -> Meetings.meet(in);
            case WHERE -> Meetings.where(in);
            case HERE -> Meetings.here(in);
            case FORWARD -> Meetings.forward(in);
            case FORWARDED -> Meetings.forwarded(in);
            case RELAY -> new Relay(in.u8("onward") != 0, in.bytes(in.u16("record length"), "record"));
            case RELAYED_GOODBYE ->
                new RelayedGoodbye(
                        in.u8("onward") != 0,
                        in.id("subject"),
                        in.i64("incarnation"),
                        in.bytes(GOODBYE_SECRET, "secret"));
            default -> throw new Malformed("type", in.at() - 1);
        };
    }

    private static Doubt doubt(Reader in) throws Malformed {
        long nonce = in.i64("nonce");
        long version = in.i64("version");
        return new Doubt(nonce, in.id("subject"), in.i64("incarnation"), version, finding(in));
    }

    private static Vouch vouch(Reader in) throws Malformed {
        long nonce = in.i64("nonce");
        long version = in.i64("version");
        return new Vouch(nonce, in.id("subject"), in.i64("incarnation"), version, finding(in));
    }

    private static Twin twin(Reader in) throws Malformed {
        long nonce = in.i64("nonce");
        long answers = in.i64("answers");
        long age = in.i64("age");
        long incarnation = in.i64("incarnation");
        byte[] goodbyeHash = in.bytes(HASH, "goodbye hash");
        int standing = in.u8("standing");
        if (standing >= STANDINGS.size()) {
            throw new Malformed("standing", in.at() - 1);
        }
        byte[] signature = in.bytes(NodeRecord.SIGNATURE, "signature");
        return new Twin(nonce, answers, age, incarnation, goodbyeHash, STANDINGS.get(standing), signature);
    }

    private static Probe probe(Reader in) throws Malformed {
        Probe probe = new Probe(in.i64("nonce"), view(in), in.endpoint("to"));
        in.bytes(ROOM_FOR_ANSWER, "room for the answer");
        return probe;
    }

    private static List<byte[]> records(Reader in) throws Malformed {
        List<byte[]> records = new ArrayList<>();
        for (int length = nextLength(in); length > 0; length = nextLength(in)) {
            records.add(in.bytes(length, "record"));
        }
        return records;
    }

    /** A length of zero ends the list, so that a later version can put something behind it. */
    private static int nextLength(Reader in) throws Malformed {
        return in.left() == 0 ? 0 : in.u16("record length");
    }

    private static void finding(Writer out, PeerId subject, long incarnation, Finding finding) {
        out.id(subject).i64(incarnation).u8(FINDINGS.indexOf(finding));
    }

    private static Finding finding(Reader in) throws Malformed {
        int finding = in.u8("finding");
        if (finding >= FINDINGS.size()) {
            throw new Malformed("finding", in.at() - 1);
        }
        return FINDINGS.get(finding);
    }

    private static Writer view(Writer out, View view) {
        return out.i32(view.count()).i64(view.fingerprint());
    }

    private static View view(Reader in) throws Malformed {
        return new View(in.i32("count"), in.i64("fingerprint"));
    }
}
