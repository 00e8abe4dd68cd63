package dev.kith.bench;

import dev.kith.lab.Host;
import dev.kith.lab.Nat;
import dev.kith.lab.Program;
import dev.kith.lab.Routed;
import dev.kith.lab.Subnet;
import dev.kith.lab.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How soon a newcomer is known beyond its subnet, and how soon two behind address translations reach each other. */
public final class Reaching {
    private static final int SUBNETS = 3;
    private static final int HOSTS = 5;
    private static final int WARM_UPS = 20;
    private static final Duration CALM = Duration.ofMillis(2500);
    /** An ip gets four datagrams in ten seconds until somebody there has proven itself, and all runs come from one. */
    static final Duration BUDGET_FREE = Duration.ofSeconds(12);

    private static final double ROSTERS_MILLIS = 100;
    private static final double DIRECT_MILLIS = 300;

    private final List<Figure> figures = new ArrayList<>();
    private final int runs;

    private Reaching(int runs) {
        this.runs = runs;
    }

    /** Measures; the argument is how many runs a median is of. */
    public static void main(String[] args) throws InterruptedException {
        Reaching reaching = new Reaching(args.length > 0 ? Integer.parseInt(args[0]) : 7);
        reaching.subnets();
        for (Nat.Kind other : Nat.Kind.values()) {
            reaching.pair(Nat.Kind.FULL_CONE, other);
        }
        reaching.pair(Nat.Kind.PORT_RESTRICTED, Nat.Kind.PORT_RESTRICTED);
        System.out.printf(
                "hosts in network namespaces, %s %s, %d processors; medians of so many runs (in brackets)%n",
                System.getProperty("java.vm.name"),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors());
        System.out.println(Figure.heading());
        reaching.figures.forEach(figure -> System.out.println(figure.row()));
    }

    private Figure figure(String name, double bound) {
        Figure figure = new Figure(name, "ms", bound);
        figures.add(figure);
        return figure;
    }

    private void subnets() throws InterruptedException {
        Figure known = figure("3 subnets of 5, one seed: join called -> in all rosters, warm JVM", ROSTERS_MILLIS);
        try (World world = World.create()) {
            Routed routed = new Routed(world, SUBNETS);
            List<String> seed = List.of("-Dkith.seed=10.1.0.2");
            List<Program> settled = new ArrayList<>();
            for (int i = 0; i < SUBNETS * HOSTS - 1; i++) {
                Host host = routed.subnet(i % SUBNETS + 1).host("h" + i);
                settled.add(Ten.node(host, i == 0 ? List.of() : seed, "n" + i));
            }
            settled.forEach(node -> node.awaitCount(" joined n", settled.size() - 1));
            settled.forEach(node -> node.type("warm " + WARM_UPS));
            Program newcomer = Ten.node(routed.subnet(SUBNETS).host("new"), seed);
            newcomer.type("warm " + WARM_UPS);
            Ten.awaitWarm(newcomer);
            settled.forEach(Ten::awaitWarm);
            for (int run = 0; run < runs; run++) {
                Thread.sleep(CALM.toMillis());
                String name = "late" + run;
                newcomer.type("join " + name);
                long last = settled.stream()
                        .mapToLong(node -> Ten.moment(node, " joined " + name))
                        .max()
                        .orElseThrow();
                known.addNanos(last - Ten.moment(newcomer, name + " called"));
                newcomer.type("leave");
                settled.forEach(node -> node.awaitLine(" left " + name));
            }
        }
    }

    private void pair(Nat.Kind one, Nat.Kind other) throws InterruptedException {
        String name = "%s and %s, one common member: join called -> answered directly".formatted(one, other);
        Figure met = figure(name.toLowerCase(java.util.Locale.ROOT), DIRECT_MILLIS);
        try (World world = World.create()) {
            Subnet internet = Subnet.internet(world);
            Ten.node(internet.host("seed"), List.of(), "seed");
            List<String> seed = List.of("-Dkith.seed=203.0.113.2");
            Program there = Ten.node(new Nat(internet, "right", other, "192.168.2").host("b"), seed, "b");
            there.awaitLine(" joined seed");
            Program newcomer = Ten.node(new Nat(internet, "left", one, "192.168.1").host("a"), seed);
            for (int run = 0; run < runs; run++) {
                Thread.sleep(BUDGET_FREE.toMillis());
                String late = "a" + run;
                newcomer.type("meet " + late + " b");
                met.addNanos(Ten.moment(newcomer, late + " met b") - Ten.moment(newcomer, late + " called"));
                newcomer.type("leave");
                there.awaitLine(" left " + late);
            }
        }
    }
}
