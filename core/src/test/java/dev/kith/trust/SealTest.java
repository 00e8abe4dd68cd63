package dev.kith.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.peer.PeerId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is sealed is opened by those who have the key, once, and by nobody else. */
class SealTest {
    private static final long TAG = 0x9091d2d7f03693d0L;
    private static final PeerId ANNA = new PeerId(0x3F9A51C27BE06D88L, 0x47F1A2900C5D6E13L);
    private static final byte[] NO_SALT = {};
    private static final byte[] HEAD = {9, 8, 7};
    private static final byte[] MESSAGE = {1, 2, 3, 4};

    private final KeyRing ring = ring(1);
    private final Seal seal = new Seal(ring, ANNA, TAG, secrets(1));
    private final Streams streams = new Streams(ring);

    @Test
    void whoHasTheKeyReadsItOnce() {
        byte[] datagram = seal.seal(7, HEAD, MESSAGE);
        assertThat(datagram)
                .hasSize(HEAD.length + MESSAGE.length + Gcm.TAG_BYTES)
                .startsWith(HEAD);
        assertThat(read(streams.open(head(seal, 7, true), datagram))).isEqualTo(MESSAGE);
        assertThat(isCopy(streams.open(head(seal, 7, true), datagram))).isTrue();
        byte[] next = seal.seal(8, HEAD, MESSAGE);
        assertThat(isCopy(streams.open(head(seal, 8, false), next))).isFalse();
    }

    @Test
    void withoutTheSaltNothingOfAStrangerIsTried() {
        byte[] datagram = seal.seal(7, HEAD, MESSAGE);
        assertThat(streams.open(head(seal, 7, false), datagram)).isEqualTo(Opened.Refused.UNKNOWN_SALT);
    }

    @Test
    void anotherKeyOpensNothing() {
        byte[] datagram = seal.seal(7, HEAD, MESSAGE);
        Streams others = new Streams(ring(2));
        assertThat(others.open(head(seal, 7, true), datagram)).isEqualTo(Opened.Refused.OTHER_KEY);
        Streams.Head claimed = new Streams.Head(ANNA, TAG, ring(2).ids().get(0), 7, seal.salt(), HEAD.length);
        assertThat(others.open(claimed, datagram)).isEqualTo(Opened.Refused.WRONG);
    }

    @Test
    void oneBitOfHeadMessageOrTagIsEnoughToRefuseIt() {
        byte[] datagram = seal.seal(7, HEAD, MESSAGE);
        for (int at = 0; at < datagram.length; at++) {
            byte[] altered = datagram.clone();
            altered[at] ^= 1;
            assertThat(streams.open(head(seal, 7, true), altered)).isEqualTo(Opened.Refused.WRONG);
        }
        assertThat(streams.open(head(seal, 7, true), Arrays.copyOf(datagram, HEAD.length + 3)))
                .isEqualTo(Opened.Refused.WRONG);
        Streams.Head another = new Streams.Head(PeerId.FIRST, TAG, seal.keyId(), 7, seal.salt(), HEAD.length);
        assertThat(streams.open(another, datagram)).isEqualTo(Opened.Refused.WRONG);
        assertThat(streams.open(head(seal, 8, true), datagram)).isEqualTo(Opened.Refused.WRONG);
    }

    @Test
    void aForgedCounterMovesNoWindow() {
        streams.open(head(seal, 7, true), seal.seal(7, HEAD, MESSAGE));
        assertThat(streams.open(head(seal, 1_000_000, false), seal.seal(9, HEAD, MESSAGE)))
                .isEqualTo(Opened.Refused.WRONG);
        assertThat(read(streams.open(head(seal, 8, false), seal.seal(8, HEAD, MESSAGE))))
                .isEqualTo(MESSAGE);
    }

