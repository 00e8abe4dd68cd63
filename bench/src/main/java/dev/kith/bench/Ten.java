package dev.kith.bench;

import dev.kith.lab.Host;
import dev.kith.lab.Program;
import dev.kith.lab.World;
import java.util.ArrayList;
import java.util.List;

/** Nine hosts with a settled node each, which say when they saw what; and a tenth for whoever is new. */
final class Ten implements AutoCloseable {
    private static final int SETTLED = 9;
    private static final int WARM_UPS = 120;

    private final World world = World.create();
    private final List<Host> hosts = new ArrayList<>();
    private final List<Program> settled = new ArrayList<>();
    private final Host tenth;

    private Ten() {
        for (int i = 1; i <= SETTLED; i++) {
            hosts.add(world.host("h" + i));
            settled.add(node(hosts.get(i - 1), List.of(), "n" + i));
        }
        tenth = world.host("h10");
        hosts.add(tenth);
        settled.forEach(node -> node.awaitCount(" joined n", SETTLED - 1));
    }

    /** Nodes that have just come. */
    static Ten cold() {
        return new Ten();
    }

    /** Nodes whose processes have done all of this often. */
    static Ten warm() {
        Ten ten = new Ten();
        ten.settled.forEach(Ten::warm);
        ten.settled.forEach(Ten::hearsBare);
        ten.settled.forEach(Ten::awaitWarm);
        return ten;
    }

    /** Gives it what an application has behind it that has run for a while: classes loaded, the way of a join compiled. */
    static void warm(Program node) {
        node.type("warm " + WARM_UPS);
    }

    /** Has it hear bare datagrams, too, and be ready to send them. */
    static void hearsBare(Program node) {
        node.type("bare eth0");
    }

    static void awaitWarm(Program node) {
        node.awaitLine("jvm warm");
    }

    /** Starts a node on a host where nobody else is. */
    Program alone() {
        return node(world.isolatedHost("alone"), List.of());
    }

    /** Each of the ten loses one of so many datagrams that come to it, at random. */
    void loseOneIn(int many) {
        hosts.forEach(host -> host.loseOneIn(many));
    }

    Host tenth() {
        return tenth;
    }

    /** Starts a node on the tenth host, by a JVM with these options besides those of {@code ./kith}. */
    Program newcomer(List<String> jvmOptions, String... arguments) {
        return node(tenth, jvmOptions, arguments);
    }

    /** The moment when the last of the nine saw it, waiting for that. */
    long allSaw(String what) {
        return settled.stream()
                .mapToLong(node -> moment(node, " " + what))
                .max()
                .orElseThrow();
    }

    long[] each(String what) {
        return settled.stream().mapToLong(node -> moment(node, " " + what)).toArray();
    }
    /** The moment when a newcomer saw the last of the nine, waiting for that. */
    static long sawAll(Program newcomer, String name) {
        String seen = name + " joined n";
        newcomer.awaitCount(seen, SETTLED);
        return newcomer.lines().stream()
                .filter(line -> line.startsWith(seen))
                .limit(SETTLED)
                .mapToLong(Ten::moment)
                .max()
                .orElseThrow();
    }

    /** The moment of something a program says, waiting for it. */
    static long moment(Program program, String what) {
        return moment(program.awaitLine(what + " "));
    }

    private static long moment(String line) {
        return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
    }

    static Program node(Host host, List<String> jvmOptions, String... arguments) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        // Much as ./kith is started.
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xlog:disable"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BenchNode.class.getName()));
        command.addAll(List.of(arguments));
        return host.start(command);
    }

    @Override
    public void close() {
        world.close();
    }
}
