package dev.kith.node;

import dev.kith.peer.Event;
import dev.kith.time.Moment;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells, once for each of the first addresses and once for all others, of datagrams for this group that are sealed otherwise than this node's. */
final class OtherKeys {
    /** As long as a start lasts, so that the count says something. */
    private static final long COUNTED_FOR = 3_000_000_000L;

    private static final int MAX_TOLD = 16;

    /** In what they differ. */
    enum Difference {
        OTHER_KEY("with another key"),
        NO_KEY("without a key"),
        A_KEY("with a key, which this node lacks");

        private final String words;

        Difference(String words) {
            this.words = words;
        }
    }

    private static final class Heard {
        private final Difference difference;
        private final long since;
        private int datagrams;
        private boolean told;

        Heard(Difference difference, long since) {
            this.difference = difference;
            this.since = since;
        }
    }

    private final Map<String, Heard> heard = new LinkedHashMap<>();
    private long next = Long.MAX_VALUE;

    void heard(Moment now, InetAddress from, Difference difference) {
        String one = from.getHostAddress();
        // Anybody can send from many addresses: none takes the place of one that is still counted.
        String who = heard.containsKey(one) || heard.size() < MAX_TOLD ? one : "others";
        Heard of = heard.computeIfAbsent(who, any -> new Heard(difference, now.nanos()));
        of.datagrams++;
        if (!of.told) {
            next = Math.min(next, of.since + COUNTED_FOR);
        }
    }

    long nextWake() {
        return next;
    }

    List<Event> takeDue(Moment now) {
        List<Event> due = new ArrayList<>();
        if (next > now.nanos()) {
            return due;
        }
        next = Long.MAX_VALUE;
        heard.forEach((from, of) -> {
            if (of.told) {
                return;
            }
            if (of.since + COUNTED_FOR > now.nanos()) {
                next = Math.min(next, of.since + COUNTED_FOR);
                return;
            }
            of.told = true;
            String datagrams = of.datagrams == 1 ? "1 datagram" : of.datagrams + " datagrams";
            due.add(new Event.Degraded(
                    "%s for this group %s, from %s".formatted(datagrams, of.difference.words, from), now.wall()));
        });
        return due;
    }
}
