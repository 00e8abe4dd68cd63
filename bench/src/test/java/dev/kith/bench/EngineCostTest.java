package dev.kith.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** The short form of {@code bench/pings} and {@code bench/heap}: no time, and bytes with room to spare. */
class EngineCostTest {
    private static final int PINGS = 20_000;
    private static final long COMPILED_OR_NOT = 512;
    private static final int PEERS = 2_000;
    private static final double BYTES_A_PEER = 1_600;

    @Test
    void anAnswerAllocatesAsMuchAmongManyAsAmongFew() {
        long amongFew = allocatedByAnAnswer(10);
        long amongMany = allocatedByAnAnswer(1_000);
        assertThat(amongMany).isPositive().isLessThan(amongFew + COMPILED_OR_NOT);
    }

    @Test
    void aKnownPeerIsSmall() {
        assertThat(Heap.round(PEERS).byEngine()).isBetween(0.0, BYTES_A_PEER);
    }

    private static long allocatedByAnAnswer(int peers) {
        Pings pings = new Pings();
        pings.peers = peers;
        pings.gather();
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < PINGS; i++) {
            pings.ping();
        }
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;
        pings.check();
        return allocated / PINGS;
    }
}
