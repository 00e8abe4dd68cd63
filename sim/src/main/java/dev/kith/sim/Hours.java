package dev.kith.sim;

import dev.kith.peer.Event;
import java.time.Duration;
import java.util.Locale;

/** Runs groups in which nothing happens but loss for many hours, and prints who was suspected or lost all the same. */
public final class Hours {
    private static final int NODES = 100;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int PERCENT = 100;

    private Hours() {}

    /** The arguments are how many node-hours, and the rates of loss. */
    public static void main(String[] args) {
        int worlds = Math.max(1, Arguments.number(args[0]) / NODES);
        for (int i = 1; i < args.length; i++) {
            run(worlds, Arguments.loss(args[i]));
        }
    }

    private static void run(int worlds, double loss) {
        long suspected = 0;
        long lost = 0;
        for (int seed = 1; seed <= worlds; seed++) {
            World world = new World(seed);
            world.use(new Link(loss, 0, 100_000, 100_000));
            for (int i = 0; i < NODES; i++) {
                world.start("n" + i, "lobby");
            }
            try {
                world.pass(HOUR);
            } catch (Broken wrongLoss) {
                // The law against wrong losses ends this group at its first.
                System.out.println(wrongLoss.getMessage());
                lost++;
            }
            suspected += world.nodes().stream()
                    .flatMap(node -> node.told().stream())
                    .filter(event -> event instanceof Event.Change change && change.what() == Event.What.SUSPECTED)
                    .count();
        }
        System.out.printf(
                Locale.ROOT,
                "%d node-hours in groups of %d at %.0f %% loss: %d wrongly suspected, %d wrongly lost%n",
                worlds * NODES,
                NODES,
                loss * PERCENT,
                suspected,
                lost);
    }
}
