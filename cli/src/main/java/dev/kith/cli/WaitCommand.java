package dev.kith.cli;

import dev.kith.Feed;
import dev.kith.Kith;
import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Joins, and waits until so many others are there; then runs a command, if there is one. */
@Command(
        name = "wait",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "Joins and waits until enough others are alive; then ends, or runs a command and ends with that.",
        footer = {
            "",
            "Kith stays in the group while CMD runs, passes SIGINT, SIGTERM and SIGHUP on to it,",
            "and says goodbye when it has ended. Without CMD it leaves as soon as they are there:",
            "members that start in step have to run as CMD what needs the others.",
            "",
            "Examples:",
            "  kith wait --count 2 && ./start-cluster",
            "  kith wait -l role=db --timeout 1m -- ./migrate --all",
            "  kith wait --status lost --timeout 24h -- notify-send 'somebody is lost'"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:they are there, and CMD, if any, ended so",
            "1:they were not in time; one line says how many were",
            Exit.HELP_USAGE,
            Exit.HELP_NO_NETWORK,
            Exit.HELP_CHILD,
            Exit.HELP_SIGNAL
        })
final class WaitCommand implements Callable<Integer> {
    @Mixin
    private final NodeOptions options = new NodeOptions();

    @Mixin
    private final PeerSelection selection = new PeerSelection();

    @Option(names = "--count", paramLabel = "N", description = "how many others have to be there (default: 1)")
    private int count = 1;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "how long to wait at most, such as 500ms, 2s or 1m (default: 30s)")
    private Duration timeout = Duration.ofSeconds(30);

    @Parameters(paramLabel = "CMD", description = "behind --: a command to run once they are there, and its arguments")
    private List<String> command = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Predicate<Peer> isMeant = selection.predicate(Set.of(Status.ALIVE));
        if (count < 1) {
            throw new IllegalArgumentException("--count '" + count + "' is not 1 or more");
        }
        Child.requireBehindDashes(spec.commandLine().getParseResult(), command);
        Leaving.onSignal(OptionalInt.empty());
        try (Kith kith = options.join(false);
                Feed feed = kith.feed()) {
            Leaving.sayGoodbyeBy(kith::close);
            if (options.isVerbose()) {
                Greeting.say(kith, options, false);
            }
            if (await(kith, feed, isMeant)) {
                return command.isEmpty() ? Exit.DONE : Child.run(command);
            }
            // Unless a signal has ended it.
            if (!feed.isEnded()) {
                Console.say("kith wait: %d of %d there in %s"
                        .formatted(there(kith, isMeant), count, DurationText.of(timeout)));
            }
            return Exit.NOT_MET;
        }
    }

    private boolean await(Kith kith, Feed feed, Predicate<Peer> isMeant) throws InterruptedException {
        long ends = System.nanoTime() + timeout.toNanos();
        for (long left = timeout.toNanos(); there(kith, isMeant) < count; left = ends - System.nanoTime()) {
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
