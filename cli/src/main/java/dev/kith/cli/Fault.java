package dev.kith.cli;

import dev.kith.Kith;
import dev.kith.peer.Event;
import dev.kith.udp.Audience;
import java.util.Optional;

/** What ended a node that neither its user nor a signal stopped. */
final class Fault {
    private Fault() {}

    /** Why the node stopped by itself, if it did. */
    static Optional<String> of(Kith kith) {
        return kith.node().degraded().stream()
                .map(Event.Degraded::reason)
                .filter(reason -> reason.startsWith(Audience.STOPPED))
                .findFirst();
    }

    /** The exit code of a command that lasts as long as its node. */
    static int code(Kith kith) {
        return of(kith).isPresent() ? Exit.NOT_MET : Exit.DONE;
    }
}
