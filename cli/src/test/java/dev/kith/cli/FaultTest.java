package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.Config;
import dev.kith.Feed;
import dev.kith.Kith;
import dev.kith.KithNode;
import dev.kith.udp.Driver;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.channels.Selector;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that stops by itself is not one that was stopped. */
class FaultTest {
    private static final Logger LOG = Logger.getLogger(Driver.class.getName());

    @BeforeEach
    void keepTheTraceToOneself() {
        LOG.setLevel(Level.OFF);
    }

    @AfterEach
    void logAgain() {
        LOG.setLevel(null);
    }

    @Test
    void aNodeThatStoppedByAFaultIsToldWithItsReasonAndFailsTheCommand() throws Exception {
        try (KithNode node = open();
                Kith kith = join(node);
                Feed feed = kith.feed()) {
            assertThat(Fault.of(kith)).isEmpty();
            breakLoop(node);
            assertThat(AnnounceCommand.untilClosed(kith, feed)).isEqualTo(Exit.NOT_MET);
            assertThat(Fault.of(kith).orElseThrow())
                    .startsWith("the node stopped: ")
                    .contains("ClosedSelector");
        }
    }

    @Test
    void oneThatWasClosedDidWhatItWasToldTo() throws Exception {
        try (KithNode node = open();
                Kith kith = join(node);
                Feed feed = kith.feed()) {
            kith.node().close();
            assertThat(AnnounceCommand.untilClosed(kith, feed)).isEqualTo(Exit.DONE);
        }
    }

    private static KithNode open() throws IOException {
        return Kith.open(Config.builder().loopbackOnly().classic(false).build());
    }

    private static Kith join(KithNode node) throws IOException {
        return node.join("test " + UUID.randomUUID(), me -> me.name("anna"));
    }

    /** As no input from outside does: what its loop waits at is closed under it. */
    private static void breakLoop(KithNode node) throws ReflectiveOperationException, IOException {
        ((Selector) field(field(node, "driver"), "selector")).close();
    }

    private static Object field(Object of, String name) throws ReflectiveOperationException {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }
}
