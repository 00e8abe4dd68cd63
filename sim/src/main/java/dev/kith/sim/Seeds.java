package dev.kith.sim;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** Runs scenarios of many seeds and prints those that break a law; or one, with all that happens in it. */
public final class Seeds {
    private Seeds() {}

    /** The arguments are the first seed and how many; or {@code replay} and a seed; or {@code until-broken} and how many. */
    public static void main(String[] args) {
        Arguments.requireAtMost(2, args);
        if (args.length == 2 && args[0].equals("replay")) {
            replay(Arguments.number(args[1]));
            return;
        }
        if (args.length == 2 && args[0].equals("until-broken")) {
            untilBroken(Arguments.number(args[1]));
        }
        long first = args.length > 0 ? Arguments.number(args[0]) : 1;
        long count = args.length > 1 ? Arguments.number(args[1]) : 1000;
        AtomicInteger failed = new AtomicInteger();
        LongStream.range(first, first + count).parallel().forEach(seed -> {
            for (String broken : broken(seed)) {
                failed.incrementAndGet();
                System.out.println(broken);
            }
        });
        System.out.printf("%d seeds from %d, %d broke a law%n", count, first, failed.get());
        System.exit(failed.get() > 0 ? 1 : 0);
    }

    private static void untilBroken(long count) {
        Optional<String> broken = LongStream.rangeClosed(1, count)
                .parallel()
                .boxed()
                .flatMap(seed -> broken(seed).stream())
                .findAny();
        broken.ifPresent(System.out::println);
        System.exit(broken.isPresent() ? 1 : 0);
    }

    /** What is wrong with the run of a seed: nothing, or the law it broke. */
    static List<String> broken(long seed) {
        try {
            Scenario.run(new World(seed));
            return List.of();
        } catch (Broken law) {
            return List.of("seed " + seed + ": " + law.getMessage());
        } catch (RuntimeException thrown) {
            return List.of("seed " + seed + ": the engine threw " + thrown);
        }
    }

    private static void replay(long seed) {
        World world = new World(seed, true);
        try {
            Scenario.run(world);
            System.out.println("no law was broken");
        } catch (Broken law) {
            System.out.println(law.getMessage());
        } finally {
            world.log().forEach(System.out::println);
        }
    }
}
