package dev.kith.cli;

import dev.kith.Feed;
import dev.kith.Kith;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Joins, and prints one line for each event until stopped. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "Joins as 'run' does and prints one event per line until stopped.",
        footer = {
            "",
            "Signs: + joined  ~ changed or recovered  ? suspected  - left or lost  ! degraded",
            "",
            "Examples:",
            "  kith watch",
            "  kith watch --passive --json | jq -r 'select(.event == \"joined\") | .peer.name'"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:stopped by SIGINT, SIGTERM or SIGHUP, or nobody reads", Exit.HELP_USAGE, Exit.HELP_NO_NETWORK
        })
final class WatchCommand implements Callable<Integer> {
    private static final Duration ROSTER_WITHIN = Duration.ofMillis(250);

    @Mixin
    private final NodeOptions options = new NodeOptions();

    @Option(names = "--passive", description = "only look: send nothing")
    private boolean passive;

    @Option(names = "--json", description = "one JSON object per line, see docs/json.md")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Leaving.onSignal(OptionalInt.of(Exit.DONE));
        try (Kith kith = options.join(isPassive());
                Feed feed = kith.feed()) {
            Leaving.sayGoodbyeBy(kith::close);
            Greeting.say(kith, options, isPassive());
            if (Environment.orFlag(json, "--json")) {
                StdoutReader.watch(feed::close);
                // Whoever is there has answered the first two announcements by then.
                kith.awaitRoster(ROSTER_WITHIN);
                if (Console.print(Json.ready(kith, Instant.now()))) {
                    EventLines.print(feed, Json::event);
                }
            } else {
                ShownNames names = new ShownNames();
                EventLines.print(feed, event -> Signs.line(event, names, options.isVerbose(), ZoneId.systemDefault()));
            }
            return Exit.DONE;
        }
    }

    private boolean isPassive() {
        return Environment.orFlag(passive, "--passive");
    }
}
