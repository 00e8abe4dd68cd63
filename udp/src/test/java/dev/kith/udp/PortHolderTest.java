package dev.kith.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.net.DatagramSocket;
import org.junit.jupiter.api.Test;

/** What keeps a program from a port. */
class PortHolderTest {
    @Test
    void aPortThatIsNotPermittedIsHeldByNobody() {
        assertThat(PortHolder.why(80, new BindException("Permission denied"))).isEqualTo("not permitted to this user");
    }

    @Test
    void aPortThatIsTakenIsHeldBySomebody() throws Exception {
        try (DatagramSocket taken = new DatagramSocket()) {
            assertThat(PortHolder.why(taken.getLocalPort(), new BindException("Address already in use")))
                    .startsWith("held by ");
        }
    }
}
