package dev.kith.node;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.repair.Differences;
import dev.kith.repair.Narrowing;
import dev.kith.roster.Entry;
import dev.kith.roster.Fingerprint;
import dev.kith.roster.IdRange;
import dev.kith.roster.NodeRecord;
import dev.kith.roster.Roster;
import dev.kith.roster.Source;
import dev.kith.time.Moment;
import dev.kith.time.PerSecond;
import dev.kith.trust.Secrets;
import dev.kith.wire.Message.Compare;
import dev.kith.wire.Message.Compared;
import dev.kith.wire.Message.View;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Settles how the view of a peer differs from this node's: finds the ranges of ids where it does, and has these pulled. */
final class Repairing {
    /** To sum a range up costs a look at each peer in it. */
    private static final int COMPARISONS_A_SECOND = 200;

    private static final int COMPARISONS_A_SECOND_WITH_ONE = 40;

    /** Where something changes all the time it is compared all the same, after so long. */
    private static final long CALM_AT_MOST = 5_000_000_000L;

    /** Between two comparisons of views that seem to be the same, give or take a quarter. */
    private static final long ANEW_EVERY = 600_000_000_000L;

    private final Self self;
    private final Secrets secrets;
    private final Rejections rejections;
    private final Speaking speaking;
    private final Roster roster;
    private final Joining joining;
    private final Differences differences = new Differences();
    private final Narrowing narrowing = new Narrowing();
    private final PerSecond<InetAddress> comparisons =
            new PerSecond<>(COMPARISONS_A_SECOND, COMPARISONS_A_SECOND_WITH_ONE);
    /** Whom this node compares with, or compared with last. */
    private Optional<PeerId> other = Optional.empty();

    private long nextAnew;
    private long lastBegun;

    Repairing(Moment now, Membership.Group parts, Joining joining, Membership.Shared shared) {
        this.self = parts.self();
        this.secrets = shared.secrets();
        this.rejections = shared.rejections();
        this.speaking = parts.speaking();
        this.roster = parts.roster();
        this.joining = joining;
        this.nextAnew = anewAfter(now);
        this.lastBegun = now.nanos();
    }

    /** A peer answered with its view: if it differs, and not since news is on its way, it is found out in what. */
    void compare(Moment now, PeerId peer, Endpoint at, View theirs, Outbox out) {
        joining.agree(theirs);
        compareUnlessSame(now, peer, at, theirs, out);
    }

    /**
     * A peer asks at one of its addresses, with its view. It may be asked so often by those who are behind a translation, that these never ask it:
     * if it compared with this node and still differs, it is compared with, too.
     */
    void compareBack(Moment now, Entry peer, Source source, View theirs, Outbox out) {
        if (differences.wasTold(peer.id(), now.nanos())
                && speaking.wayTo(now, peer).filter(source.from()::equals).isPresent()) {
            compareUnlessSame(now, peer.id(), source.from(), theirs, out);
        }
    }

    private void compareUnlessSame(Moment now, PeerId peer, Endpoint at, View theirs, Outbox out) {
        Fingerprint mine = roster.fingerprint();
        boolean calm = mine.isSettled(now.nanos()) || now.nanos() - lastBegun >= CALM_AT_MOST;
        boolean differs = calm && !mine.isOrWas(theirs.fingerprint(), now.nanos());
        if (!differs || isBusy() || !differences.ask(peer, mine.value(), theirs.fingerprint(), now.nanos())) {
            return;
        }
        // It may not know this node at all, which no answer of its can tell.
        joining.introduceAlone(now, at, out);
        begin(now, peer, at, theirs.count(), out);
    }

    /**
     * Compares with anybody, though the views seem to be the same: fingerprints are sums without a secret, and who says
     * something else to some than to others can make them equal.
     */
    private void compareAnew(Moment now, Outbox out) {
        nextAnew = anewAfter(now);
        Optional<Entry> peer =
                roster.nextAlive(new PeerId(secrets.nextLong(), 0)).flatMap(roster::find);
        if (isBusy() || speaking.isSilent()) {
            return;
        }
        peer.ifPresent(entry -> entry.paths()
                .answering()
                .ifPresent(at -> begin(now, entry.id(), at, roster.fingerprint().count(), out)));
    }

