package dev.kith.bench;

import dev.kith.node.Input;
import dev.kith.node.Node;
import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.peer.Via;
import dev.kith.time.Moment;
import dev.kith.trust.Access;
import dev.kith.trust.GroupKey;
import dev.kith.trust.GroupTag;
import dev.kith.trust.KeyRing;
import dev.kith.trust.Seal;
import dev.kith.trust.Secrets;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message.Probe;
import dev.kith.wire.Message.View;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * How many sealed questions an engine opens, takes in and answers, sealed, in a second, on one core. Each is another one, since what
 * came before is dropped; they are sealed before the clock runs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1"})
@Warmup(iterations = 10, batchSize = SealedPings.BATCH)
@Measurement(iterations = 15, batchSize = SealedPings.BATCH)
public class SealedPings {
    static final int BATCH = 100_000;

    private static final double LEAST_A_SECOND = 250_000;
    private static final double SECOND = 1e9;
    private static final byte[] NO_SALT = {};

    private final KeyRing ring = new KeyRing(List.of(GroupKey.of(new byte[GroupKey.BYTES])));
    private final long tag = GroupTag.of(Member.GROUP);
    private final PeerId peer = new PeerId(1, 2);
    private final Endpoint from = Member.address(1);
    private final Node engine = Member.engine(0);
    private final Seal seal = new Seal(ring, peer, tag, new Secrets(new byte[Secrets.SEED_BYTES]));
    private final byte[][] probes = new byte[BATCH][];
    private final Answers answers = new Answers();
    private long counter;
    private long nanos;
    private int next;

    /** Has asked nothing yet. */
    public SealedPings() {}

    /** Prints how many a second, beside the bound. */
    public static void main(String[] args) throws RunnerException {
        var options = new OptionsBuilder()
                .include(SealedPings.class.getName())
                .shouldFailOnError(true)
                .verbosity(args.length > 0 ? VerboseMode.NORMAL : VerboseMode.SILENT)
                .build();
        double batch = new Runner(options).runSingle().getPrimaryResult().getScore();
        double rate = BATCH * SECOND / batch;
        System.out.printf(
                "sealed questions opened and answered, sealed: %.0f a second (at least %.0f): %s%n",
                rate, LEAST_A_SECOND, rate >= LEAST_A_SECOND ? "met" : "NOT MET");
    }

    /** The engine joins, and knows the salt of one other. */
    @Setup(Level.Trial)
    public void meet() {
        Access closed = new Access(ring, Set.of(), false);
        engine.step(now(), new Input.Join(Member.GROUP, Node.about("engine", Map.of(), Map.of()), closed), answers);
        hear(sealed(seal.salt()));
    }

    /** Seals as many as one batch takes. */
    @Setup(Level.Iteration)
    public void seal() {
        Arrays.setAll(probes, any -> sealed(NO_SALT));
        next = 0;
        answers.count = 0;
    }

    private byte[] sealed(byte[] salt) {
        Header header = Header.sealed(seal.keyId(), tag, peer, ++counter, salt);
        Probe probe = new Probe(counter, new View(2, 0), Member.address(0));
        return seal.seal(counter, Datagrams.encode(header), Datagrams.encode(probe));
    }

    /** One question, and its answer. */
    @Benchmark
    public byte[] ping() {
        hear(probes[next++]);
        return answers.last;
    }

    /** A question that was not answered was not measured. */
    @TearDown(Level.Iteration)
    public void check() {
        if (answers.count != next) {
            throw new AssertionError(next + " questions brought " + answers.count + " answers");
        }
    }

    private void hear(byte[] datagram) {
        nanos += 1000;
        engine.step(now(), new Input.Heard(from, Member.INTERFACE, Via.UNICAST, datagram), answers);
    }

    private Moment now() {
        return new Moment(nanos, Instant.EPOCH.plusNanos(nanos));
    }

    private static final class Answers extends Silent {
        private byte[] last = {};
        private long count;

        @Override
        public void send(Endpoint to, byte[] datagram) {
            last = datagram;
            count++;
        }
    }
}
