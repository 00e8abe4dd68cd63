package dev.kith.bench;

import dev.kith.lab.Host;
import dev.kith.lab.NameServer;
import dev.kith.lab.Program;
import dev.kith.lab.Subnet;
import dev.kith.lab.World;
import java.time.Duration;
import java.util.List;

/** How soon a member is found that a name has told of for a moment only, by a member that goes by that name. */
public final class Names {
    private static final String PODS = "pods.lab.test";
    private static final Duration SCHEDULE = Duration.ofSeconds(5);

    private final int runs;

    private Names(int runs) {
        this.runs = runs;
    }

    /** Measures; the argument is how many runs a median is of. */
    public static void main(String[] args) throws InterruptedException {
        Names names = new Names(args.length > 0 ? Integer.parseInt(args[0]) : 5);
        Figure seldom = names.found(Duration.ofMinutes(10), SCHEDULE);
        Figure often = names.found(Duration.ofSeconds(1), Duration.ofSeconds(1));
        System.out.println(Figure.heading());
        List.of(seldom, often).forEach(figure -> System.out.println(figure.row()));
    }

    /** Whoever is found speaks to nobody first: it knows no name and hears no multicast. */
    private Figure found(Duration ttl, Duration bound) throws InterruptedException {
        Figure found = new Figure(
                "a name has one more address, answers may be kept for %d s: -> found".formatted(ttl.toSeconds()),
                "ms",
                bound.toMillis());
        try (World world = World.create()) {
            Subnet cluster = new Subnet(world, "cluster", "10.9.0");
            NameServer server = new NameServer(cluster.host("names"), ttl);
            Host host = cluster.host("a").withoutMulticast();
            String own = cluster.address(3);
            server.name(PODS, own);
            host.askNamesOf(cluster.address(2));
            Program asking = host.kith("watch", "--no-classic", "--name", "a", "--dns", PODS);
            asking.awaitError("here as");
            for (int run = 0; run < runs; run++) {
                String name = "late" + run;
                Program late = cluster.host(name).withoutMulticast().kith("watch", "--no-classic", "--name", name);
                late.awaitError("here as");
                // Whoever was found last was at a question: each run begins elsewhere between two of them.
                Thread.sleep(SCHEDULE.toMillis() * run / runs);
                long at = System.nanoTime();
                server.name(PODS, own, cluster.address(4 + run));
                asking.awaitMatch(".* \\+ " + name + " .*");
                found.addNanos(System.nanoTime() - at);
                late.signal("TERM").awaitExit();
            }
        }
        return found;
    }
}
