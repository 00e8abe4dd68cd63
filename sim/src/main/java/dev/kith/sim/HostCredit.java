package dev.kith.sim;

import dev.kith.peer.Endpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * In which ways what a node sent to the unproven ports of one host may have been paid for. No law sees which of them the node went by, so
 * all are kept than which no other is better; where there is none, more went there than may. Of too many, which many ports make, one is
 * kept that is as good as each: it may let pass what should not, and never blames who keeps the law.
 */
@SuppressWarnings("exports") // whoever drives an engine sees what it is made of
public final class HostCredit {
    private static final int PROBES = 1;
    private static final int TRIES = 4;
    private static final int MOST_WAYS = 32;

    /** For what a datagram need not have been earned. */
    public enum Leave {
        /** It has to be earned. */
        NONE,
        /** One probe. */
        PROBE,
        /** Four where somebody named the address. */
        TRY,
        /** Either. */
        PROBE_OR_TRY
    }

    private final long window;
    private final Map<Endpoint, Long> earned = new HashMap<>();
    private long earnedByProven;
    private List<Way> ways = List.of(new Way(Map.of(), 0, List.of(), List.of()));

    /** Nothing was sent yet; what need not be earned is counted over so many nanoseconds. */
    public HostCredit(long window) {
        this.window = window;
    }

    /** So many bytes came from a port. */
    public void earn(Endpoint from, int bytes) {
        earned.merge(from, (long) bytes, Long::sum);
    }

    /** So many came from one that has proven itself, which pays for others, too. */
    public void earnByProven(int bytes) {
        earnedByProven += bytes;
    }

    /** How many bytes came from a port. */
    public long earned(Endpoint from) {
        return earned.getOrDefault(from, 0L);
    }

    /** Nothing that goes to that port has to be earned any more. */
    public void forget(Endpoint proven) {
        ways = best(ways.stream().map(way -> way.without(proven)));
    }

    /** So many bytes went to a port; the answer is whether they and all before may have been paid for. If not, they do not count. */
    public boolean pays(Endpoint to, int bytes, Leave leave, long now) {
        List<Way> next = best(ways.stream().flatMap(way -> way.after(this, to, bytes, leave, now)));
        ways = next.isEmpty() ? ways : next;
        return !next.isEmpty();
    }

    private static List<Way> best(Stream<Way> all) {
        List<Way> best = new ArrayList<>();
        all.forEach(way -> {
            if (best.stream().noneMatch(other -> other.isAsGoodAs(way))) {
                best.removeIf(way::isAsGoodAs);
                best.add(way);
                joinIfTooMany(best);
            }
        });
        return best;
    }

    private static void joinIfTooMany(List<Way> ways) {
        if (ways.size() > MOST_WAYS) {
            Way joined = ways.stream().reduce(Way::joined).orElseThrow();
            ways.clear();
            ways.add(joined);
        }
    }

    /**
     * One way.
     *
     * @param spent what each port paid for itself
     * @param spentOfProven what the proven ones paid
     * @param probes when a probe was not paid for, of late
     * @param tries when a try was not, the oldest first
     */
    private record Way(Map<Endpoint, Long> spent, long spentOfProven, List<Long> probes, List<Long> tries) {
        Stream<Way> after(HostCredit credit, Endpoint to, int bytes, Leave leave, long now) {
            List<Long> probesOfLate = ofLate(probes, now - credit.window);
            List<Long> triesOfLate = ofLate(tries, now - credit.window);
            Stream.Builder<Way> next = Stream.builder();
            // A port that has enough pays for itself: what it has is of use to no other.
            long own = Math.min(bytes, credit.earned(to) - spent.getOrDefault(to, 0L));
            if (bytes - own <= credit.earnedByProven - spentOfProven) {
                Map<Endpoint, Long> paid = new HashMap<>(spent);
                paid.merge(to, own, Long::sum);
                next.add(new Way(paid, spentOfProven + bytes - own, probesOfLate, triesOfLate));
            }
            if ((leave == Leave.PROBE || leave == Leave.PROBE_OR_TRY) && probesOfLate.size() < PROBES) {
                next.add(new Way(spent, spentOfProven, and(probesOfLate, now), triesOfLate));
            }
            if ((leave == Leave.TRY || leave == Leave.PROBE_OR_TRY) && triesOfLate.size() < TRIES) {
                next.add(new Way(spent, spentOfProven, probesOfLate, and(triesOfLate, now)));
            }
            return next.build();
        }

        Way without(Endpoint port) {
            Map<Endpoint, Long> others = new HashMap<>(spent);
            others.remove(port);
            return new Way(others, spentOfProven, probes, tries);
        }

        /** Whether whatever may follow the other may follow this one. */
        boolean isAsGoodAs(Way other) {
            return spentOfProven <= other.spentOfProven
                    && areNoLater(probes, other.probes)
                    && areNoLater(tries, other.tries)
                    && spent.entrySet().stream()
                            .allMatch(paid -> paid.getValue() <= other.spent.getOrDefault(paid.getKey(), 0L));
        }

        /** One that is as good as both. */
        Way joined(Way other) {
            Map<Endpoint, Long> least = new HashMap<>(spent);
            least.keySet().retainAll(other.spent.keySet());
            least.replaceAll((port, paid) -> Math.min(paid, other.spent.getOrDefault(port, 0L)));
            return new Way(
                    least,
                    Math.min(spentOfProven, other.spentOfProven),
                    earlier(probes, other.probes),
                    earlier(tries, other.tries));
        }

        /** As many as the fewer of both, of the last of each the earlier. */
        private static List<Long> earlier(List<Long> these, List<Long> those) {
            int more = those.size() - these.size();
            if (more < 0) {
                return earlier(those, these);
            }
            return IntStream.range(0, these.size())
                    .mapToObj(i -> Math.min(these.get(i), those.get(i + more)))
                    .toList();
        }

        private static List<Long> ofLate(List<Long> times, long since) {
            return times.stream().filter(at -> at > since).toList();
        }

        private static List<Long> and(List<Long> times, long now) {
            return Stream.concat(times.stream(), Stream.of(now)).toList();
        }

        /** The last of these is no later than the last of those, and so on: each of these makes room at least as soon. */
        private static boolean areNoLater(List<Long> these, List<Long> those) {
            int more = those.size() - these.size();
            if (more < 0) {
                return false;
            }
            for (int i = 0; i < these.size(); i++) {
                if (these.get(i) > those.get(i + more)) {
                    return false;
                }
            }
            return true;
        }
    }
}
