package dev.kith.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.classic.Beacon;
import dev.kith.text.Printable;
import dev.kith.udp.BeaconCaster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The article's {@code cast}: says a name every two seconds. */
@Command(
        name = "cast",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "Casts the classic beacon every two seconds until stopped, and hears nothing.",
        footer = {"", "Examples:", "  kith cast", "  kith cast --username hackerman1337"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {Exit.HELP_USAGE, Exit.HELP_NO_NETWORK, Exit.HELP_SIGNAL})
final class CastCommand implements Callable<Integer> {
    @SuppressWarnings("UnusedVariable") // the file is read before
    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = "--username",
            paramLabel = "NAME",
            description =
                    "the name to cast; cut where the beacon would be over 120 bytes (default: login or host name)")
    private Optional<String> username = Optional.empty();

    @Option(names = "--interface", paramLabel = "NAME", description = "cast on this interface; may be repeated")
    private List<String> interfaces = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        String name = username.orElseGet(DefaultName::get);
        if (name.isEmpty() || !Printable.is(name)) {
            throw new IllegalArgumentException(
                    "--username '" + Printable.of(name) + "' is empty or holds control characters");
        }
        Set<String> names = Set.copyOf(Environment.orElse(interfaces, "--interface"));
        try (BeaconCaster caster = BeaconCaster.open(names, name, reason -> Console.say("kith: " + reason))) {
            String beacon = new String(Beacon.encode(name), UTF_8);
            Console.say("kith: casting %s to %s:%d every 2 s".formatted(beacon, Beacon.GROUP, Beacon.PORT));
            caster.await();
            return Exit.DONE;
        }
    }
}
