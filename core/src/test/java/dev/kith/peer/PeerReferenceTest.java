package dev.kith.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whom people mean. */
class PeerReferenceTest {
    private static final String ID = "3f9a51c27be06d8847f1a2900c5d6e13";

    @Test
    void aNameMeansWhoeverIsCalledSoAndNobodyElse() {
        assertThat(means("anna", ID, "anna")).isTrue();
        assertThat(means("Anna", ID, "anna")).isFalse();
        assertThat(means("ann", ID, "anna")).isFalse();
        assertThat(means("cafe", ID, "cafe")).isTrue();
    }

    @Test
    void fourDigitsOrMoreMeanWhoeverHasAnIdThatBeginsSo() {
        assertThat(means("3f9a", ID, "anna")).isTrue();
        assertThat(means("3F9A51", ID, "anna")).isTrue();
        assertThat(means(ID, ID, "anna")).isTrue();
        assertThat(means("3f9", ID, "anna")).isFalse();
        assertThat(means("51c2", ID, "anna")).isFalse();
        assertThat(means(ID + "0", ID, "anna")).isFalse();
        assertThat(means("classic:10.0.0.4:7", "classic:10.0.0.4:7", "anna")).isTrue();
        assertThat(means("classic", "classic:10.0.0.4:7", "anna")).isFalse();
    }

    @Test
    void aNameThatIsShownWithABeginningOfAnIdMeansThatOne() {
        assertThat(means("anna·3f9a", ID, "anna")).isTrue();
        assertThat(means("anna·aa00", ID, "anna")).isFalse();
        assertThat(means("bob·3f9a", ID, "anna")).isFalse();
        assertThat(means("a·b", ID, "a·b")).isTrue();
    }

    @Test
    void anAddressMeansWhoeverIsThereAtThatPortOrAtAny() {
        assertThat(at(4, 0).means(ID, "anna", List.of(endpoint(5, 1), endpoint(4, 1))))
                .isTrue();
        assertThat(at(4, 1).means(ID, "anna", List.of(endpoint(4, 1)))).isTrue();
        assertThat(at(4, 2).means(ID, "anna", List.of(endpoint(4, 1)))).isFalse();
        assertThat(at(4, 0).means(ID, "anna", List.of(endpoint(5, 1)))).isFalse();
        assertThat(at(4, 0).means(ID, "anna", List.of())).isFalse();
    }

    @Test
    void whatNobodyCanMeanIsRefused() {
        for (String wrong : List.of("", "a\u001b[2J", "n".repeat(256))) {
            assertThatThrownBy(() -> new PeerReference(wrong, Optional.empty()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not 1 to 255 bytes of UTF-8 without control characters");
        }
    }

    private static boolean means(String text, String id, String name) {
        return new PeerReference(text, Optional.empty()).means(id, name, List.of());
    }

    private static PeerReference at(int host, int port) {
        return new PeerReference("x", Optional.of(endpoint(host, port)));
    }

    private static Endpoint endpoint(int host, int port) {
        try {
            return new Endpoint(InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) host}), port);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
