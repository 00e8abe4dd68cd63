package dev.kith.cli;

import dev.kith.Feed;
import dev.kith.Kith;
import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;

/** Joins, and waits until so many others are there; then runs a command, if there is one. */
final class WaitCommand implements Command {
    private final NodeOptions options = new NodeOptions();

    private final PeerSelection selection = new PeerSelection();

    private final Option<Integer> count =
            Option.number("--count", "N", 1, "how many others have to be there (default: 1)");

    private final Option<Duration> timeout = Option.time(
            "--timeout", Duration.ofSeconds(30), "how long to wait at most, such as 500ms, 2s or 1m (default: 30s)");

    private final Operand<List<String>> behind =
            Operand.from(0, "CMD", "behind --: a command to run once they are there, and its arguments");

    @Override
    public CommandSpec spec() {
        return Declaration.of(
                        "wait",
                        this,
                        "Joins and waits until enough others are alive; then ends, or runs a command and ends with that.")
                .footer(
                        "",
                        "Kith stays in the group while CMD runs, passes SIGINT, SIGTERM and SIGHUP on to it,",
                        "and says goodbye when it has ended. Without CMD it leaves as soon as they are there:",
                        "members that start in step have to run as CMD what needs the others.",
                        "",
                        "Examples:",
                        "  kith wait --count 2 && ./start-cluster",
                        "  kith wait -l role=db --timeout 1m -- ./migrate --all",
                        "  kith wait --status lost --timeout 24h -- notify-send 'somebody is lost'")
                .exits(
                        "0:they are there, and CMD, if any, ended so",
                        "1:they were not in time; one line says how many were",
                        Exit.HELP_USAGE,
                        Exit.HELP_NO_NETWORK,
                        Exit.HELP_CHILD,
                        Exit.HELP_SIGNAL)
                .takes(options.all())
                .takes(selection.all())
                .takes(count, timeout)
                .takes(behind)
                .spec();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Predicate<Peer> isMeant = selection.predicate(Set.of(Status.ALIVE));
        int wanted = count.get();
        if (wanted < 1) {
            throw new IllegalArgumentException("--count '" + wanted + "' is not 1 or more");
        }
        List<String> command = Child.behindDashes(behind);
        Leaving.onSignal(OptionalInt.empty());
        try (Kith kith = options.join(false);
                Feed feed = kith.feed()) {
            Leaving.sayGoodbyeBy(kith::close);
            if (options.isVerbose()) {
                Greeting.say(kith, options, false);
            }
            if (await(feed, timeout.get(), () -> there(kith, isMeant) >= wanted)) {
                return command.isEmpty() ? Exit.DONE : Child.run(command);
            }
            // Unless a signal has ended it.
            if (!feed.isEnded()) {
                Console.say("kith wait: %d of %d there in %s"
                        .formatted(there(kith, isMeant), wanted, DurationText.of(timeout.get())));
            }
            return Exit.NOT_MET;
        }
    }

    private static boolean await(Feed feed, Duration within, BooleanSupplier areThere) throws InterruptedException {
        long ends = System.nanoTime() + within.toNanos();
        for (long left = within.toNanos(); !areThere.getAsBoolean(); left = ends - System.nanoTime()) {
            if (left <= 0 || feed.isEnded()) {
                return false;
            }
            feed.poll(Duration.ofNanos(left)).ifPresent(EventLines::sayIfDegraded);
        }
        return true;
    }

    private static long there(Kith kith, Predicate<Peer> isMeant) {
        return Counts.distinct(kith.peers()).stream().filter(isMeant).count();
    }
}
