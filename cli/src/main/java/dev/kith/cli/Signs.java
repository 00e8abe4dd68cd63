package dev.kith.cli;

import dev.kith.peer.Event;
import dev.kith.peer.Peer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One event as one line for people: {@code 14:02:11.204 + anna 10.0.0.4:41234 eth0}. */
final class Signs {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private Signs() {}

    static String line(Event event, ShownNames names, boolean verbose, ZoneId zone) {
        if (event instanceof Event.Change change) {
            String why = verbose || change.what() != Event.What.JOINED
                    ? "  " + change.evidence().reason()
                    : "";
            return clock(event.time(), zone) + " " + sign(change.what()) + " "
                    + subject(names.of(change), change.peer()) + why;
        }
        return clock(event.time(), zone) + " ! " + ((Event.Degraded) event).reason();
    }

    private static String subject(String name, Peer peer) {
        StringBuilder text = new StringBuilder(name);
        peer.addresses().stream()
                .findFirst()
                .ifPresent(address -> text.append(' ').append(address));
        peer.interfaces().forEach(nif -> text.append(' ').append(nif));
        return text.toString();
    }

    private static char sign(Event.What what) {
        return switch (what) {
            case JOINED -> '+';
            case CHANGED, RECOVERED -> '~';
            case SUSPECTED -> '?';
            case LEFT, LOST -> '-';
        };
    }

    private static String clock(Instant time, ZoneId zone) {
        return CLOCK.format(time.atZone(zone));
    }
}
