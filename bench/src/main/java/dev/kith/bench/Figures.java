package dev.kith.bench;

import dev.kith.lab.Checkout;
import dev.kith.lab.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures joining, leaving and idling among ten hosts, and prints the table of figures. */
public final class Figures {
    /** Behind the last announcement of the burst of a start, so that a run does not meet what is left of the one before. */
    private static final Duration CALM = Duration.ofMillis(2500);

    private static final Duration SETTLE = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofSeconds(30);
    /** The compiler of the JVM is done by then with what an idle node does twenty times a second. */
    private static final Duration COMPILED = Duration.ofMinutes(4);
    /** After so many the way between the hosts is compiled, too. */
    private static final int WAY_WARM_UPS = 40;

    /** One address has 64 places in a roster, and those who left hold theirs for ten seconds. */
    private static final Duration PLACES_FREE = Duration.ofSeconds(12);

    private static final int PERCENT = 100;
    private static final String FRESH_SIGNED =
            "a key pair, a signature and one bare datagram in a fresh JVM -> handed over in all nine";

    /** A way to join: the orders to {@link BenchNode} long before and for it, and what is measured of it. */
    private record Way(String before, String how, String joined, String all) {}

    private static final Way OPEN_NODE = new Way(
            "open", "join-open", "join called on an open node -> in all rosters, warm JVM", "newcomer has all peers");
    private static final Way ALL_AT_ONCE = new Way(
            "shut", "join", "Kith.join called, which opens the sockets too -> in all rosters", "then it has all peers");

    private final List<Figure> figures = new ArrayList<>();
    private final int runs;

    private Figures(int runs) {
        this.runs = runs;
    }

