package dev.kith.cli;

import dev.kith.Feed;
import dev.kith.Kith;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;

/** Announces a name and its services until stopped, or as long as a command runs. */
final class AnnounceCommand implements Command {
    private final NodeOptions options = new NodeOptions();

    private final Operand<String> name = Operand.first("NAME", "what others see");

    private final Operand<List<String>> behind =
            Operand.from(1, "CMD", "behind --: a command to run meanwhile, and its arguments");

    @Override
    public CommandSpec spec() {
        return Declaration.of(
                        "announce",
                        this,
                        "Announces a name, its services and metadata: until stopped, or as long as a command runs.")
                .footer(
                        "",
                        "SIGINT, SIGTERM and SIGHUP are passed on to CMD; goodbye is said when it has ended.",
                        "",
                        "Examples:",
                        "  kith announce printer --service ipp:631",
                        "  kith announce web --service http:8080 -- python3 -m http.server 8080",
                        "  kith announce db --meta role=db --meta zone=a -- ./start-db")
                .exits(
                        "0:stopped by a signal; with CMD, if that ended so",
                        Exit.HELP_FAULT,
                        Exit.HELP_USAGE,
                        Exit.HELP_NO_NETWORK,
                        Exit.HELP_CHILD)
                .takes(options.all())
                .takes(name, behind)
                .spec();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.call(name.get());
        List<String> command = Child.behindDashes(behind);
        Leaving.onSignal(command.isEmpty() ? OptionalInt.of(Exit.DONE) : OptionalInt.empty());
        try (Kith kith = options.join(false);
                Feed feed = kith.feed()) {
            kith.onChange(EventLines::sayIfDegraded);
            Leaving.sayGoodbyeBy(kith::close);
            if (command.isEmpty() || options.isVerbose()) {
                Greeting.say(kith, options, false);
            }
            return command.isEmpty() ? untilClosed(kith, feed) : Child.run(command);
        }
    }

    static int untilClosed(Kith kith, Feed feed) throws InterruptedException {
        while (feed.take().isPresent()) {
            // News is for those who watch.
        }
        return Fault.code(kith);
    }
}
