package dev.kith.cli;

import dev.kith.Feed;
import dev.kith.Kith;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Announces a name and its services until stopped, or as long as a command runs. */
@Command(
        name = "announce",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "Announces a name, its services and metadata: until stopped, or as long as a command runs.",
        footer = {
            "",
            "SIGINT, SIGTERM and SIGHUP are passed on to CMD; goodbye is said when it has ended.",
            "",
            "Examples:",
            "  kith announce printer --service ipp:631",
            "  kith announce web --service http:8080 -- python3 -m http.server 8080",
            "  kith announce db --meta role=db --meta zone=a -- ./start-db"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped by a signal; with CMD, if that ended so",
            Exit.HELP_USAGE,
            Exit.HELP_NO_NETWORK,
            Exit.HELP_CHILD
        })
final class AnnounceCommand implements Callable<Integer> {
    @Mixin
    private final NodeOptions options = new NodeOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "what others see")
    private String name = "";

    @Parameters(
            index = "1..*",
            paramLabel = "CMD",
            description = "behind --: a command to run meanwhile, and its arguments")
    private List<String> command = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        ParseResult parsed = spec.commandLine().getParseResult();
        if (parsed.hasMatchedOption("--name")) {
            throw new ParameterException(spec.commandLine(), "the name is NAME, '" + name + "'; --name says another");
        }
        Child.requireBehindDashes(parsed, command);
        options.call(name);
        Leaving.onSignal(command.isEmpty() ? OptionalInt.of(Exit.DONE) : OptionalInt.empty());
        try (Kith kith = options.join(false);
                Feed feed = kith.feed()) {
            kith.onChange(EventLines::sayIfDegraded);
            Leaving.sayGoodbyeBy(kith::close);
            if (command.isEmpty() || options.isVerbose()) {
                Greeting.say(kith, options, false);
            }
            return command.isEmpty() ? untilClosed(feed) : Child.run(command);
        }
    }

    private static int untilClosed(Feed feed) throws InterruptedException {
        while (feed.take().isPresent()) {
            // News is for those who watch.
        }
        return Exit.DONE;
    }
}
