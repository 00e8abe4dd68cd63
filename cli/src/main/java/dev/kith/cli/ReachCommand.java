package dev.kith.cli;

import dev.kith.Kith;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Joins for a short time and prints by which ways this node and each peer reach each other. */
@Command(
        name = "reach",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "Joins for a short time and prints by which ways this node and each peer reach each other,"
                + " and what each candidate source gave.",
        footer = {
            "",
            "Of each address: answers (with the time there and back), heard, silent or untried.",
            "",
            "Examples:",
            "  kith reach",
            "  kith reach --seed a.example --for 10s",
            "  kith reach --dns pods.example --json | jq -r '.candidates[].outcome'"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {Exit.HELP_DONE, Exit.HELP_NOT_MET, Exit.HELP_USAGE, Exit.HELP_NO_NETWORK, Exit.HELP_SIGNAL})
final class ReachCommand implements Callable<Integer> {
    @Mixin
    private final NodeOptions options = new NodeOptions();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "how long to look, such as 500ms, 2s or 1m (default: 5s)")
    private Duration lookFor = Duration.ofSeconds(5);

    @Option(names = "--json", description = "one JSON object, see docs/json.md")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Leaving.onSignal(OptionalInt.empty());
        try (Kith kith = options.join(false)) {
            Leaving.sayGoodbyeBy(kith::close);
            if (options.isVerbose()) {
                Greeting.say(kith, options, false);
            }
            // More peers than there can be: it looks for as long as it was told to.
            kith.await(Integer.MAX_VALUE, lookFor);
            var survey = kith.survey();
            if (Environment.orFlag(json, "--json")) {
                Console.print(Json.reach(kith.group(), survey, kith.sources(), kith.candidates()));
            } else {
                ReachLines.of(kith, survey).forEach(Console::print);
            }
            return survey.peers().isEmpty() ? Exit.NOT_MET : Exit.DONE;
        }
    }
}
