package dev.kith.trust;

import dev.kith.bound.Recent;
import dev.kith.peer.PeerId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Opens what others seal in a closed group. A stream is what one sender says with one salt. Of each sender two are kept: the one
 * that has proven to be there, and another, which may be its next life or one of its former ones, repeated by somebody. So
 * nobody who repeats an old life can shut the present one out.
 */
public final class Streams {
    /** More than a roster holds. */
    private static final int MAX = 20_000;

    private static final class Stream {
        private final int keyId;
        private final byte[] salt;
        private final SecretKey subkey;
        private final ReplayWindow window;

        Stream(int keyId, byte[] salt, SecretKey subkey, long first) {
            this.keyId = keyId;
            this.salt = salt;
            this.subkey = subkey;
            this.window = new ReplayWindow(first);
        }
    }

    private static final class OfSender {
        private Stream first;
        private @Nullable Stream second;
        private Stream last;

        OfSender(Stream only) {
            first = only;
            last = only;
        }

        /** The last that was opened answered a nonce: it is the present life. */
        void proved() {
            if (last == second) {
                second = first;
                first = last;
            }
        }
    }

    /**
     * What the head of a datagram says.
     *
     * @param sender who sealed it
     * @param groupTag in which group
     * @param keyId with which key
     * @param counter the nonce
     * @param salt what made the sender's key, empty if it is to be known
     * @param bytes how long the head is
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    public record Head(PeerId sender, long groupTag, int keyId, long counter, byte[] salt, int bytes) {}

    private final Gcm gcm = new Gcm();
    private final Map<PeerId, OfSender> senders = Recent.byUse(MAX);
    private KeyRing ring;

    /** Opens with the keys of a ring. */
    public Streams(KeyRing ring) {
        this.ring = ring;
    }

    /** Opens with those of another from now on; what was sealed with one that is in both goes on. */
    public void use(KeyRing other) {
        ring = other;
    }

    /** Whether nothing of that sender was opened with that salt yet: to try it takes ten times as long. */
    public boolean isUnknown(Head head) {
        return find(head).isEmpty();
    }

    /** Opens a datagram, or says why not. */
    public Opened open(Head head, byte[] datagram) {
        Optional<GroupKey> key = ring.find(head.keyId());
        if (key.isEmpty()) {
            return Opened.Refused.OTHER_KEY;
        }
        Optional<Stream> known = find(head);
        if (known.isEmpty() && head.salt().length == 0) {
            return Opened.Refused.UNKNOWN_SALT;
        }
        return known.map(stream -> open(stream, head, datagram)).orElseGet(() -> begin(key.get(), head, datagram));
    }

    private Opened open(Stream stream, Head head, byte[] datagram) {
        ReplayWindow.Sight sight = stream.window.sight(head.counter());
        if (sight == ReplayWindow.Sight.TOO_OLD) {
            return Opened.Refused.REPLAYED;
        }
        Optional<byte[]> message = gcm.open(stream.subkey, head.counter(), datagram, head.bytes());
        if (message.isEmpty()) {
            return Opened.Refused.WRONG;
        }
        stream.window.mark(head.counter());
        OfSender of = senders.get(head.sender());
        if (of != null) {
            of.last = stream;
        }
        return new Opened.Message(message.get(), sight == ReplayWindow.Sight.SEEN, false);
    }

    private Opened begin(GroupKey key, Head head, byte[] datagram) {
        SecretKey subkey = Gcm.subkey(key, head.sender(), head.groupTag(), head.salt());
        Optional<byte[]> message = gcm.open(subkey, head.counter(), datagram, head.bytes());
        if (message.isEmpty()) {
            return Opened.Refused.WRONG;
        }
        Stream stream = new Stream(key.id(), head.salt(), subkey, head.counter());
        OfSender of = senders.computeIfAbsent(head.sender(), any -> new OfSender(stream));
        if (of.first != stream) {
            of.second = stream;
        }
        of.last = stream;
        return new Opened.Message(message.get(), false, true);
    }

    /** What that sender said last answered something that only who is there could answer. */
    public void proved(PeerId sender) {
        OfSender of = senders.get(sender);
        if (of != null) {
            of.proved();
        }
    }

    private Optional<Stream> find(Head head) {
        OfSender of = senders.get(head.sender());
        if (of == null) {
            return Optional.empty();
        }
        if (isOf(of.first, head)) {
            return Optional.of(of.first);
        }
        return Optional.ofNullable(of.second).filter(second -> isOf(second, head));
    }

    /** By its salt, or else by its counter, which begins where nobody can guess in each life. */
    private static boolean isOf(Stream stream, Head head) {
        boolean right = head.salt().length == 0
                ? stream.window.isNear(head.counter())
                : Arrays.equals(stream.salt, head.salt());
        return right && stream.keyId == head.keyId();
    }
}
