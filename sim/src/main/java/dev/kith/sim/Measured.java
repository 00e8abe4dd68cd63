package dev.kith.sim;

import dev.kith.peer.Event;
import dev.kith.peer.PeerId;
import dev.kith.peer.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Lets groups of many sizes form, settle, and lose and gain nodes, at several rates of loss, and prints what that took. */
public final class Measured {
    static final String GROUP = "lobby";
    /** Alone a node knows of nobody. */
    private static final int FEWEST = 2;
    /** Each whole node holds a roster: of larger groups only some nodes are whole. */
    private static final int MOST_WHOLE = 2000;

    private static final Duration MEASURING = Duration.ofSeconds(60);
    private static final Duration JOIN_KNOWN = Duration.ofSeconds(5);
    private static final int CRASHES = 5;
    private static final double MILLI = 1e6;
    private static final double GIGA = 1e9;
    private static final int MEDIAN = 50;
    private static final int P99 = 99;
    private static final int PERCENT = 100;
    private static final double[] LOSSES = {0, 0.01, 0.1, 0.3};
    private static final List<String> COLUMNS = List.of(
            "nodes",
            "loss",
            "complete ms",
            "join ms",
            "p99",
            "1st doubt",
            "doubt ms",
            "p99",
            "lost p99",
            "B/s",
            "p99",
            "most",
            "repair",
            "false ?",
            "false -",
            "real s");

    private final int size;
    private final double loss;
    private final World world;
    private final Group group;

    private Measured(int size, double loss) {
        this.size = size;
        this.loss = loss;
        this.world = new World(size);
        this.group = size > MOST_WHOLE ? new SampledGroup(world, size) : new WholeGroup(world, size);
    }

    /** The arguments are sizes, 10 and 100 when there are none; one as in {@code 1000:0.01} is measured at that loss alone. */
    public static void main(String[] args) {
        List<Asked> asked = Stream.of(args.length > 0 ? args : new String[] {"10", "100"})
                .flatMap(Measured::asked)
                .toList();
        System.out.println(row(COLUMNS));
        asked.forEach(one -> new Measured(one.size, one.loss).run());
    }

    private record Asked(int size, double loss) {}

    private static Stream<Asked> asked(String arg) {
        String[] parts = arg.split(":", 2);
        int size = Arguments.number(parts[0], FEWEST);
        DoubleStream losses = parts.length > 1 ? DoubleStream.of(Arguments.loss(parts[1])) : DoubleStream.of(LOSSES);
        return losses.mapToObj(loss -> new Asked(size, loss));
    }

    private void run() {
        world.use(new Link(loss, 0, 100_000, 100_000));
        double complete = group.form();
        int whole = group.nodes().size();

        long real = System.nanoTime();
        long repairBefore = world.laws().repairBytes();
        List<Double> rates = rates();
        double repair = (double) (world.laws().repairBytes() - repairBefore) / MEASURING.toSeconds() / whole;
        double seconds = (System.nanoTime() - real) / GIGA;
        long suspects = count(Event.What.SUSPECTED);
        long losses = count(Event.What.LOST);
        List<Double> first = new ArrayList<>();
        List<Double> suspected = new ArrayList<>();
        List<Double> lost = new ArrayList<>();
        group.victims().stream().limit(CRASHES).forEach(victim -> crash(victim, first, suspected, lost));
        List<Double> joined = join();
        System.out.println(row(List.of(
                Integer.toString(size),
                Math.round(loss * PERCENT) + "%",
                text(complete),
                text(at(joined, MEDIAN)),
                text(at(joined, P99)),
                text(at(first, MEDIAN)),
                text(at(suspected, MEDIAN)),
                text(at(suspected, P99)),
                text(at(lost, P99)),
                text(rates.stream().mapToDouble(rate -> rate).average().orElse(0)),
                text(at(rates, P99)),
                text(at(rates, PERCENT)),
                text(repair),
                Long.toString(suspects),
                Long.toString(losses),
                text(seconds))));
    }

    /** How many bytes each sends in a second. */
    private List<Double> rates() {
        List<SimNode> nodes = group.nodes();
        long[] before = nodes.stream().mapToLong(SimNode::sentBytes).toArray();
        world.pass(MEASURING);
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < before.length; i++) {
            rates.add((double) (nodes.get(i).sentBytes() - before[i]) / MEASURING.toSeconds());
        }
        return rates;
    }

    /** Before any crash: each is wrong. */
    private long count(Event.What what) {
        return group.nodes().stream()
                .flatMap(node -> node.told().stream())
                .filter(event -> event instanceof Event.Change change && change.what() == what)
                .count();
    }

    /** The power of one host fails; when the first and each of the others suspects it, and each holds it lost. */
    private void crash(PeerId victim, List<Double> first, List<Double> suspected, List<Double> lost) {
        long at = world.now().nanos();
        group.cutOff(victim);
        double earliest = Double.POSITIVE_INFINITY;
        for (SimNode other : world.running()) {
            double suspectedAfter = when(other, victim, Status.SUSPECT, at);
            earliest = Math.min(earliest, suspectedAfter);
            suspected.add(suspectedAfter);
            lost.add(when(other, victim, Status.LOST, at));
        }
        first.add(earliest);
    }

    private List<Double> join() {
        long at = world.now().nanos();
        SimNode newcomer = world.start("newcomer", GROUP);
        world.pass(JOIN_KNOWN);
        List<Double> joined = new ArrayList<>();
        for (SimNode other : world.running()) {
            if (other != newcomer) {
                joined.add(when(other, newcomer.id(), Status.ALIVE, at));
            }
        }
        return joined;
    }

    /** How many milliseconds after a moment a node told that another has this status; infinite if it did not. */
    private double when(SimNode node, PeerId subject, Status status, long since) {
        Optional<Event> told = node.told().stream()
                .filter(event -> event instanceof Event.Change change
                        && change.peer().id().equals(subject.toString())
                        && change.peer().status() == status
                        && world.nanosOf(event.time()) >= since)
                .findFirst();
        return told.map(event -> (world.nanosOf(event.time()) - since) / MILLI).orElse(Double.POSITIVE_INFINITY);
    }

    private static double at(List<Double> values, int percent) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / PERCENT));
    }

    private static String text(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, value < PERCENT ? "%.1f" : "%.0f", value);
    }

    private static String row(List<String> cells) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            row.append(String.format(Locale.ROOT, "%" + Math.max(COLUMNS.get(i).length(), 5) + "s  ", cells.get(i)));
        }
        return row.toString().stripTrailing();
    }
}
