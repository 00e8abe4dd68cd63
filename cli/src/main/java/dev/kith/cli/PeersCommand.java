package dev.kith.cli;

import dev.kith.Feed;
import dev.kith.Kith;
import dev.kith.cli.doctor.Doctor;
import dev.kith.cli.doctor.Finding;
import dev.kith.peer.Event;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Joins for a short time and prints who is there, once. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "Joins, or only looks, for a short time and prints who is there, once.",
        footer = {
            "",
            "Examples:",
            "  kith peers",
            "  kith peers --passive --for 10s",
            "  kith peers --json | jq -r '.peers[] | select(.status == \"alive\") | .addresses[0]'"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {Exit.HELP_DONE, Exit.HELP_NOT_MET, Exit.HELP_USAGE, Exit.HELP_NO_NETWORK, Exit.HELP_SIGNAL})
final class PeersCommand implements Callable<Integer> {
    private static final int MAX_SAID = 3;

    @Mixin
    private final NodeOptions options = new NodeOptions();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "how long to listen, such as 500ms, 2s or 1m (default: 2.5s)")
    private Duration listenFor = Duration.ofMillis(2500);

    @Option(names = "--passive", description = "only look: send nothing")
    private boolean passive;

    @Option(names = "--json", description = "one JSON object, see docs/json.md")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Leaving.onSignal(OptionalInt.empty());
        try (Kith kith = options.join(isPassive());
                Feed feed = kith.feed()) {
            long opened = System.nanoTime();
            Leaving.sayGoodbyeBy(kith::close);
            if (options.isVerbose()) {
                Greeting.say(kith, options, isPassive());
            }
            for (long left = listenFor.toNanos(); left > 0; left = listenFor.toNanos() - (System.nanoTime() - opened)) {
                Optional<Event> event = feed.poll(Duration.ofNanos(left));
                if (feed.isEnded()) {
                    break;
                }
                if (event.isPresent() && event.get() instanceof Event.Degraded degraded) {
                    Console.say("kith: " + degraded.reason());
                }
            }
            return print(kith);
        }
    }

    private int print(Kith kith) {
        boolean found = !kith.peers().isEmpty();
        if (Environment.orFlag(json, "--json")) {
            Console.print(Json.roster(kith));
        } else if (found) {
            PeerTable.lines(kith.peers(), Instant.now()).forEach(Console::print);
        }
        String where = " in " + DurationText.of(listenFor) + " on "
                + String.join(", ", kith.node().interfaces());
        String group = "Group " + kith.group() + (kith.isClosed() ? " is closed." : " is open.");
        if (found) {
            Console.say(Counts.of(kith.peers()) + where);
            Console.say(group);
            return Exit.DONE;
        }
        Console.say("No peers heard" + where + ".");
        Console.say(tried(kith));
        Console.say(group);
        List<Finding> wrong = Doctor.wrong(Doctor.examine(kith, options.asked(false)));
        wrong.stream().limit(MAX_SAID).forEach(finding -> Console.say(finding.about() + ": " + finding.text()));
        Console.say(
                wrong.isEmpty()
                        ? "Next: 'kith peers --for 10s' listens longer; 'kith watch' tells when somebody comes;"
                                + " if there should be somebody, 'kith doctor --with ADDRESS' looks for what hides them."
                        : "Next: 'kith doctor' says why, and what mends it.");
        return Exit.NOT_MET;
    }

    private String tried(Kith kith) {
        String heard =
                options.isClassic() ? "listened to multicast and to the classic beacon" : "listened to multicast";
        String said = isPassive()
                ? "said nothing (--passive)"
                : "announced '" + kith.self().name() + "' to all";
        return "Tried: " + heard + ", and " + said + ".";
    }

    private boolean isPassive() {
        return Environment.orFlag(passive, "--passive");
    }
}
