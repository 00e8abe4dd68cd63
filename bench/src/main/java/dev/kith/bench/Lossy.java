package dev.kith.bench;

import dev.kith.lab.Program;
import java.time.Duration;
import java.util.List;

/** Measures how soon a newcomer is in the rosters of nine hosts where each of ten loses a tenth of what comes to it; prints the table. */
public final class Lossy {
    private static final int ONE_IN = 10;
    private static final double MEDIAN = 150;
    private static final double SLOWEST = 1500;
    /** Behind the burst of a start. */
    private static final Duration CALM = Duration.ofMillis(2500);

    private Lossy() {}

    /** Measures; the argument is how many runs the figure is of. */
    public static void main(String[] args) throws InterruptedException {
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        Figure joined = new Figure("join where a tenth is lost -> in all rosters", "ms", MEDIAN);
        Figure slowest = new Figure("the slowest of these", "ms", SLOWEST);
        long most = 0;
        try (Ten ten = Ten.cold()) {
            ten.loseOneIn(ONE_IN);
            Program newcomer = ten.newcomer(List.of());
            for (int run = 0; run < runs; run++) {
                String name = "lossy" + run;
                newcomer.type("join " + name);
                long took = ten.allSaw("joined " + name) - Ten.moment(newcomer, name + " called");
                joined.addNanos(took);
                most = Math.max(most, took);
                Thread.sleep(CALM.toMillis());
                newcomer.type("leave");
            }
        }
        slowest.addNanos(most);
        System.out.println(Figure.heading());
        List.of(joined, slowest).forEach(figure -> System.out.println(figure.row()));
    }
}
