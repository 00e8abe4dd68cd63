package dev.kith.bench;

import dev.kith.lab.Host;
import dev.kith.lab.Nat;
import dev.kith.lab.Program;
import dev.kith.lab.Subnet;
import dev.kith.lab.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Two behind address translations of each kind with one common member: how, and how soon, each reaches the other; as a table in Markdown. */
public final class Matrix {
    private static final String SEED = "203.0.113.2";
    private static final String PUBLIC = "203.0.113.";
    private static final String ROW = "| %s | %s | %s | %s | %s |%n";

    private final List<Pair> pairs = new ArrayList<>();

    private Matrix() {}

    /** Measures; the argument is how many runs a median is of. */
    public static void main(String[] args) throws InterruptedException {
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        Matrix matrix = new Matrix();
        try {
            matrix.makePairs();
            System.err.printf(
                    "hosts in network namespaces, %s %s, %d processors; from the call of join until the other answers, %d runs of each%n",
                    System.getProperty("java.vm.name"),
                    System.getProperty("java.version"),
                    Runtime.getRuntime().availableProcessors(),
                    runs);
            for (int run = 0; run < runs; run++) {
                for (Pair pair : matrix.pairs) {
                    pair.run(run);
                }
            }
            System.out.printf(ROW, "one", "the other", "reached", "median", "slowest");
            System.out.printf(ROW, "---", "---", "---", "---", "---");
            matrix.pairs.forEach(pair -> System.out.print(pair.row()));
        } finally {
            matrix.pairs.forEach(pair -> pair.world.close());
        }
    }

    private void makePairs() {
        Nat.Kind[] kinds = Nat.Kind.values();
        for (int one = 0; one < kinds.length; one++) {
            for (int other = one; other < kinds.length; other++) {
                pairs.add(behindTwo(kinds[one], kinds[other], "192.168.2"));
            }
        }
        pairs.add(behindTwo(Nat.Kind.PORT_RESTRICTED, Nat.Kind.PORT_RESTRICTED, "192.168.1"));
        World world = World.create();
        Nat nat = new Nat(internet(world), "home", Nat.Kind.PORT_RESTRICTED, "192.168.1");
        Host there = nat.host("b").withoutMulticast();
        Host here = nat.host("a").withoutMulticast();
        pairs.add(new Pair(
                "behind one " + name(Nat.Kind.PORT_RESTRICTED),
                "behind the same, without multicast",
                world,
                there,
                here));
    }

    private static Pair behindTwo(Nat.Kind one, Nat.Kind other, String prefix) {
        World world = World.create();
        Subnet internet = internet(world);
        Host there = new Nat(internet, "right", other, prefix).host("b");
        Host here = new Nat(internet, "left", one, "192.168.1").host("a");
        String same = prefix.equals("192.168.1") ? ", the same addresses behind it" : "";
        return new Pair(name(one), name(other) + same, world, there, here);
    }

    /** With the common member. */
    private static Subnet internet(World world) {
        Subnet internet = Subnet.internet(world);
        Ten.node(internet.host("seed"), List.of(), "seed");
        return internet;
    }

    private static String name(Nat.Kind kind) {
        return kind.name()
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ')
                .replace("restricted", "restricted cone")
                .replace("port ", "port-");
    }

    /** A world with two of them, of which one stays and the other joins again and again. */
    private static final class Pair {
        private final String one;
        private final String other;
        private final World world;
        private final Program there;
        private final Program newcomer;
        private final List<Double> millis = new ArrayList<>();
        private final Map<String, Integer> outcomes = new TreeMap<>();
        private long restedAt;

        Pair(String one, String other, World world, Host there, Host here) {
            this.one = one;
            this.other = other;
            this.world = world;
            this.there = Ten.node(there, List.of("-Dkith.seed=" + SEED), "b");
            this.newcomer = Ten.node(here, List.of("-Dkith.seed=" + SEED));
            this.there.awaitLine(" joined seed");
            rest();
        }

        private void rest() {
            restedAt = System.nanoTime() + Reaching.BUDGET_FREE.toNanos();
        }

        void run(int run) throws InterruptedException {
            Thread.sleep(
                    Duration.ofNanos(Math.max(0, restedAt - System.nanoTime())).toMillis());
            String late = "a" + run;
            newcomer.type("reach " + late + " b");
            String reached = newcomer.awaitLine(late + " reached b ");
            millis.add((Ten.moment(newcomer, late + " reached b") - Ten.moment(newcomer, late + " called")) / 1e6);
            outcomes.merge(outcome(reached), 1, Integer::sum);
            newcomer.type("leave");
            there.awaitLine(" left " + late);
            rest();
        }

        private static String outcome(String reached) {
            if (reached.contains(" through another ")) {
                return "through a member that both reach";
            }
            return reached.contains(" at " + PUBLIC)
                    ? "directly, at its public address"
                    : "directly, at its own address";
        }

        String row() {
            List<Double> sorted = millis.stream().sorted().toList();
            String reached = outcomes.size() == 1
                    ? outcomes.keySet().iterator().next()
                    : String.join(
                            "; ",
                            outcomes.entrySet().stream()
                                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                                    .toList());
            return ROW.formatted(
                    one, other, reached, text(sorted.get(sorted.size() / 2)), text(sorted.get(sorted.size() - 1)));
        }

        private static String text(double millis) {
            return millis < 1000
                    ? String.format(Locale.ROOT, "%.0f ms", millis)
                    : String.format(Locale.ROOT, "%.1f s", millis / 1000);
        }
    }
}