    /** Measures; the argument is how many runs a median is of. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Figures figures = new Figures(args.length > 0 ? Integer.parseInt(args[0]) : 11);
        try (Ten ten = Ten.warm()) {
            figures.warmJoin(ten);
            figures.freshJoin(ten);
            figures.program(ten);
            figures.idle(ten);
        }
        System.out.printf(
                "10 hosts in network namespaces, %s %s, %d processors; medians of so many runs (in brackets)%n",
                System.getProperty("java.vm.name"),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors());
        System.out.println(Figure.heading());
        figures.figures.forEach(figure -> System.out.println(figure.row()));
    }

    private Figure figure(String name, String unit, double bound) {
        Figure figure = new Figure(name, unit, bound);
        figures.add(figure);
        return figure;
    }

    private void warmJoin(Ten ten) throws InterruptedException {
        Program newcomer = ten.newcomer(List.of());
        Ten.warm(newcomer);
        Ten.hearsBare(newcomer);
        Ten.awaitWarm(newcomer);
        Comparison comparison =
                new Comparison(ten, newcomer, CALM, name -> figure(name, "ms", Double.POSITIVE_INFINITY));
        comparison.warm(WAY_WARM_UPS);
        alone(ten);
        join(ten, newcomer, OPEN_NODE, comparison);
        join(ten, newcomer, ALL_AT_ONCE, comparison);
        newcomer.kill();
    }

    private void alone(Ten ten) throws InterruptedException {
        Figure alone = figure("Kith.join where nobody else is, until it has returned", "ms", Double.POSITIVE_INFINITY);
        Program node = ten.alone();
        Ten.warm(node);
        Ten.awaitWarm(node);
        for (int run = 0; run < runs; run++) {
            String name = "alone" + run;
            Thread.sleep(CALM.toMillis());
            node.type("join " + name);
            alone.addNanos(Ten.moment(node, name + " returned") - Ten.moment(node, name + " called"));
            node.type("leave");
        }
        node.kill();
    }

    private void join(Ten ten, Program newcomer, Way way, Comparison comparison) throws InterruptedException {
        Figure seen = figure(way.joined(), "ms", 5);
        Figure returned = figure("of that, until join has returned", "ms", Double.POSITIVE_INFINITY);
        Figure sees = figure(way.all(), "ms", 10);
        Figure gone = figure("goodbye -> gone everywhere", "ms", 5);
        String how = way.how();
        for (int run = 0; run < WAY_WARM_UPS; run++) {
            newcomer.type(way.before());
            newcomer.type(how + " " + how + "-warms" + run);
            ten.allSaw("joined " + how + "-warms" + run);
            newcomer.type("leave");
            ten.allSaw("left " + how + "-warms" + run);
        }
        Thread.sleep(PLACES_FREE.toMillis());
        for (int run = 0; run < runs; run++) {
            String name = how + run;
            newcomer.type(way.before());
            comparison.measure(name);
            Thread.sleep(CALM.toMillis());
            newcomer.type(how + " " + name);
            long called = Ten.moment(newcomer, name + " called");
            seen.addNanos(ten.allSaw("joined " + name) - called);
            returned.addNanos(Ten.moment(newcomer, name + " returned") - called);
            sees.addNanos(Ten.sawAll(newcomer, name) - called);
            Thread.sleep(CALM.toMillis());
            newcomer.type("leave");
            gone.addNanos(ten.allSaw("left " + name) - Ten.moment(newcomer, name + " leaving"));
        }
    }

    private void freshJoin(Ten ten) throws IOException, InterruptedException {
        Figure leastWith = figure(FRESH_SIGNED + ", with an archive", "ms", Double.POSITIVE_INFINITY);
        Figure leastWithout = figure(FRESH_SIGNED + ", without", "ms", Double.POSITIVE_INFINITY);
        Figure with = figure("Kith.join in a fresh JVM -> in all rosters, with a class-data archive", "ms", 100);
        Figure without = figure("Kith.join in a fresh JVM -> in all rosters, without", "ms", 200);
        Path archive = Files.createTempFile("kith-bench", ".jsa");
        ten.newcomer(List.of("-XX:ArchiveClassesAtExit=" + archive), "trains")
                .type("leave")
                .type("end");
        for (int run = 0; run < runs; run++) {
            List<String> mapped = List.of("-XX:SharedArchiveFile=" + archive);
            leastWith.addNanos(freshSigned(ten, "least-with" + run, mapped));
            with.addNanos(fresh(ten, "with" + run, mapped));
            leastWithout.addNanos(freshSigned(ten, "least-without" + run, List.of()));
            without.addNanos(fresh(ten, "without" + run, List.of()));
        }
        Files.delete(archive);
    }

    private static long freshSigned(Ten ten, String name, List<String> jvmOptions) throws InterruptedException {
        Thread.sleep(CALM.toMillis());
        Program newcomer = ten.newcomer(jvmOptions, name, "eth0");
        long nanos = ten.allSaw("handed " + name) - Ten.moment(newcomer, name + " shouted");
        newcomer.kill();
        return nanos;
    }

    private static long fresh(Ten ten, String name, List<String> jvmOptions) throws InterruptedException {
        Thread.sleep(CALM.toMillis());
        Program newcomer = ten.newcomer(jvmOptions, name);
        long nanos = ten.allSaw("joined " + name) - Ten.moment(newcomer, name + " called");
        newcomer.type("leave");
        ten.allSaw("left " + name);
        newcomer.kill();
        return nanos;
    }

    private void program(Ten ten) throws InterruptedException {
        Figure seen = figure("./kith started -> seen by all", "ms", 350);
        Program starter = ten.newcomer(List.of());
        for (int run = 0; run < runs; run++) {
            String name = "program" + run;
            Thread.sleep(CALM.toMillis());
            starter.type("start " + name + " " + kith() + " watch --group bench --name " + name);
            seen.addNanos(ten.allSaw("joined " + name) - Ten.moment(starter, name + " started"));
            Thread.sleep(CALM.toMillis());
            starter.type("start pkill" + run + " pkill -TERM -f name." + name + "$");
            ten.allSaw("left " + name);
        }
        starter.kill();
    }

    private void idle(Ten ten) throws IOException, InterruptedException {
        Figure memory = figure("resident memory of ./kith watch", "MiB", 64);
        Figure cpu = figure("CPU of an idle node among 10", "%", 0.5);
        Figure later = figure("the same five minutes later", "%", 0.5);
        Figure woken = figure("threads woken there, a second", "times", Double.POSITIVE_INFINITY);
        Figure sent = figure("sent by it, with the headers of all layers", "kB/s", Double.POSITIVE_INFINITY);
        Program watch = ten.tenth().kith("watch", "--group", "bench", "--name", "idle");
        ten.allSaw("joined idle");
        Thread.sleep(SETTLE.toMillis());
        Idle process = new Idle(watch.pid());
        for (int run = 0; run < 3; run++) {
            long sentBefore = process.sentBytes("eth0");
            cpu.add(cpuPercent(process));
            sent.add((process.sentBytes("eth0") - sentBefore) / 1e3 / IDLE.toSeconds());
            memory.add(process.residentMebibytes());
        }
        Thread.sleep(COMPILED.toMillis());
        for (int run = 0; run < 3; run++) {
            long wokenBefore = process.timesWoken();
            later.add(cpuPercent(process));
            woken.add((process.timesWoken() - wokenBefore) / (double) IDLE.toSeconds());
        }
    }

    private static double cpuPercent(Idle process) throws IOException, InterruptedException {
        long before = process.cpuNanos();
        Thread.sleep(IDLE.toMillis());
        return (double) (process.cpuNanos() - before) * PERCENT / IDLE.toNanos();
    }

    private static String kith() {
        return Checkout.root().resolve("kith").toString();
    }
}
