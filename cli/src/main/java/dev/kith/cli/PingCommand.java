package dev.kith.cli;

import dev.kith.Kith;
import dev.kith.peer.Kind;
import dev.kith.peer.Peer;
import dev.kith.peer.Pong;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Model.CommandSpec;

/** Joins, asks one peer again and again whether it is there, and prints each answer and the way it came. */
final class PingCommand implements Command {
    private static final Duration ROSTER_WITHIN = Duration.ofSeconds(1);
    private static final Duration KNOWN_WITHIN = Duration.ofMillis(2500);
    private static final Duration AGAIN = Duration.ofMillis(50);

    private final NodeOptions options = new NodeOptions();

    private final Operand<String> peer = Operand.first("PEER", PeerArgument.DESCRIPTION);

    private final Option<Integer> count = Option.number("-c --count", "N", 5, "how many times to ask (default: 5)");

    private final Option<Duration> interval = Option.time(
            "--interval",
            Duration.ofSeconds(1),
            "from one question to the next, such as 500ms, 2s or 1m (default: 1s)");

    private final Option<Duration> timeout =
            Option.time("--timeout", Duration.ofSeconds(1), "how long to wait for each answer (default: 1s)");

    private final List<Duration> times = new CopyOnWriteArrayList<>();
    private final AtomicBoolean isSummed = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public CommandSpec spec() {
        return Declaration.of(
                        "ping",
                        this,
                        "Joins, asks one peer whether it is there, and prints for each answer the way it came:"
                                + " address, interface, unicast or relayed, the time there and back, and whether each hears what the"
                                + " other says to all by multicast.")
                .footer(
                        "",
                        "It is asked at all of its addresses at once; the first answer is printed.",
                        "",
                        "Examples:",
                        "  kith ping anna",
                        "  kith ping 10.0.0.4 -c 100 --interval 200ms",
                        "  kith ping 3f9a -c 1 >/dev/null && echo there")
                .exits(
                        "0:it answered at least once",
                        "1:it never answered, or nobody is known who is meant",
                        "2:wrong use, or several are meant; the lines on the error stream say what would be right",
                        Exit.HELP_NO_NETWORK,
                        Exit.HELP_SIGNAL)
                .takes(options.all())
                .takes(count, interval, timeout)
                .takes(peer)
                .spec();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PeerArgument.require(peer.get());
        if (count.get() < 1) {
            throw new IllegalArgumentException("--count '" + count.get() + "' is not 1 or more");
        }
        Leaving.onSignal(OptionalInt.empty());
        try (Kith kith = options.join(false)) {
            Runnable goodbye = kith::close;
            Leaving.sayGoodbyeBy(() -> {
                goodbye.run();
                sum();
            });
            if (options.isVerbose()) {
                Greeting.say(kith, options, false);
            }
            List<Peer> meant = find(kith);
            if (meant.size() != 1) {
                return refuse(meant);
            }
            return ask(kith, meant.get(0));
        } catch (IllegalStateException closed) {
            // By a signal, which has said goodbye and summed up already.
            return Exit.NOT_MET;
        }
    }

    /** Whoever is meant and is there; if nobody is after a while, whoever was. */
    private List<Peer> find(Kith kith) throws InterruptedException {
        long ends = System.nanoTime() + KNOWN_WITHIN.toNanos();
        kith.awaitRoster(ROSTER_WITHIN);
        while (kith.find(peer.get()).isEmpty() && System.nanoTime() < ends) {
            Thread.sleep(AGAIN.toMillis());
        }
        List<Peer> known = Counts.distinct(kith.find(peer.get()));
        List<Peer> there = known.stream().filter(Counts::isThere).toList();
        return there.isEmpty() ? known : there;
    }

    private int refuse(List<Peer> meant) {
        if (meant.isEmpty()) {
            Console.say("kith ping: nobody is known as '" + peer.get()
                    + "', a name, 4 digits or more of an id, or an address; 'kith peers' lists who is there");
            return Exit.NOT_MET;
        }
        Console.say("kith ping: '%s' may be %d peers; say which by the first digits of its id:"
                .formatted(peer.get(), meant.size()));
        PeerTable.lines(meant, List.of(PeerColumn.ID, PeerColumn.NAME, PeerColumn.ADDRESS), Instant.now())
                .forEach(Console::say);
        return Exit.USAGE;
    }

    private int ask(Kith kith, Peer meant) throws InterruptedException {
        if (meant.kind() == Kind.CLASSIC) {
            Console.say("kith ping: '" + meant.name() + "' is known by its beacon alone, and answers nothing");
            return Exit.NOT_MET;
        }
        long next = System.nanoTime();
        while (asked.get() < count.get()) {
            Thread.sleep(Math.max(0, Duration.ofNanos(next - System.nanoTime()).toMillis()));
            next = System.nanoTime() + interval.get().toNanos();
            Optional<Pong> pong = kith.ping(meant, timeout.get());
            pong.map(Pong::rtt).ifPresent(times::add);
            asked.incrementAndGet();
            if (!Console.print(pong.map(PongText::of)
                    .orElse("no answer from " + meant.name() + " in " + DurationText.of(timeout.get())))) {
                break;
            }
        }
        sum();
        return times.isEmpty() ? Exit.NOT_MET : Exit.DONE;
    }

    /** Once: at the end, or by a signal before it. */
    private void sum() {
        if (asked.get() > 0 && !isSummed.getAndSet(true)) {
            Console.say(PongText.summary(asked.get(), times));
        }
    }
}
