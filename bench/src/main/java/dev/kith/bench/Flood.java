package dev.kith.bench;

import dev.kith.Config;
import dev.kith.Kith;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.trust.GroupTag;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * How the news of one node reaches another of this host while somebody sends them garbage as fast as this host lets him: half of
 * it random, half of it with the group's own header, to the port that all hear and to the node's own.
 */
public final class Flood {
    private static final String GROUP = "flood";
    private static final int RUNS = 60;
    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final int WANTED_A_SECOND = 100_000;
    private static final int BYTES = 120;
    private static final int HEADER_AT_LEAST = 13;
    private static final long MILLI = 1_000_000L;
    private static final double MICRO = 1e3;
    private static final double MEBI = 1 << 20;

    private Flood() {}

    /** Prints the times without and with the flood, and what memory it took. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Config config = Config.builder().loopbackOnly().classic(false).build();
        BlockingQueue<Long> seen = new LinkedBlockingQueue<>();
        try (Kith teller = Kith.join(config, GROUP, me -> me.name("teller"));
                Kith hearer = Kith.join(config, GROUP, me -> me.name("hearer"))) {
            hearer.onChange(event -> {
                if (event instanceof Event.Change change && change.what() == Event.What.CHANGED) {
                    seen.add(System.nanoTime());
                }
            });
            hearer.await(1, Duration.ofSeconds(5));
            median(teller, seen);
            double quiet = median(teller, seen);
            double before = heap();
            AtomicBoolean over = new AtomicBoolean();
            AtomicLong sent = new AtomicLong();
            Thread flooder = new Thread(() -> flood(hearer.self().addresses().get(0), over, sent), "flooder");
            long took = rejected(hearer) + rejected(teller);
            long began = System.nanoTime();
            flooder.start();
            double flooded = median(teller, seen);
            double seconds = (System.nanoTime() - began) / 1e9;
            over.set(true);
            flooder.join();
            System.out.printf("news of one node to another, median of %d: %.0f us%n", RUNS, quiet / MICRO);
            System.out.printf(
                    "with %.0f datagrams of garbage a second, of which they took %.0f: %.0f us, %.1f times as long (at most 2): %s%n",
                    sent.get() / seconds,
                    (rejected(hearer) + rejected(teller) - took) / seconds,
                    flooded / MICRO,
                    flooded / quiet,
                    flooded <= 2 * quiet ? "met" : "NOT MET");
            System.out.printf("heap of both, before and after: %.1f and %.1f MiB%n", before, heap());
            System.out.printf(
                    "still listed: %b%n",
                    hearer.peers().size() == 1 && teller.peers().size() == 1);
        }
    }

    private static double median(Kith teller, BlockingQueue<Long> seen) throws InterruptedException {
        long[] times = new long[RUNS];
        for (int run = 0; run < RUNS; run++) {
            Thread.sleep(BETWEEN.toMillis());
            String value = Integer.toString(run);
            seen.clear();
            long told = System.nanoTime();
            teller.update(me -> me.meta("run", value));
            times[run] = seen.take() - told;
        }
        Arrays.sort(times);
        return times[RUNS / 2];
    }

    private static void flood(Endpoint own, AtomicBoolean over, AtomicLong sent) {
        SplittableRandom random = new SplittableRandom(1);
        try (DatagramChannel channel = DatagramChannel.open()) {
            InetAddress host = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            SocketAddress[] targets = {
                new InetSocketAddress(host, own.port()), new InetSocketAddress(host, Config.DEFAULT_PORT)
            };
            ByteBuffer garbage = ByteBuffer.allocate(BYTES);
            for (long began = System.nanoTime(); !over.get(); ) {
                long due = (System.nanoTime() - began) / MILLI * WANTED_A_SECOND / 1000;
                while (sent.get() < due && !over.get()) {
                    random.nextBytes(garbage.array());
                    if (random.nextBoolean()) {
                        garbage.putInt(0, 0x4B690100).putLong(HEADER_AT_LEAST - Long.BYTES, GroupTag.of(GROUP));
                    }
                    channel.send(garbage.clear(), targets[(int) (sent.get() % targets.length)]);
                    sent.incrementAndGet();
                }
                LockSupport.parkNanos(MILLI / 4);
            }
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static long rejected(Kith kith) {
        Map<String, Long> byReason = kith.node().rejected();
        return byReason.values().stream().mapToLong(count -> count).sum();
    }

    private static double heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEBI;
    }
}
