package dev.kith.cli;

import dev.kith.peer.Event;
import dev.kith.peer.Peer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One event as one line for people: {@code 14:02:11.204 + anna 10.0.0.4:41234 eth0}, and why unless it is a mere arrival. */
public final class Signs {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private Signs() {}

    /**
     * The line of an event.
     *
     * @param verbose whether an arrival, too, has its evidence on the line
     */
    static String line(Event event, ShownNames names, boolean verbose, ZoneId zone) {
        if (event instanceof Event.Change change) {
            String subject = subject(names.of(change), change.peer());
            String why = verbose || change.what() != Event.What.JOINED
                    ? "  " + EvidenceText.of(change.evidence(), where(change.peer()), names::ofId)
                    : "";
            return clock(event.time(), zone) + " " + of(change.what()) + " " + subject + why;
        }
        return clock(event.time(), zone) + " ! " + ((Event.Degraded) event).reason();
    }

    private static String subject(String name, Peer peer) {
        String where = where(peer);
        return where.isEmpty() ? name : name + " " + where;
    }

    private static String where(Peer peer) {
        List<String> parts = new ArrayList<>();
        peer.addresses().stream().findFirst().ifPresent(address -> parts.add(address.toString()));
        parts.addAll(peer.interfaces());
        return String.join(" ", parts);
    }

    /** The sign of a change. */
    public static char of(Event.What what) {
        return switch (what) {
            case JOINED -> '+';
            case CHANGED, RECOVERED -> '~';
            case SUSPECTED -> '?';
            case LEFT, LOST -> '-';
        };
    }

    /** The time of day, to the millisecond. */
    public static String clock(Instant time, ZoneId zone) {
        return CLOCK.format(time.atZone(zone));
    }
}
