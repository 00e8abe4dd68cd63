package dev.kith.cli;

import dev.kith.peer.Endpoint;
import dev.kith.text.Printable;
import dev.kith.udp.BeaconListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** The article's {@code listen}: prints every datagram of the beacon's port. */
final class ListenCommand implements Command {
    private final Option<List<String>> interfaces =
            Option.several("--interface", "NAME", "listen on this interface; may be repeated");

    @Override
    public CommandSpec spec() {
        return Declaration.of(
                        "listen",
                        this,
                        "Prints every datagram that comes to the classic beacon's port, and sends nothing.")
                .footer("", "Examples:", "  kith listen", "  kith listen --interface eth0")
                .exits("0:nobody reads any more", Exit.HELP_USAGE, Exit.HELP_NO_NETWORK, Exit.HELP_SIGNAL)
                .takes(interfaces, ConfigFile.option())
                .spec();
    }

    @Override
    public Integer call() throws IOException {
        Set<String> names = Set.copyOf(interfaces.get());
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
