package dev.kith.node;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.roster.Roster;
import dev.kith.roster.Source;
import dev.kith.time.Moment;
import dev.kith.time.PerSecond;
import dev.kith.trust.GroupKey;
import dev.kith.trust.Opened;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import java.net.InetAddress;
import java.util.Optional;

/** Opens what is heard in one group. What it cannot open it counts, and tells where a person can do something about it. */
final class Opening {
    private static final int UNKNOWN_A_SECOND = 2_000;
    private static final int UNKNOWN_A_SECOND_OF_ONE = 200;
    private static final int QUESTIONS_A_SECOND = 100;
    private static final int QUESTIONS_A_SECOND_TO_ONE = 2;

    /**
     * A message that may be believed to be of somebody who may be in the group.
     *
     * @param ok what it says
     * @param isCopy whether it came before
     */
    record Heard(Datagrams.Ok ok, boolean isCopy) {}

    private final String group;
    private final Sealing sealing;
    private final Speaking speaking;
    private final Roster roster;
    private final Rejections rejections;
    private final OtherKeys otherKeys = new OtherKeys();
    private final PerSecond<InetAddress> unknown = new PerSecond<>(UNKNOWN_A_SECOND, UNKNOWN_A_SECOND_OF_ONE);
    private final PerSecond<Endpoint> questions = new PerSecond<>(QUESTIONS_A_SECOND, QUESTIONS_A_SECOND_TO_ONE);
    private boolean toldOldKey;
    private boolean heardNewerKey;

    Opening(Membership.Group parts, Sealing sealing, Membership.Shared shared) {
        this.group = parts.name();
        this.sealing = sealing;
        this.speaking = parts.speaking();
        this.roster = parts.roster();
        this.rejections = shared.rejections();
    }

    /** What a datagram says; nothing if that is not to be believed. */
    Optional<Heard> open(Moment now, Source source, Header header, byte[] datagram, Outbox out) {
        if (sealing.ring().isOpen() != header.isSealed()) {
            return header.isSealed()
                    ? unseal(now, source, header, datagram, out)
                    : read(header, datagram, header.bytes(), false);
        }
        rejections.count(header.isSealed() ? "sealed" : "not sealed");
        otherKeys.heard(
                now, source.from().ip(), header.isSealed() ? OtherKeys.Difference.A_KEY : OtherKeys.Difference.NO_KEY);
        return Optional.empty();
    }

    /** Whether a peer was heard since the last question that uses a key this node lacks. */
    boolean takeNewerKey() {
        boolean heard = heardNewerKey;
        heardNewerKey = false;
        return heard;
    }

    /** The keys are other ones: of what was told some may be mended. */
    void rekeyed() {
        toldOldKey = false;
    }

    long nextWake() {
        return otherKeys.nextWake();
    }

    void tick(Moment now, Outbox out) {
        otherKeys.takeDue(now).forEach(event -> out.emit(group, event));
    }

    private Optional<Heard> unseal(Moment now, Source source, Header header, byte[] datagram, Outbox out) {
        boolean begins = header.salt().length > 0 && sealing.isUnknown(header);
        if (begins && !unknown.take(source.from().ip(), now.nanos())) {
            rejections.count("too many unknown");
            return Optional.empty();
        }
        Opened opened = sealing.open(header, source.from(), datagram, now.nanos());
        if (opened instanceof Opened.Message message) {
            return read(header, message.bytes(), 0, message.isCopy());
        }
        if (opened instanceof Opened.Refused refused) {
            rejections.count(refused.reason());
            refused(now, source, header, refused, out);
        }
        return Optional.empty();
    }

    private Optional<Heard> read(Header header, byte[] bytes, int from, boolean isCopy) {
        Datagrams.Decoded decoded = Datagrams.decode(header, bytes, from);
        if (decoded instanceof Datagrams.Ok ok) {
            return Optional.of(new Heard(ok, isCopy));
        }
        rejections.count(decoded instanceof Datagrams.Rejected rejected ? rejected.reason() : "");
        return Optional.empty();
    }

    private void refused(Moment now, Source source, Header header, Opened.Refused refused, Outbox out) {
        switch (refused) {
            case OTHER_KEY -> otherKey(now, source, header, out);
            case WRONG -> otherKeys.heard(now, source.from().ip(), OtherKeys.Difference.OTHER_KEY);
            case UNKNOWN_SALT -> askForSalt(now, source, header, out);
            case REPLAYED -> {
                // counted
            }
        }
    }

    private void askForSalt(Moment now, Source source, Header header, Outbox out) {
        if (questions.take(source.from(), now.nanos())) {
            speaking.send(now, source.from(), new Message.Salt(header.counter()), out);
        }
    }

    /** Of a peer, it is this node's key that is old; of anybody else, it is another group of that name. */
    private void otherKey(Moment now, Source source, Header header, Outbox out) {
        Optional<String> peer = roster.find(header.sender())
                .filter(entry -> entry.isAt(source.from()))
                .map(entry -> entry.record().about().name());
        if (peer.isEmpty()) {
            otherKeys.heard(now, source.from().ip(), OtherKeys.Difference.OTHER_KEY);
            return;
        }
        heardNewerKey = true;
        if (!toldOldKey) {
            toldOldKey = true;
            String reason = "our key is old: %s at %s uses key %s, which this node lacks"
                    .formatted(peer.get(), source.from(), GroupKey.name(header.keyId()));
            out.emit(group, new Event.Degraded(reason, now.wall()));
        }
    }

    /** Somebody could not open what this node said. */
    void tellSalt(Moment now, Source source, Message.Salt asked, Outbox out) {
        if (asked.unopened() != 0) {
            sealing.forgotten(source.from());
            speaking.send(now, source.from(), new Message.Salt(0), out);
        }
    }
}
