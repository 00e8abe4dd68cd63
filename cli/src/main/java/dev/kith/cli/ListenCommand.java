package dev.kith.cli;

import dev.kith.peer.Endpoint;
import dev.kith.text.Printable;
import dev.kith.udp.BeaconListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The article's {@code listen}: prints every datagram of the beacon's port. */
@Command(
        name = "listen",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "Prints every datagram that comes to the classic beacon's port, and sends nothing.",
        footer = {"", "Examples:", "  kith listen", "  kith listen --interface eth0"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nobody reads any more", Exit.HELP_USAGE, Exit.HELP_NO_NETWORK, Exit.HELP_SIGNAL})
final class ListenCommand implements Callable<Integer> {
    @SuppressWarnings("UnusedVariable") // the file is read before
    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--interface", paramLabel = "NAME", description = "listen on this interface; may be repeated")
    private List<String> interfaces = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Set<String> names = Set.copyOf(Environment.orElse(interfaces, "--interface"));
        try (BeaconListener listener = BeaconListener.open(names)) {
            StdoutReader.watch(listener::close);
            if (!Console.print("Listening on: 0.0.0.0:9778")) {
                return Exit.DONE;
            }
            listener.run((from, datagram) -> print(listener, from, datagram));
            return Exit.DONE;
        }
    }

    private static void print(BeaconListener listener, Endpoint from, byte[] datagram) {
        String message = Printable.of(new String(datagram, StandardCharsets.UTF_8));
        if (!Console.print("server got: " + message + " from " + from)) {
            listener.close();
        }
    }
}
