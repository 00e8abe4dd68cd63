package dev.kith.cli;

import dev.kith.Feed;
import dev.kith.Kith;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;

/** Joins, and prints one line for each event until stopped. */
final class WatchCommand implements Command {
    private static final Duration ROSTER_WITHIN = Duration.ofMillis(250);

    private final NodeOptions options = new NodeOptions();

    private final Option<Boolean> passive = Option.flag("--passive", "only look: send nothing");

    private final Option<Boolean> json = Option.flag("--json", "one JSON object per line, see docs/json.md");

    @Override
    public CommandSpec spec() {
        return Declaration.of("watch", this, "Joins as 'run' does and prints one event per line until stopped.")
                .footer(
                        "",
                        "Signs: + joined  ~ changed or recovered  ? suspected  - left or lost  ! degraded",
                        "",
                        "Examples:",
                        "  kith watch",
                        "  kith watch --passive --json | jq -r 'select(.event == \"joined\") | .peer.name'")
                .exits(
                        "0:stopped by SIGINT, SIGTERM or SIGHUP, or nobody reads",
                        Exit.HELP_FAULT,
                        Exit.HELP_USAGE,
                        Exit.HELP_NO_NETWORK)
                .takes(options.all())
                .takes(passive, json)
                .spec();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Leaving.onSignal(OptionalInt.of(Exit.DONE));
        try (Kith kith = options.join(passive.get());
                Feed feed = kith.feed()) {
            Leaving.sayGoodbyeBy(kith::close);
            Greeting.say(kith, options, passive.get());
            if (json.get()) {
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
            return Fault.code(kith);
        }
    }
}
