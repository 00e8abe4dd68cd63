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
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;

/** Joins for a short time and prints who is there, once. */
final class PeersCommand implements Command {
    private static final int MAX_SAID = 3;

    private final NodeOptions options = new NodeOptions();

    private final Option<Duration> listenFor = Option.time(
            "--for", Duration.ofMillis(2500), "how long to listen, such as 500ms, 2s or 1m (default: 2.5s)");

    private final Option<Boolean> passive = Option.flag("--passive", "only look: send nothing");

    private final PeerSelection selection = new PeerSelection();

    private final Option<Optional<Integer>> expected = Option.maybe(
            Integer.class, "--expect", "N", "exit code 1 unless so many or more of those listed are alive");

    private final Option<Optional<PeerOrder>> order = Option.maybe(
            PeerOrder.class,
            new PeerOrder.Text(),
            "--sort",
            "BY",
            "name, status, address, since, heard or rtt (default: by name; a table those alive first)");

    private final Option<Optional<PeerOutput>> output = Option.maybe(
            PeerOutput.class,
            new PeerOutput.Text(),
            "-o --output",
            "FORM",
            "table, wide, json, jsonl, plain, or columns= and the names of columns, see below");

    private final Option<Boolean> json = Option.flag("--json", "the same as -o json");

    @Override
    public CommandSpec spec() {
        return Declaration.of("peers", this, "Joins, or only looks, for a short time and prints who is there, once.")
                .footer(
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
                        "  kith peers --status alive --json | jq -r '.peers[].addresses[0]'")
                .exits(
                        Exit.HELP_DONE,
                        "1:nobody was found, or fewer than expected, or the output cannot be written",
                        Exit.HELP_USAGE,
                        Exit.HELP_NO_NETWORK,
                        Exit.HELP_SIGNAL)
                .takes(options.all())
                .takes(selection.all())
                .takes(listenFor, passive, expected, order, output, json)
                .spec();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Predicate<Peer> isMeant = selection.predicate(EnumSet.allOf(Status.class));
        PeerOutput form = form();
        requireExpectation();
        requireAskedToSpeak();
        Leaving.onSignal(OptionalInt.empty());
        try (Kith kith = options.join(passive.get());
                Feed feed = kith.feed()) {
            Leaving.sayGoodbyeBy(kith::close);
            if (options.isVerbose()) {
                Greeting.say(kith, options, passive.get());
            }
            return print(kith, form, isMeant, EventLines.listen(feed, listenFor.get()));
        }
    }

    private int print(Kith kith, PeerOutput form, Predicate<Peer> isMeant, Duration listened) {
        List<Peer> all = kith.peers();
        List<Peer> peers = all.stream().filter(isMeant).toList();
        form.print(kith, peers, order.get());
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
        DoctorLines.of(wrong.stream().limit(MAX_SAID).toList()).forEach(Console::say);
        Console.say(
                wrong.isEmpty()
                        ? "Next: 'kith peers --for 10s' listens longer; 'kith watch' tells when somebody comes;"
                                + " if there should be somebody, 'kith doctor --with ADDRESS' looks for what hides them."
                        : "Next: 'kith doctor' looks longer, and at more.");
        return Exit.NOT_MET;
    }

    private boolean isMet(List<Peer> peers) {
        int wanted = expected.get().orElse(0);
        long alive = Counts.alive(Counts.distinct(peers));
        if (alive < wanted) {
            Console.say("kith peers: %d expected, %d alive".formatted(wanted, alive));
        }
        return !peers.isEmpty() && alive >= wanted;
    }

    /** What is typed goes before what variables say, and that before the file. */
    private PeerOutput form() {
        Optional<PeerOutput> chosen = output.get();
        if (json.isTyped() && output.isTyped() && !chosen.equals(Optional.of(PeerOutput.JSON))) {
            throw new IllegalArgumentException("--json is -o json; another form cannot be printed beside it");
        }
        boolean isJson = output.isTyped() ? json.isTyped() : json.isGivenUnless(output);
        return isJson ? PeerOutput.JSON : chosen.orElse(PeerOutput.TABLE);
    }

    private void requireExpectation() {
        expected.get().filter(wanted -> wanted < 1).ifPresent(wanted -> {
            throw new IllegalArgumentException("--expect '" + wanted + "' is not 1 or more");
        });
    }

    /** What is typed against itself; a file or a variable may name members for commands that ask them. */
    private void requireAskedToSpeak() {
        if (passive.isTyped() && !options.sources().isEmpty()) {
            throw new IllegalArgumentException("--passive sends nothing, so nobody is asked where "
                    + options.sources().get(0).name() + " says; leave one of them out");
        }
    }

    private String tried(Kith kith) {
        String heard =
                options.isClassic() ? "listened to multicast and to the classic beacon" : "listened to multicast";
        String said = passive.get()
                ? "said nothing (--passive)"
                : "announced '" + kith.self().name() + "' to all";
        return "Tried: " + heard + ", and " + said + ".";
    }
}
