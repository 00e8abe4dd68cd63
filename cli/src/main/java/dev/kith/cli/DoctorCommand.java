package dev.kith.cli;

import dev.kith.Feed;
import dev.kith.HostAndPort;
import dev.kith.Kith;
import dev.kith.cli.doctor.Doctor;
import dev.kith.cli.doctor.Finding;
import dev.kith.cli.doctor.Host;
import dev.kith.cli.doctor.Level;
import dev.kith.cli.doctor.LocalHost;
import dev.kith.cli.doctor.Look;
import dev.kith.cli.doctor.Seen;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.PeerReference;
import dev.kith.text.Printable;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;

/** Joins for a short time, looks what comes through, and says what hides peers and how to mend it. */
final class DoctorCommand implements Command {
    /** Longer than a switch remembers who wants to hear what (RFC 3376, section 8.4: 260 s), and hosts say it again at their start. */
    private static final Duration UNTIL_FORGOTTEN = Duration.ofSeconds(275);

    private static final Duration LAST_PART = Duration.ofSeconds(60);
    private static final Duration USUAL = Duration.ofSeconds(4);
    private static final String TO_ALL = "255.255.255.255";
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final NodeOptions options = new NodeOptions();

    private final Option<Optional<Duration>> lookFor = Option.time(
            "--for",
            "how long to look, such as 4s or 1m (default: 4s, and up to 18s, with --with 40s or in a large group 2m, as long as too little is known)");

    private final Option<Optional<String>> with = Option.maybe(
            String.class,
            "--with",
            "PEER",
            "look at this host and that one, each way: a name, an id, or an address, which need not be known yet");

    private final Option<Boolean> isLong = Option.flag(
            "--long", "look for 335 s, which is longer than a switch remembers who wants to hear multicast");

    private final Option<Boolean> strict = Option.flag("--strict", "exit code 1 for a warning, too");

    private final Option<Boolean> json = Option.flag("--json", "one JSON object, see docs/json.md");

    @Override
    public CommandSpec spec() {
        return Declaration.of(
                        "doctor",
                        this,
                        "Joins for a short time, looks what comes through, and says what hides peers on this network and the"
                                + " command that mends it. It changes nothing. Some facts need root; it says which.")
                .footer(
                        "",
                        "Examples:",
                        "  kith doctor",
                        "  kith doctor --with 10.0.0.4          this host and that one, each way",
                        "  sudo kith doctor --strict            rules of the firewall, too; warnings count",
                        "  kith doctor --json | jq '.findings[] | select(.level != \"ok\") | .fix'")
                .exits(
                        "0:nothing hides peers",
                        "1:something does, or with --strict may; or the output cannot be written",
                        Exit.HELP_USAGE,
                        Exit.HELP_SIGNAL)
                .takes(options.all())
                .takes(lookFor, with, isLong, strict, json)
                .spec();
    }

    @Override
    public Integer call() throws InterruptedException {
        with.get().ifPresent(DoctorCommand::requireText);
        if (isLong.isTyped() && lookFor.isTyped()) {
            throw new IllegalArgumentException(
                    "--long looks for 335 s, and --for for another time; leave one of them out");
        }
        Optional<HostAndPort> named =
                with.get().filter(DoctorCommand::isAddress).map(text -> HostAndPort.parse("--with", text));
        Optional<Endpoint> at = named.map(this::endpoint);
        // Of a seed that nobody gave, what is said of the one who is looked at says it all.
        Optional<String> added = at.flatMap(one -> with.get()).filter(options::alsoSeed);
        Leaving.onSignal(OptionalInt.empty());
        Host host = new LocalHost();
        List<Finding> findings = Doctor.examine(see(host, at, added), host);
        if (json.get()) {
            Console.print(Json.doctor(options.group(), findings));
        } else {
            DoctorLines.of(findings).forEach(Console::print);
            Console.say(DoctorLines.sum(findings, with.get().isPresent()));
        }
        Level bad = strict.get() ? Level.WARN : Level.FAIL;
        boolean isBad = findings.stream().anyMatch(finding -> finding.level().compareTo(bad) >= 0);
        return isBad ? Exit.NOT_MET : Exit.DONE;
    }

    private Seen see(Host host, Optional<Endpoint> at, Optional<String> added) throws InterruptedException {
        boolean stays = isLong.get();
        Look look = new Look(options.asked(stays), host);
        added.ifPresent(address -> look.leaveOut("seed " + address));
        List<String> said = new ArrayList<>();
        try (Kith kith = options.join(false);
                Feed feed = kith.feed()) {
            Leaving.sayGoodbyeBy(kith::close);
            long began = System.nanoTime();
            if (stays) {
                note(feed, UNTIL_FORGOTTEN, said);
                look.midway(kith);
                note(feed, LAST_PART, said);
            } else {
                note(feed, lookFor.get().orElse(USUAL), said);
            }
            while (lookFor.get().isEmpty()
                    && !stays
                    && !feed.isEnded()
                    && isWorthMore(began, look.end(kith, with.get(), at, said), host)) {
                note(feed, AGAIN, said);
            }
            look.askArrival(kith);
            return look.end(kith, with.get(), at, said);
        } catch (IOException failure) {
            return look.failed(String.valueOf(failure.getMessage()));
        }
    }

    private static boolean isWorthMore(long began, Seen seen, Host host) {
        return System.nanoTime() - began < Doctor.patience(seen).toNanos() && Doctor.isOpen(seen, host);
    }

    /** What the node cannot do is said once; some of it does not stand, since it is of others. */
    private static void note(Feed feed, Duration length, List<String> said) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        for (long left = length.toNanos(); left > 0 && !feed.isEnded(); left = end - System.nanoTime()) {
            if (feed.poll(Duration.ofNanos(left)).orElse(null) instanceof Event.Degraded degraded) {
                said.add(degraded.reason());
            }
        }
    }

    private static void requireText(String peer) {
        if (!PeerReference.isText(peer)) {
            throw new IllegalArgumentException("--with '%s' is not 1 to %d bytes of UTF-8 without control characters"
                    .formatted(Printable.of(peer), PeerReference.MAX_BYTES));
        }
    }

    private static boolean isAddress(String text) {
        try {
            return HostAndPort.parse("--with", text).isAddress();
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }

    private Endpoint endpoint(HostAndPort at) {
        try {
            InetAddress ip = InetAddress.getByName(at.host());
            if (ip.isMulticastAddress()
                    || ip.isAnyLocalAddress()
                    || ip.getHostAddress().equals(TO_ALL)) {
                throw new IllegalArgumentException(
                        "--with '" + at.host() + "' is not the address of one host, such as 10.0.0.4");
            }
            return new Endpoint(ip, at.port().orElse(options.port()));
        } catch (IOException noAddress) {
            throw new IllegalArgumentException("--with '" + at.host() + "' is not an address", noAddress);
        }
    }
}
