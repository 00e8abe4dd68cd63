package dev.kith.wire;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.roster.NodeRecord;
import dev.kith.wire.Message.Forward;
import dev.kith.wire.Message.Forwarded;
import dev.kith.wire.Message.Here;
import dev.kith.wire.Message.Introduce;
import dev.kith.wire.Message.Meet;
import dev.kith.wire.Message.Where;
import dev.kith.wire.Reader.Malformed;
import java.nio.charset.StandardCharsets;

/** The words by which two who cannot reach each other are brought together, as bytes. */
public final class Meetings {
    private static final byte[] PURPOSE = "kith here".getBytes(StandardCharsets.US_ASCII);
    private static final int ENDPOINT = 18;
    private static final int ID = 16;
    /** What an answer says more than the question. */
    private static final int ROOM_FOR_ANSWER = ENDPOINT + NodeRecord.SIGNATURE;

    /** The longest datagram that is passed on: a sealed answer with its salt, and as much again for later versions. */
    public static final int MAX_FORWARDED = 256;

    private Meetings() {}

    static void write(Writer out, Introduce introduce) {
        out.id(introduce.subject());
    }

    static void write(Writer out, Meet meet) {
        out.id(meet.subject()).endpoint(meet.at());
    }

    static void write(Writer out, Where where) {
        out.i64(where.nonce()).i64(where.about()).bytes(new byte[ROOM_FOR_ANSWER - Long.BYTES]);
    }

    static void write(Writer out, Here here) {
        out.i64(here.nonce()).endpoint(here.from()).bytes(here.signature());
    }

    static void write(Writer out, Forward forward) {
        out.id(forward.to()).u16(forward.datagram().length).bytes(forward.datagram());
    }

    static void write(Writer out, Forwarded forwarded) {
        out.u16(forwarded.datagram().length).bytes(forwarded.datagram());
    }

    static Introduce introduce(Reader in) throws Malformed {
        return new Introduce(in.id("subject"));
    }

    static Meet meet(Reader in) throws Malformed {
        PeerId subject = in.id("subject");
        int start = in.at();
        Endpoint at = in.endpoint("at");
        if (!Records.mayBeOfANode(at)) {
            throw new Malformed("at", start);
        }
        return new Meet(subject, at);
    }

    static Where where(Reader in) throws Malformed {
        Where where = new Where(in.i64("nonce"), in.i64("about"));
        in.bytes(ROOM_FOR_ANSWER - Long.BYTES, "room for the answer");
        return where;
    }

    static Here here(Reader in) throws Malformed {
        return new Here(in.i64("nonce"), in.endpoint("from"), in.bytes(NodeRecord.SIGNATURE, "signature"));
    }

    static Forward forward(Reader in) throws Malformed {
        return new Forward(in.id("to"), datagram(in));
    }

    static Forwarded forwarded(Reader in) throws Malformed {
        return new Forwarded(datagram(in));
    }

    private static byte[] datagram(Reader in) throws Malformed {
        int length = in.u16("datagram length");
        if (length > MAX_FORWARDED) {
            throw new Malformed("datagram length", in.at() - 2);
        }
        return in.bytes(length, "datagram");
    }

    /**
     * What the signature of a {@link Here} is over. The goodbye hash of the record of who answers tells its life from others with its key.
     *
     * @param asker who asked
     * @param answerer the record of who answers
     * @param nonce of the question
     * @param from where the question came from
     */
    public static byte[] signedPart(PeerId asker, NodeRecord answerer, long nonce, Endpoint from) {
        byte[] life = answerer.goodbyeHash();
        Writer out = new Writer(PURPOSE.length + 2 * Long.BYTES + 2 * ID + life.length + ENDPOINT);
        out.bytes(PURPOSE).i64(answerer.groupTag()).id(asker).id(answerer.id());
        out.bytes(life).i64(nonce).endpoint(from);
        return out.toBytes();
    }
}
