package dev.kith.sim;

import dev.kith.peer.Event;
import dev.kith.peer.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lets groups of many sizes form, settle, and lose and gain nodes, at several rates of loss, and prints what that took. */
public final class Measured {
    private static final String GROUP = "lobby";
    private static final Duration STARTING = Duration.ofSeconds(1);
    private static final Duration SETTLING = Duration.ofSeconds(60);
    private static final Duration MEASURING = Duration.ofSeconds(60);
    private static final Duration CRASH_KNOWN = Duration.ofSeconds(20);
    private static final Duration JOIN_KNOWN = Duration.ofSeconds(5);
    private static final int CRASHES = 5;
    private static final double MILLI = 1e6;
    private static final int P99 = 99;
    private static final int PERCENT = 100;
    private static final String ROW = "%6s %5s  %10s %8s  %11s %8s  %9s  %8s %8s  %9s %9s%n";

    private final int size;
    private final double loss;
    private final World world;

    private Measured(int size, double loss) {
        this.size = size;
        this.loss = loss;
        this.world = new World(size);
    }

    /** The arguments are the sizes; 10 and 100 when there are none. */
    public static void main(String[] args) {
        System.out.printf(
                ROW,
                "nodes",
                "loss",
                "join->all",
                "p99 ms",
                "cut->doubt",
                "p99 ms",
                "lost p99",
                "bytes/s",
                "most",
                "false ?",
                "false -");
        for (String size : args.length > 0 ? args : new String[] {"10", "100"}) {
            for (double loss : new double[] {0, 0.01, 0.1, 0.3}) {
                new Measured(Integer.parseInt(size), loss).run();
            }
        }
    }

    private void run() {
        world.use(new Link(loss, 0, 100_000, 100_000));
        List<SimNode> nodes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String name = "n" + i;
            world.after(
                    Duration.ofNanos(world.chance().nextLong(STARTING.toNanos())),
                    () -> nodes.add(world.start(name, GROUP)));
        }
        world.pass(STARTING.plus(SETTLING));

        long[] before = nodes.stream().mapToLong(SimNode::sentBytes).toArray();
        world.pass(MEASURING);
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            rates.add((double) (nodes.get(i).sentBytes() - before[i]) / MEASURING.toSeconds());
        }
        long suspects = count(nodes, Event.What.SUSPECTED);
        long losses = count(nodes, Event.What.LOST);
        List<Double> suspected = new ArrayList<>();
        List<Double> lost = new ArrayList<>();
        for (int i = 0; i < CRASHES && i < size - 2; i++) {
            crash(nodes.get(i), suspected, lost);
        }
        List<Double> joined = new ArrayList<>();
        join(joined);
        System.out.printf(
                ROW,
                size,
                Math.round(loss * PERCENT) + "%",
                text(at(joined, PERCENT / 2)),
                text(at(joined, P99)),
                text(at(suspected, PERCENT / 2)),
                text(at(suspected, P99)),
                text(at(lost, P99)),
                text(rates.stream().mapToDouble(rate -> rate).average().orElse(0)),
                text(at(rates, PERCENT)),
                suspects,
                losses);
    }

    /** Before any crash: each is wrong. */
    private static long count(List<SimNode> nodes, Event.What what) {
        return nodes.stream()
                .flatMap(node -> node.told().stream())
                .filter(event -> event instanceof Event.Change change && change.what() == what)
                .count();
    }

    /** The power of one host fails; when each of the others suspects it, and holds it lost. */
    private void crash(SimNode victim, List<Double> suspected, List<Double> lost) {
        long at = world.now().nanos();
        victim.cutOff();
        world.pass(CRASH_KNOWN);
        for (SimNode other : world.running()) {
            suspected.add(when(other, victim, Status.SUSPECT, at));
            lost.add(when(other, victim, Status.LOST, at));
        }
    }

    private void join(List<Double> joined) {
        long at = world.now().nanos();
        SimNode newcomer = world.start("newcomer", GROUP);
        world.pass(JOIN_KNOWN);
        for (SimNode other : world.running()) {
            if (other != newcomer) {
                joined.add(when(other, newcomer, Status.ALIVE, at));
            }
        }
    }

    /** How many milliseconds after a moment a node told that another has this status; not a number if it did not. */
    private double when(SimNode node, SimNode subject, Status status, long since) {
        return node.told().stream()
                .filter(event -> event instanceof Event.Change change
                        && change.peer().id().equals(subject.id().toString())
                        && change.peer().status() == status)
                .mapToDouble(event -> (world.nanosOf(event.time()) - since) / MILLI)
                .filter(millis -> millis >= 0)
                .findFirst()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static double at(List<Double> values, int percent) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / PERCENT));
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, value < PERCENT ? "%.1f" : "%.0f", value);
    }
}
