package dev.kith.cli;

import dev.kith.Feed;
import dev.kith.Kith;
import dev.kith.cli.doctor.Doctor;
import dev.kith.cli.doctor.Finding;
import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Joins for a short time and prints who is there, once. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "Joins, or only looks, for a short time and prints who is there, once.",
        footer = {
            "",
            "Columns: name, kind, status, address, interface, since, heard, id, via, rtt,",
            "services, meta",
            "",
            "wide has them all. So has plain, in this order, between tabs, without a header:",
            "times as in JSON, rtt in microseconds, - for what is not known.",
            "",
            "Examples:",
            "  kith peers",
            "  kith peers --passive --for 10s",
            "  kith peers -l role=db --status alive --expect 3",
            "  kith peers -o columns=name,address,rtt --sort rtt",
            "  kith peers -o plain | cut -f 1,4",
            "  kith peers --status alive --json | jq -r '.peers[].addresses[0]'"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            Exit.HELP_DONE,
            "1:nobody was found, or fewer than expected, or the output cannot be written",
            Exit.HELP_USAGE,
            Exit.HELP_NO_NETWORK,
            Exit.HELP_SIGNAL
        })
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

    @Mixin
    private final PeerSelection selection = new PeerSelection();

    @Option(
            names = "--expect",
            paramLabel = "N",
            description = "exit code 1 unless so many or more of those listed are alive")
    private Optional<Integer> expected = Optional.empty();

    @Option(
            names = "--sort",
            paramLabel = "BY",
            converter = PeerOrder.Text.class,
            completionCandidates = PeerOrder.Text.class,
            description = "name, status, address, since, heard or rtt (default: by name; a table those alive first)")
    private Optional<PeerOrder> order = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            converter = PeerOutput.Text.class,
            completionCandidates = PeerOutput.Text.class,
            description = "table, wide, json, jsonl, plain, or columns= and the names of columns, see below")
    private Optional<PeerOutput> output = Optional.empty();

    @Option(names = "--json", description = "the same as -o json")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Predicate<Peer> isMeant = selection.predicate(EnumSet.allOf(Status.class));
        PeerOutput form = form();
        requireExpectation();
        requireAskedToSpeak();
        Leaving.onSignal(OptionalInt.empty());
        try (Kith kith = options.join(isPassive());
                Feed feed = kith.feed()) {
            long opened = System.nanoTime();
            Leaving.sayGoodbyeBy(kith::close);
            if (options.isVerbose()) {
                Greeting.say(kith, options, isPassive());
            }
            for (long left = listenFor.toNanos(); left > 0; left = listenFor.toNanos() - (System.nanoTime() - opened)) {
                feed.poll(Duration.ofNanos(left)).ifPresent(EventLines::sayIfDegraded);
                if (feed.isEnded()) {
                    break;
                }
            }
            Duration listened = feed.isEnded() ? Duration.ofNanos(System.nanoTime() - opened) : listenFor;
            return print(kith, form, isMeant, listened);
        }
    }

    private int print(Kith kith, PeerOutput form, Predicate<Peer> isMeant, Duration listened) {
        List<Peer> all = kith.peers();
        List<Peer> peers = all.stream().filter(isMeant).toList();
        form.print(kith, peers, order);
        String where = " in " + DurationText.of(listened) + " on "
                + String.join(", ", kith.node().interfaces());
        String group = "Group " + kith.group() + (kith.isClosed() ? " is closed." : " is open.");
        if (!all.isEmpty()) {
            String others = peers.size() == all.size() ? "" : " of " + all.size();
            Console.say(Counts.of(peers) + others + where);
            Console.say(group);
            return isMet(peers) ? Exit.DONE : Exit.NOT_MET;
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

    private boolean isMet(List<Peer> peers) {
        int wanted = expected.orElse(0);
        long alive = Counts.alive(Counts.distinct(peers));
        if (alive < wanted) {
            Console.say("kith peers: %d expected, %d alive".formatted(wanted, alive));
        }
        return !peers.isEmpty() && alive >= wanted;
    }

    /** What is typed goes before what variables say, and that before the file. */
    private PeerOutput form() {
        ParseResult parsed = spec.commandLine().getParseResult();
        boolean isTyped = parsed.hasMatchedOption("--output");
        if (json && isTyped && output.filter(PeerOutput.JSON::equals).isEmpty()) {
            throw new IllegalArgumentException("--json is -o json; another form cannot be printed beside it");
        }
        boolean isJson = isTyped ? json : Environment.orFlag(json, "--json", "--output");
        return isJson ? PeerOutput.JSON : output.orElse(PeerOutput.TABLE);
    }

    private void requireExpectation() {
        expected.filter(wanted -> wanted < 1).ifPresent(wanted -> {
            throw new IllegalArgumentException("--expect '" + wanted + "' is not 1 or more");
        });
    }

    /** What is typed against itself; a file or a variable may name members for commands that ask them. */
    private void requireAskedToSpeak() {
        ParseResult parsed = spec.commandLine().getParseResult();
        for (String option : List.of("--seed", "--dns", "--state")) {
            if (passive && parsed.hasMatchedOption(option)) {
                throw new IllegalArgumentException(
                        "--passive sends nothing, so nobody is asked where " + option + " says; leave one of them out");
            }
        }
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
