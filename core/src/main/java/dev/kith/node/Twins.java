package dev.kith.node;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.roster.NodeRecord;
import dev.kith.roster.Source;
import dev.kith.time.AtMostOnce;
import dev.kith.time.Moment;
import dev.kith.trust.Secrets;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message.Standing;
import dev.kith.wire.Message.Twin;
import java.util.Arrays;
import java.util.Optional;

/**
 * Other lives under this node's identity: a former one, of which others still hold a record; and another that is there now,
 * which is a mistake of those who run the two. That one is there is believed only of what is signed with the common key and
 * answers a nonce that was never used before, since anybody can repeat what was said once.
 *
 * <p>Who has run for longer stays. The one of the two whose goodbye hash is lower decides that, so that they cannot disagree.
 */
final class Twins {
    /** In this time after its start, or after it heard somebody for the first time, it outdoes what others remember of it. */
    private static final long YOUNG = 2_000_000_000L;

    private static final long ASK_EVERY = 1_000_000_000L;
    /** Longer than a question is repeated: who held an answer back must not bring it when the other is gone. */
    private static final long ANSWERED_WITHIN = 2_000_000_000L;

    /** Who stays may have to raise its incarnation, and is told so until it has. */
    private static final int YIELDS_AT_MOST = 10;

    private static final long MILLI = 1_000_000L;
    private static final byte[] NOBODY = {};

    private final Self self;
    private final Speaking speaking;
    private final Verifying verifying;
    private final Secrets secrets;
    private final Rejections rejections;
    private final long started;
    private final AtMostOnce asks = new AtMostOnce(ASK_EVERY);
    private long youngUntil;
    private boolean heardAnybody;
    private boolean yielded;
    /** What the other has to answer; 0 when it was asked nothing. */
    private long nonce;

    private long noncedAt;
    /** Whom this node told, as the one that decides, to yield. */
    private byte[] overruled = NOBODY;
    /** Of whom the application was told. */
    private byte[] told = NOBODY;

    private byte[] toldAsNewer = NOBODY;
    /** To whom this node yielded, where its own record may still be held to be the newer one. */
    private Optional<Endpoint> staying = Optional.empty();

    private long yieldAgainAt = Long.MAX_VALUE;
    private int yieldsLeft = YIELDS_AT_MOST;

    Twins(Moment now, Self self, Membership.Shared shared, Speaking speaking, Verifying verifying) {
        this.self = self;
        this.speaking = speaking;
        this.verifying = verifying;
        this.secrets = shared.secrets();
        this.rejections = shared.rejections();
        this.started = now.nanos();
        this.youngUntil = now.nanos() + YOUNG;
    }

    /** Whether this node has given its identity up to another. */
    boolean hasYielded() {
        return yielded;
    }

    /** Another node was heard; a network that is there late is when a start begins. */
    void heardAnother(Moment now) {
        if (!heardAnybody) {
            heardAnybody = true;
            youngUntil = now.nanos() + YOUNG;
        }
    }

    /** Others hold a record with this node's key: if it is newer than its own, nobody believes its own. */
    Optional<Event> remembered(Moment now, NodeRecord record, Source source) {
        if (self.isThisLife(record.goodbyeHash())
                || yielded
                || !record.supersedes(self.record())
                || !isRight(now, record, source)) {
            return Optional.empty();
        }
        if (now.nanos() < youngUntil && self.raiseAbove(record.incarnation())) {
            return Optional.empty();
        }
        if (Arrays.equals(toldAsNewer, record.goodbyeHash())) {
            return Optional.empty();
        }
        toldAsNewer = record.goodbyeHash();
        return Optional.of(degraded(
                now,
                record.about().endpoints().stream().map(Endpoint::toString).findFirst(),
                "others hold its record to be newer, and do not list this node"));
    }

    /** A record with this node's key came from where it says somebody is: that one is asked to prove it. */
    void announced(Moment now, NodeRecord record, Source source, Outbox out) {
        boolean settled = yielded && record.supersedes(self.record());
        if (settled) {
            yieldAgainAt = Long.MAX_VALUE;
        }
        boolean fromThere = record.about().endpoints().contains(source.from().withoutLink());
        if (!self.isThisLife(record.goodbyeHash())
                && !settled
                && fromThere
                && isRight(now, record, source)
                && asks.take(now.nanos())) {
            say(now, source.from(), 0, record.goodbyeHash(), out);
        }
    }