    @Test
    void formerLivesThatAreRepeatedDoNotShutThePresentOneOut() {
        streams.open(head(seal, 7, true), seal.seal(7, HEAD, MESSAGE));
        streams.proved(ANNA);
        for (int life = 0; life < 20; life++) {
            Seal former = new Seal(ring, ANNA, TAG, secrets(100 + life));
            long counter = Long.MIN_VALUE + (1L << 50) * life;
            assertThat(streams.open(head(former, counter, true), former.seal(counter, HEAD, MESSAGE)))
                    .isInstanceOf(Opened.Message.class);
        }
        assertThat(read(streams.open(head(seal, 8, false), seal.seal(8, HEAD, MESSAGE))))
                .isEqualTo(MESSAGE);
    }

    @Test
    void theNextLifeTakesThePlaceOnceItHasProvenItself() {
        streams.open(head(seal, 7, true), seal.seal(7, HEAD, MESSAGE));
        Seal next = new Seal(ring, ANNA, TAG, secrets(2));
        long counter = 1L << 50;
        streams.open(head(next, counter, true), next.seal(counter, HEAD, MESSAGE));
        streams.proved(ANNA);
        Seal replayed = new Seal(ring, ANNA, TAG, secrets(3));
        streams.open(head(replayed, 1L << 60, true), replayed.seal(1L << 60, HEAD, MESSAGE));
        assertThat(read(streams.open(head(next, counter + 1, false), next.seal(counter + 1, HEAD, MESSAGE))))
                .isEqualTo(MESSAGE);
    }

    @Test
    void theWindowKnowsWhatCameAndGoesOnAcrossTheGreatestNumber() {
        ReplayWindow window = new ReplayWindow(Long.MAX_VALUE - 1);
        for (long counter : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 100}) {
            assertThat(window.sight(counter)).isEqualTo(ReplayWindow.Sight.FRESH);
            window.mark(counter);
            assertThat(window.sight(counter)).isEqualTo(ReplayWindow.Sight.SEEN);
        }
        assertThat(window.sight(Long.MIN_VALUE + 50)).isEqualTo(ReplayWindow.Sight.FRESH);
        window.mark(Long.MIN_VALUE + 50);
        assertThat(window.sight(Long.MIN_VALUE + 50)).isEqualTo(ReplayWindow.Sight.SEEN);
        window.mark(Long.MIN_VALUE + 100 + ReplayWindow.SIZE);
        assertThat(window.sight(Long.MIN_VALUE + 101)).isEqualTo(ReplayWindow.Sight.FRESH);
        assertThat(window.sight(Long.MIN_VALUE + 100)).isEqualTo(ReplayWindow.Sight.TOO_OLD);
    }

    @Test
    void keysThatCannotBeToldApartAreRefusedAndNoneIsPrinted() {
        GroupKey key = key(1);
        int other = 2;
        while (key(other).id() != key.id()) {
            other++;
        }
        GroupKey sameId = key(other);
        assertThatThrownBy(() -> new KeyRing(List.of(key, sameId)))
                .hasMessage("two keys have the id %s; a datagram could not say which of them sealed it"
                        .formatted(GroupKey.name(key.id())));
        assertThat(key).hasToString("key " + GroupKey.name(key.id()));
    }

    private static byte[] read(Opened opened) {
        return ((Opened.Message) opened).bytes();
    }

    private static boolean isCopy(Opened opened) {
        return ((Opened.Message) opened).isCopy();
    }

    private static Streams.Head head(Seal by, long counter, boolean salted) {
        return new Streams.Head(ANNA, TAG, by.keyId(), counter, salted ? by.salt() : NO_SALT, HEAD.length);
    }

    private static KeyRing ring(int number) {
        return new KeyRing(List.of(key(number)));
    }

    private static GroupKey key(int number) {
        byte[] bytes = new byte[GroupKey.BYTES];
        bytes[0] = (byte) number;
        bytes[1] = (byte) (number >> 8);
        return GroupKey.of(bytes);
    }

    private static Secrets secrets(int number) {
        byte[] seed = new byte[Secrets.SEED_BYTES];
        seed[0] = (byte) number;
        return new Secrets(seed);
    }
}
