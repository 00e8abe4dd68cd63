package dev.kith.cli;

import dev.kith.Feed;
import dev.kith.Kith;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;

/** Joins for a short time and prints by which ways this node and each peer reach each other. */
final class ReachCommand implements Command {
    private final NodeOptions options = new NodeOptions();

    private final Option<Duration> lookFor =
            Option.time("--for", Duration.ofSeconds(5), "how long to look, such as 500ms, 2s or 1m (default: 5s)");

    private final Option<Boolean> json = Option.flag("--json", "one JSON object, see docs/json.md");

    @Override
    public CommandSpec spec() {
        return Declaration.of(
                        "reach",
                        this,
                        "Joins for a short time and prints by which ways this node and each peer reach each other,"
                                + " and what each candidate source gave.")
                .footer(
                        "",
                        "Of each address: answers (with the time there and back), heard, silent or untried.",
                        "",
                        "Examples:",
                        "  kith reach",
                        "  kith reach --seed a.example --for 10s",
                        "  kith reach --dns pods.example --json | jq -r '.candidates[].outcome'")
                .exits(Exit.HELP_DONE, Exit.HELP_NOT_MET, Exit.HELP_USAGE, Exit.HELP_NO_NETWORK, Exit.HELP_SIGNAL)
                .takes(options.all())
                .takes(lookFor, json)
                .spec();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Leaving.onSignal(OptionalInt.empty());
        try (Kith kith = options.join(false);
                Feed feed = kith.feed()) {
            Leaving.sayGoodbyeBy(kith::close);
            if (options.isVerbose()) {
                Greeting.say(kith, options, false);
            }
            EventLines.listen(feed, lookFor.get());
            var survey = kith.survey();
            if (json.get()) {
                Console.print(Json.reach(kith.group(), survey, kith.sources(), kith.candidates()));
            } else {
                ReachLines.of(kith, survey).forEach(Console::print);
            }
            return survey.peers().isEmpty() ? Exit.NOT_MET : Exit.DONE;
        }
    }
}