    /** Each at another time. */
    private long anewAfter(Moment now) {
        return now.nanos() + ANEW_EVERY / 4 * 3 + Math.floorMod(self.id().low(), ANEW_EVERY / 2);
    }

    private boolean isBusy() {
        return narrowing.isActive() || joining.isPulling();
    }

    private void begin(Moment now, PeerId peer, Endpoint at, int count, Outbox out) {
        other = Optional.of(peer);
        lastBegun = now.nanos();
        narrowing.begin(now.nanos(), at, count, (int) secrets.nextLong());
        goOn(now, at, out);
    }

    /** Another compares a range with this node's. */
    void asked(Moment now, Source source, PeerId by, Compare compare, Outbox out) {
        if (!comparisons.take(source.from().ip(), now.nanos())) {
            rejections.count("too many comparisons");
            return;
        }
        Sums mine = sums(compare.range(), compare.nonce());
        List<Integer> counts = new ArrayList<>();
        for (int part = 0; part < IdRange.PARTS; part++) {
            boolean same = mine.sums.get(part).equals(compare.sums().get(part));
            counts.add(same ? Narrowing.SAME : mine.counts.get(part));
        }
        speaking.send(now, source.from(), new Compared(compare.nonce(), compare.range(), counts), out);
        if (compare.range().equals(IdRange.ALL) && roster.isPeerAt(by, source.from())) {
            differences.told(by, !mine.sums.equals(compare.sums()), now.nanos());
        }
    }

    /** The other says where its view of a range differs. */
    void answered(Moment now, Source source, Compared compared, Outbox out) {
        if (narrowing.compared(now.nanos(), source.from(), compared.answers(), compared.range(), compared.counts())) {
            goOn(now, source.from(), out);
        } else {
            rejections.count("unasked comparison");
        }
    }

    /** All has come that the other had where the views differed. */
    void settled(PeerId peer) {
        differences.done(peer);
    }

    long nextWake() {
        return Math.min(nextAnew, narrowing.nextWake());
    }

    void tick(Moment now, Outbox out) {
        if (now.nanos() >= nextAnew) {
            compareAnew(now, out);
        }
        ask(now, out);
    }

    private void ask(Moment now, Outbox out) {
        while (narrowing.nextWake() <= now.nanos()) {
            narrowing.takeDue(now.nanos()).ifPresent(question -> {
                Sums mine = sums(question.range(), question.nonce());
                speaking.send(now, question.to(), new Compare(question.nonce(), question.range(), mine.sums), out);
            });
        }
    }

    private void goOn(Moment now, Endpoint at, Outbox out) {
        ask(now, out);
        narrowing.takeDiffering().ifPresent(found -> {
            PeerId peer = other.orElseThrow();
            if (found.ranges().isEmpty()) {
                settled(peer);
            } else {
                joining.pullAgain(now, peer, at, found, out);
            }
        });
    }

    /** What the parts of a range add up to, and of how many nodes they are. */
    private record Sums(List<Long> sums, List<Integer> counts) {}

    /** The nonce of a question is the salt of its sums. */
    private Sums sums(IdRange range, int salt) {
        long[] sums = new long[IdRange.PARTS];
        int[] counts = new int[IdRange.PARTS];
        for (Entry entry : roster.between(range.after(), range.upTo())) {
            if (entry.counts()) {
                add(range, entry.record(), salt, sums, counts);
            }
        }
        if (range.contains(self.id())) {
            add(range, self.record(), salt, sums, counts);
        }
        return new Sums(
                Arrays.stream(sums).boxed().toList(),
                Arrays.stream(counts).boxed().toList());
    }

    private static void add(IdRange range, NodeRecord record, int salt, long[] sums, int[] counts) {
        int part = range.partOf(record.id());
        sums[part] ^= record.fingerprint(salt);
        counts[part]++;
    }
}