    /** Somebody says that it holds the key, too. */
    Optional<Event> heard(Moment now, Source source, Header header, Twin twin, Outbox out) {
        if (self.isThisLife(twin.goodbyeHash())) {
            return Optional.empty();
        }
        boolean right = verifying.mayAtOnce(source.from().ip(), now.nanos())
                && verifying.isRight(self.record().publicKey(), Datagrams.signedPart(header, twin), twin.signature());
        if (!right) {
            rejections.count("signature");
            return Optional.empty();
        }
        Optional<Event> news = Optional.empty();
        boolean isFresh = now.nanos() - noncedAt <= ANSWERED_WITHIN;
        if (nonce != 0 && twin.answers() == nonce && isFresh) {
            nonce = 0;
            news = settle(now, source, twin);
        }
        if (twin.nonce() != 0) {
            say(now, source.from(), twin.nonce(), twin.goodbyeHash(), out);
        }
        return news;
    }

    /** When {@link #tick} has something to do. */
    long nextWake() {
        return yieldAgainAt;
    }

    /** Asks who stays again, as long as it has not been heard with a record that wins: its question is answered by a yield. */
    void tick(Moment now, Outbox out) {
        if (now.nanos() >= yieldAgainAt) {
            yieldAgainAt = --yieldsLeft > 0 ? now.nanos() + ASK_EVERY : Long.MAX_VALUE;
            staying.ifPresent(at -> say(now, at, 0, told, out));
        }
    }

    /** The other is there: one of the two stays. */
    private Optional<Event> settle(Moment now, Source source, Twin twin) {
        if (yielded) {
            return Optional.empty();
        }
        if (twin.standing() == Standing.YIELDS) {
            if (twin.incarnation() >= self.record().incarnation()) {
                self.raiseAbove(twin.incarnation());
            }
            return tell(now, source, twin, "that node has fallen silent");
        }
        boolean decides = Arrays.compareUnsigned(self.record().goodbyeHash(), twin.goodbyeHash()) < 0;
        boolean overrules = Arrays.equals(overruled, twin.goodbyeHash()) || twin.age() <= age(now);
        if (decides && overrules) {
            overruled = twin.goodbyeHash();
        } else if (decides || twin.standing() == Standing.STAYS) {
            yielded = true;
            staying = Optional.of(source.from());
            yieldAgainAt = now.nanos() + ASK_EVERY;
            return tell(now, source, twin, "it has run for longer, so this node falls silent until it joins anew");
        }
        return Optional.empty();
    }

    private void say(Moment now, Endpoint to, long answers, byte[] other, Outbox out) {
        Standing standing =
                yielded ? Standing.YIELDS : Arrays.equals(overruled, other) ? Standing.STAYS : Standing.OPEN;
        // One that has yielded has nothing to learn; it asks all the same when nobody asked it, so that it is asked.
        long question = yielded && answers != 0 ? 0 : question(now);
        NodeRecord own = self.record();
        Twin twin = new Twin(question, answers, age(now), own.incarnation(), own.goodbyeHash(), standing, new byte[0]);
        speaking.swear(now, to, twin, self, out);
    }

    /** The same for a while, so that what is repeated to this node does not void what it asks. */
    private long question(Moment now) {
        if (nonce == 0 || now.nanos() - noncedAt >= ASK_EVERY) {
            nonce = secrets.nextLong() | 1;
            noncedAt = now.nanos();
        }
        return nonce;
    }

    private boolean isRight(Moment now, NodeRecord record, Source source) {
        boolean right = verifying.mayAtOnce(source.from().ip(), now.nanos()) && verifying.isRight(record);
        if (!right) {
            rejections.count("signature");
        }
        return right;
    }

    private Optional<Event> tell(Moment now, Source source, Twin twin, String what) {
        if (Arrays.equals(told, twin.goodbyeHash())) {
            return Optional.empty();
        }
        told = twin.goodbyeHash();
        return Optional.of(degraded(now, Optional.of(source.from().toString()), what));
    }

    private static Event degraded(Moment now, Optional<String> at, String what) {
        return new Event.Degraded("same identity at " + at.orElse("no address") + "; " + what, now.wall());
    }

    private long age(Moment now) {
        return (now.nanos() - started) / MILLI;
    }
}
