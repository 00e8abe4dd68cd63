package dev.kith.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Event.What;
import dev.kith.peer.Evidence;
import dev.kith.peer.History;
import dev.kith.peer.Past;
import dev.kith.peer.PeerId;
import dev.kith.peer.PeerReference;
import dev.kith.peer.Status;
import dev.kith.text.Label;
import dev.kith.text.Printable;
import dev.kith.text.Utf8;
import dev.kith.wire.Message.Because;
import dev.kith.wire.Message.Why;
import dev.kith.wire.Reader.Malformed;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions after a peer and what is known of it as bytes, cut into pages of which each fits into a datagram. */
public final class Histories {
    private static final int MAX_TEXT = 255;
    private static final int MAX_BY = 8;
    private static final int MAX_PATH = 120;
    private static final int MAX_REASON = 200;
    private static final int MICROS_A_SECOND = 1_000_000;
    private static final int NANOS_A_MICRO = 1000;

    /** What, time, how many say it, and the lengths of two texts. */
    private static final int CHANGE_FIXED = 1 + Long.BYTES + 1 + 1 + 1;

    /** Type, nonce, page, pages, lengths of two texts, status, how many changes. */
    private static final int PAGE_FIXED = 1 + Long.BYTES + 1 + 1 + 1 + 1 + 1 + 1;

    private static final List<What> WHATS = List.of(What.values());
    private static final List<Status> STATUSES = List.of(Status.values());

    private Histories() {}

    /** The same in parts that each fit into a datagram, at least one and at most {@link Because#MAX_PAGES}. */
    public static List<History> pages(History history) {
        int whole = Header.MAX_MESSAGE
                - PAGE_FIXED
                - text(history.id(), MAX_TEXT).length
                - text(history.name(), MAX_TEXT).length;
        List<List<Past>> pages = new ArrayList<>(List.of(new ArrayList<>()));
        int room = whole;
        for (Past change : history.changes()) {
            if (bytes(change) > room) {
                room = whole;
                pages.add(new ArrayList<>());
            }
            room -= bytes(change);
            pages.get(pages.size() - 1).add(change);
        }
        return pages.stream()
                .map(page -> new History(history.id(), history.name(), history.status(), page))
                .toList();
    }

    static void write(Writer out, Why why) {
        out.i64(why.nonce()).endpoint(why.peer().address().orElse(nowhere()));
        text(out, why.peer().text(), MAX_TEXT);
    }

    static Why why(Reader in) throws Malformed {
        long nonce = in.i64("nonce");
        Endpoint address = in.endpoint("address");
        int at = in.at();
        String text = text(in, "peer");
        if (text.isEmpty()) {
            throw new Malformed("peer", at);
        }
        boolean isNone = address.ip().isAnyLocalAddress();
        return new Why(nonce, new PeerReference(text, isNone ? Optional.empty() : Optional.of(address)));
    }

    static void write(Writer out, Because because) {
        out.i64(because.nonce()).u8(because.page()).u8(because.pages());
        text(out, because.history().map(History::id).orElse(""), MAX_TEXT);
        because.history().ifPresent(history -> {
            text(out, history.name(), MAX_TEXT);
            out.u8(STATUSES.indexOf(history.status())).u8(history.changes().size());
            history.changes().forEach(change -> write(out, change));
        });
    }

    static Because because(Reader in) throws Malformed {
        long nonce = in.i64("nonce");
        int page = in.u8("page");
        int pages = in.u8("pages");
        if (pages > Because.MAX_PAGES || page >= pages) {
            throw new Malformed("page", in.at() - 2);
        }
        String id = text(in, "id");
        return new Because(nonce, page, pages, id.isEmpty() ? Optional.empty() : Optional.of(history(id, in)));
    }

    private static History history(String id, Reader in) throws Malformed {
        String name = text(in, "name");
        Status status = oneOf(STATUSES, in, "status");
        int count = in.u8("changes");
        if (count > Past.KEPT) {
            throw new Malformed("changes", in.at() - 1);
        }
        List<Past> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            changes.add(change(in));
        }
        return new History(id, name, status, changes);
    }

    private static void write(Writer out, Past change) {
        List<PeerId> by = by(change);
        out.u8(WHATS.indexOf(change.what())).i64(micros(change.time())).u8(by.size());
        by.forEach(out::id);
        text(out, change.evidence().path(), MAX_PATH);
        text(out, change.evidence().reason(), MAX_REASON);
    }

    private static Past change(Reader in) throws Malformed {
        What what = oneOf(WHATS, in, "what");
        long micros = in.i64("time");
        List<String> by = new ArrayList<>();
        for (int left = in.u8("by whom"); left > 0; left--) {
            by.add(in.id("by whom").toString());
        }
        Evidence evidence = new Evidence(by, text(in, "path"), text(in, "reason"));
        Instant time = Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_A_SECOND), Math.floorMod(micros, MICROS_A_SECOND) * (long) NANOS_A_MICRO);
        return new Past(what, evidence, time);
    }

    private static int bytes(Past change) {
        return CHANGE_FIXED
                + by(change).size() * PeerId.BYTES
                + text(change.evidence().path(), MAX_PATH).length
                + text(change.evidence().reason(), MAX_REASON).length;
    }

    private static List<PeerId> by(Past change) {
        return change.evidence().by().stream()
                .map(PeerId::parse)
                .flatMap(Optional::stream)
                .limit(MAX_BY)
                .toList();
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * MICROS_A_SECOND + time.getNano() / NANOS_A_MICRO;
    }

    private static <E> E oneOf(List<E> all, Reader in, String field) throws Malformed {
        int number = in.u8(field);
        if (number >= all.size()) {
            throw new Malformed(field, in.at() - 1);
        }
        return all.get(number);
    }

    private static byte[] text(String text, int maxBytes) {
        return Label.cut(Printable.of(text), maxBytes).getBytes(UTF_8);
    }

    private static void text(Writer out, String text, int maxBytes) {
        byte[] bytes = text(text, maxBytes);
        out.u8(bytes.length).bytes(bytes);
    }

    private static String text(Reader in, String field) throws Malformed {
        int at = in.at();
        return Utf8.decode(in.bytes(in.u8(field), field))
                .filter(Printable::is)
                .orElseThrow(() -> new Malformed(field, at));
    }

    /** Sixteen zeros stand for no address. */
    private static Endpoint nowhere() {
        try {
            return new Endpoint(InetAddress.getByAddress(new byte[Long.BYTES * 2]), 0);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("16 bytes are an address", impossible);
        }
    }
}
