package dev.kith.bench;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Via;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Message.Ack;
import dev.kith.wire.Message.Probe;
import dev.kith.wire.Message.View;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** How many questions an engine answers in a second, on one core: a probe comes from each peer in turn, and an ack goes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class Pings {
    private static final double LEAST_A_SECOND = 300_000;
    private static final Duration BETWEEN = Duration.ofNanos(1000);
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final String ROW = "%8s %12s %12s  %12s  %s%n";

    /** How many peers are in the roster. */
    @Param({"10", "1000", "10000"})
    public int peers;

    private final Acks acks = new Acks();
    private Crowd crowd = new Crowd();
    private Endpoint[] from = {};
    private byte[][] probes = {};
    private int next;
    private long asked;

    /** Makes no peers yet. */
    public Pings() {}

    /** Runs all sizes, and prints what is answered in a second, and what is allocated for it, beside the bound. */
    public static void main(String[] args) throws RunnerException {
        var options = new OptionsBuilder()
                .include(Pings.class.getName())
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(args.length > 0 ? VerboseMode.NORMAL : VerboseMode.SILENT)
                .build();
        System.out.printf(ROW, "peers", "answers/s", "+-", "B each", "at least " + (int) LEAST_A_SECOND);
        for (RunResult result : new Runner(options).run()) {
            var rate = result.getPrimaryResult();
            System.out.printf(
                    ROW,
                    result.getParams().getParam("peers"),
                    number(rate.getScore()),
                    number(rate.getScoreError()),
                    number(allocated(result)),
                    rate.getScore() >= LEAST_A_SECOND ? "met" : "NOT MET");
        }
    }

    private static double allocated(RunResult result) {
        return Optional.ofNullable(result.getSecondaryResults().get(ALLOCATED))
                .orElseThrow()
                .getScore();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    /** Has the peers come, and each write its probe. */
    @Setup(Level.Trial)
    public void gather() {
        crowd = new Crowd();
        List<Member> members = crowd.gather(peers);
        Probe probe = new Probe(1, new View(peers + 1, 0), Member.address(0));
        from = members.stream().map(Member::address).toArray(Endpoint[]::new);
        // Two of each, since of two with the same count only the first earns an answer.
        probes = IntStream.range(0, 2 * peers)
                .mapToObj(at -> members.get(at % peers).say(probe))
                .toArray(byte[][]::new);
    }

    /** One question, and its answer. */
    @Benchmark
    public byte[] ping() {
        crowd.pass(BETWEEN);
        crowd.hear(from[next % peers], Via.UNICAST, probes[next], acks);
        next = next + 1 < probes.length ? next + 1 : 0;
        asked++;
        return acks.last;
    }

    /** A question that was not answered was not measured. */
    @TearDown(Level.Trial)
    public void check() {
        boolean areAcks = Datagrams.decode(acks.last) instanceof Datagrams.Ok ok && ok.message() instanceof Ack;
        if (acks.count != asked || !areAcks) {
            throw new AssertionError(asked + " questions brought " + acks.count + " answers");
        }
    }

    private static final class Acks extends Silent {
        private byte[] last = {};
        private long count;

        @Override
        public void send(Endpoint to, byte[] datagram) {
            last = datagram;
            count++;
        }
    }
}
