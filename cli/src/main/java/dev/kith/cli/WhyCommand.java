package dev.kith.cli;

import dev.kith.Kith;
import dev.kith.peer.Accounts;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;

/** Joins, asks every member what became of a peer, and prints what each tells. */
final class WhyCommand implements Command {
    private static final Duration ROSTER_WITHIN = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final NodeOptions options = new NodeOptions();

    private final Operand<String> peer = Operand.first("PEER", PeerArgument.DESCRIPTION);

    private final Option<Duration> askFor = Option.time(
            "--for", Duration.ofMillis(2500), "how long to ask at most, such as 500ms, 2s or 1m (default: 2.5s)");

    private final Option<Boolean> json = Option.flag("--json", "one JSON object, see docs/json.md");

    @Override
    public CommandSpec spec() {
        return Declaration.of(
                        "why",
                        this,
                        "Joins, asks every member what became of a peer and why, and prints what each tells.")
                .footer(
                        "",
                        "Signs: + joined  ~ changed or recovered  ? suspected  - left or lost",
                        "The times of each account are of its teller's clock.",
                        "",
                        "Examples:",
                        "  kith why anna",
                        "  kith why 3f9a",
                        "  kith why 10.0.0.4 --json | jq '.accounts[].changes[-1]'")
                .exits(
                        Exit.HELP_DONE,
                        "1:nobody is known who is meant, or the output cannot be written",
                        "2:wrong use, or several are meant; the lines on the error stream say what would be right",
                        Exit.HELP_NO_NETWORK,
                        Exit.HELP_SIGNAL)
                .takes(options.all())
                .takes(askFor, json)
                .takes(peer)
                .spec();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PeerArgument.require(peer.get());
        Leaving.onSignal(OptionalInt.empty());
        try (Kith kith = options.join(false)) {
            Leaving.sayGoodbyeBy(kith::close);
            if (options.isVerbose()) {
                Greeting.say(kith, options, false);
            }
            Accounts accounts = ask(kith);
            boolean isJson = json.get();
            List<String> meant = AccountLines.meant(accounts);
            if (isJson) {
                Console.print(Json.why(kith.group(), accounts));
            }
            if (meant.size() == 1) {
                if (!isJson) {
                    print(kith, accounts);
                }
                return Exit.DONE;
            }
            return refuse(accounts, meant);
        }
    }

    /** Until all have answered and somebody is meant, or the time is over: others may be heard of meanwhile. */
    private Accounts ask(Kith kith) throws InterruptedException {
        long ends = System.nanoTime() + askFor.get().toNanos();
        kith.awaitRoster(ROSTER_WITHIN.compareTo(askFor.get()) < 0 ? ROSTER_WITHIN : askFor.get());
        Accounts best = kith.why(peer.get(), Duration.ofNanos(ends - System.nanoTime()));
        while (!isWhole(best) && System.nanoTime() + AGAIN.toNanos() < ends) {
            Thread.sleep(AGAIN.toMillis());
            Accounts again = kith.why(peer.get(), Duration.ofNanos(ends - System.nanoTime()));
            best = again.answered() >= best.answered() ? again : best;
        }
        return best;
    }

    private static boolean isWhole(Accounts accounts) {
        return !accounts.all().isEmpty() && accounts.answered() == accounts.asked();
    }

    private static void print(Kith kith, Accounts accounts) {
        ShownNames names = ShownNames.in(kith.peers());
        AccountLines.of(accounts, kith.self().id(), names::ofId, ZoneId.systemDefault())
                .forEach(Console::print);
        Console.say(said(accounts));
    }

    private int refuse(Accounts accounts, List<String> meant) {
        if (meant.isEmpty()) {
            Console.say("kith why: nobody is known as '" + peer.get()
                    + "', a name, 4 digits or more of an id, or an address; " + said(accounts));
            return Exit.NOT_MET;
        }
        Console.say("kith why: '%s' may be %d peers; say which by the first digits of its id:"
                .formatted(peer.get(), meant.size()));
        meant.forEach(Console::say);
        return Exit.USAGE;
    }

    private static String said(Accounts accounts) {
        return "%d of %d %s answered"
                .formatted(accounts.answered(), accounts.asked(), accounts.asked() == 1 ? "member" : "members");
    }
}
