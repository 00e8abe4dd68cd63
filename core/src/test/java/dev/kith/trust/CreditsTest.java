package dev.kith.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/** Nobody is sent more than came from there, whatever records, seeds or answers say of where somebody is. */
class CreditsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int PROBE = 111;

    private final Credits credits = new Credits();

    @Test
    void noMoreGoesOutThanCameUntilItIsProven() {
        Endpoint at = at(1, 1);
        credits.heard(at, 200, 1, 0);
        credits.heard(at, 200, 1, 0);
        assertThat(credits.take(at, 150, 0)).isTrue();
        assertThat(credits.take(at, 51, 0)).isFalse();
        assertThat(credits.take(at, 50, 0)).isTrue();
        credits.proved(at, 0);
        assertThat(credits.take(at, 100_000, 599 * SECOND)).isTrue();
        assertThat(credits.take(at, 1, 600 * SECOND)).isFalse();
    }

    @Test
    void whatComesFromAProvenPortEarnsForThoseOfItsIpThatAreNamed() {
        Endpoint proven = new Endpoint(at(1, 1).ip(), 4000);
        Endpoint other = new Endpoint(at(1, 1).ip(), 4001);
        credits.proved(proven, 0);
        credits.heard(proven, 500, 1, 0);
        assertThat(contacts(other)).isEqualTo(4);
        credits.heard(proven, 2 * PROBE, 2, 0);
        credits.heard(proven, 2 * PROBE, 2, 0);
        assertThat(contacts(other)).isEqualTo(2);
        credits.heard(proven, 1_000_000, 3, 0);
        assertThat(credits.take(other, PROBE, 0)).isFalse();
        assertThat(contacts(other)).isEqualTo(4096 / PROBE);
        credits.heard(proven, PROBE, 4, 0);
        assertThat(credits.takeOrOne(other, PROBE, 0)).isTrue();
        assertThat(credits.takeOrOne(other, PROBE, 0)).isFalse();
        assertThat(credits.takeOrHint(other, PROBE, 0)).isTrue();
        assertThat(credits.takeOrHint(other, PROBE, 0)).isFalse();
    }

    /** How many of many. */
    private int contacts(Endpoint at) {
        int contacts = 0;
        for (int i = 0; i < 100; i++) {
            contacts += credits.takeOrContact(at, PROBE, 0) ? 1 : 0;
        }
        return contacts;
    }

    @Test
    void ofAddressesThatWereNeverHeardFewAreAskedInASecondAndInANetwork() {
        int asked = 0;
        for (int second = 0; second < 10; second++) {
            int inSecond = 0;
            for (int host = 1; host < 250; host++) {
                inSecond += credits.takeOrHint(at(1, host), PROBE, second * SECOND) ? 1 : 0;
            }
            assertThat(inSecond).isLessThanOrEqualTo(10);
            asked += inSecond;
        }
        assertThat(asked).isEqualTo(50);
        assertThat(credits.takeOrHint(at(2, 1), PROBE, 9 * SECOND)).isTrue();
        assertThat(credits.takeOrHint(at(2, 1), PROBE, 18 * SECOND)).isFalse();
        assertThat(credits.takeOrHint(at(2, 1), PROBE, 19 * SECOND)).isTrue();
    }

    @Test
    void fourMayGoInAnyTenSecondsWheneverTheyBegin() {
        for (long at : new long[] {0, 8, 9, 9}) {
            assertThat(credits.takeOrContact(at(1, 1), PROBE, at * SECOND)).isTrue();
        }
        assertThat(credits.takeOrContact(at(1, 1), PROBE, 10 * SECOND)).isTrue();
        assertThat(credits.takeOrContact(at(1, 1), PROBE, 11 * SECOND)).isFalse();
        assertThat(credits.takeOrContact(at(1, 1), PROBE, 18 * SECOND)).isTrue();
    }

    @Test
    void whereSomebodyIsNamedFourMayGoAndOneMoreForARecord() {
        int contacts = 0;
        for (int tenth = 0; tenth < 99; tenth++) {
            contacts += credits.takeOrContact(at(1, 1), 1200, tenth * SECOND / 10) ? 1 : 0;
        }
        assertThat(contacts).isEqualTo(4);
        assertThat(credits.takeOrHint(at(1, 1), PROBE, 9 * SECOND)).isTrue();
        assertThat(credits.takeOrContact(at(1, 1), 1200, 11 * SECOND)).isTrue();
        int inOneSecond = 0;
        for (int host = 2; host < 60; host++) {
            inOneSecond += credits.takeOrContact(at(1, host), 1200, 12 * SECOND) ? 1 : 0;
        }
        assertThat(inOneSecond).isEqualTo(10);
    }

    @Test
    void tenSecondsBeginWithWhatWentOutNotWithWhatWasRefused() {
        for (int host = 100; host < 110; host++) {
            credits.takeOrHint(at(3, host), PROBE, 0);
        }
        assertThat(credits.takeOrHint(at(1, 1), PROBE, 0)).isFalse();
        assertThat(credits.takeOrHint(at(1, 1), PROBE, 9 * SECOND)).isTrue();
        assertThat(credits.takeOrHint(at(1, 1), PROBE, 11 * SECOND)).isFalse();
        assertThat(credits.takeOrHint(at(1, 1), PROBE, 19 * SECOND)).isTrue();
    }

    private static Endpoint at(int network, int host) {
        try {
            return new Endpoint(InetAddress.getByAddress(new byte[] {10, 0, (byte) network, (byte) host}), 9000);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }
}
