package dev.kith.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.classic.Beacon;
import dev.kith.text.Printable;
import dev.kith.udp.BeaconCaster;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** The article's {@code cast}: says a name every two seconds. */
final class CastCommand implements Command {
    private final Option<Optional<String>> username = Option.maybe(
            String.class,
            "--username",
            "NAME",
            "the name to cast; cut where the beacon would be over 120 bytes (default: login or host name)");

    private final Option<List<String>> interfaces =
            Option.several("--interface", "NAME", "cast on this interface; may be repeated");

    @Override
    public CommandSpec spec() {
        return Declaration.of(
                        "cast", this, "Casts the classic beacon every two seconds until stopped, and hears nothing.")
                .footer("", "Examples:", "  kith cast", "  kith cast --username hackerman1337")
                .exits(Exit.HELP_USAGE, Exit.HELP_NO_NETWORK, Exit.HELP_SIGNAL)
                .takes(username, interfaces, ConfigFile.option())
                .spec();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        String name = username.get().orElseGet(DefaultName::get);
        if (name.isEmpty() || !Printable.is(name)) {
            throw new IllegalArgumentException(
                    "--username '" + Printable.of(name) + "' is empty or holds control characters");
        }
        Set<String> names = Set.copyOf(interfaces.get());
        try (BeaconCaster caster = BeaconCaster.open(names, name, reason -> Console.say("kith: " + reason))) {
            String beacon = new String(Beacon.encode(name), UTF_8);
            Console.say("kith: casting %s to %s:%d every 2 s".formatted(beacon, Beacon.GROUP, Beacon.PORT));
            caster.await();
            return Exit.DONE;
        }
    }
}
