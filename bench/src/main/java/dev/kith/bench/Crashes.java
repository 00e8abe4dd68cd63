package dev.kith.bench;

import dev.kith.lab.Program;
import java.time.Duration;
import java.util.List;

/** Measures how soon nine of ten hosts notice that the tenth's process was killed, or that it was cut off; prints the table. */
public final class Crashes {
    /** Behind the burst of its start, and known to those who watch it. */
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private static final double MEDIAN_OF_QUICK = 600;
    private static final double LOST_OF_CUT = 4000;

    private Crashes() {}

    /** Measures; the argument is how many runs each figure is of. */
    public static void main(String[] args) throws InterruptedException {
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        Figure killed = new Figure("process killed, host alive -> lost everywhere", "ms", MEDIAN_OF_QUICK);
        Figure suspected = new Figure("host cut off -> suspected everywhere", "ms", MEDIAN_OF_QUICK);
        Figure lost = new Figure("host cut off -> lost everywhere", "ms", LOST_OF_CUT);
        try (Ten ten = Ten.cold()) {
            for (int run = 0; run < runs; run++) {
                String name = "killed" + run;
                Program node = newcomer(ten, name);
                long killedAt = System.nanoTime();
                node.signal("KILL");
                killed.addNanos(ten.allSaw("lost " + name) - killedAt);
            }
            for (int run = 0; run < runs; run++) {
                String name = "cut" + run;
                Program node = newcomer(ten, name);
                long cutAt = System.nanoTime();
                ten.tenth().unplug("eth0");
                suspected.addNanos(ten.allSaw("suspected " + name) - cutAt);
                lost.addNanos(ten.allSaw("lost " + name) - cutAt);
                node.kill();
                ten.tenth().plug("eth0");
            }
        }
        System.out.println(Figure.heading());
        List.of(killed, suspected, lost).forEach(figure -> System.out.println(figure.row()));
    }

    private static Program newcomer(Ten ten, String name) throws InterruptedException {
        Program node = ten.newcomer(List.of(), name);
        ten.allSaw("joined " + name);
        Thread.sleep(SETTLE.toMillis());
        return node;
    }
}
