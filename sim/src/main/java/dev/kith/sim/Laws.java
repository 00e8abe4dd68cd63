package dev.kith.sim;

import dev.kith.peer.Account;
import dev.kith.peer.Accounts;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Past;
import dev.kith.peer.PeerId;
import dev.kith.peer.Status;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What must hold at every moment of a run, checked from the datagrams and the news alone:
 *
 * <ul>
 *   <li>no datagram is over 1,232 bytes;
 *   <li>nobody sees itself, and nobody sees another group;
 *   <li>a peer that left does not come back by itself;
 *   <li>a peer is at no address that was never its own;
 *   <li>the news of a peer is in a legal order;
 *   <li>nobody is lost who runs and whom nothing kept from the one who says so;
 *   <li>who hears nobody at all loses nobody;
 *   <li>who crashed is known to be gone to all who can know, within a bound;
 *   <li>to an address that has not proven itself no more bytes go than came from it, but for one probe in ten seconds,
 *       and none of what became of a peer;
 *   <li>what a member is said to have seen is what it told its application;
 *   <li>settled nodes send at most 1,000 bytes a second in the mean, and each holds no more than a bound for each node there ever was.
 * </ul>
 */
public final class Laws {
    /** A trouble of that long ago explains no loss any more. */
    private static final long TROUBLE_LASTS = 12_000_000_000L;

    /** Until then doubts that began before may end in a loss. */
    private static final long ISOLATED_AFTER = 5_000_000_000L;

    /** A minute since the last answer, while other words may have come for the whole time of faults. */
    private static final long ISOLATION_LASTS = 30_000_000_000L;

    private static final int MOST_BYTES_A_SECOND = 1000;
    private static final int MOST_BYTES_A_SECOND_BY_ONE = 1250;
    /** Most of it are questions that were never answered. */
    private static final int HELD_AT_MOST = 5000;

    private static final int HELD_FOR_EACH = 50;

    private record Seen(SimNode node, String peerId) {}

    private final World world;
    private final Crashes crashes;
    private final Balances balances;
    private final Map<Seen, Status> lastStatus = new HashMap<>();
    private final Map<PeerId, Set<Endpoint>> addresses = new HashMap<>();
    private final Map<SimNode, Message.View> lastViews = new HashMap<>();
    private long datagrams;
    private long bytes;
    private long repairBytes;
    /** By each for others. */
    private final Map<SimNode, Long> passedOn = new HashMap<>();

    Laws(World world) {
        this.world = world;
        this.crashes = new Crashes(world);
        this.balances = new Balances(world);
    }

    /** How many datagrams were sent. */
    public long datagrams() {
        return datagrams;
    }

    /** How many bytes of payload were sent. */
    public long bytes() {
        return bytes;
    }

    /** How many of these told what views differ in, or were pulled for it. */
    long repairBytes() {
        return repairBytes;
    }

    void moved(SimNode node, Endpoint to) {
        addresses.computeIfAbsent(node.id(), any -> new HashSet<>()).add(to);
    }

    /** All nodes of a group that say what they know say the same. */
    void requireOneView(Collection<SimNode> group) {
        Set<Message.View> views = new HashSet<>();
        group.forEach(node -> views.add(lastViews.getOrDefault(node, new Message.View(1, 0))));
        if (group.size() > 1) {
            require(views.size() == 1, group.iterator().next(), "and its group say " + views);
        }
    }

    void sent(SimNode from, byte[] datagram) {
        datagrams++;
        bytes += datagram.length;
        require(datagram.length <= Header.MAX_DATAGRAM, from, "a datagram of " + datagram.length + " bytes");
        require(
                from.role().keys() == Role.OPEN
                        || (Datagrams.begin(datagram) instanceof Datagrams.Headed headed
                                && headed.header().isSealed()),
                from,
                "says something in clear");
        Message said = message(datagram);
        if (said instanceof Message.Probe probe) {
            lastViews.put(from, probe.view());
        } else if (said instanceof Message.Ack ack) {
            lastViews.put(from, ack.view());
        } else if (said instanceof Message.Compare
                || said instanceof Message.Compared
                || said instanceof Message.Pull
                || said instanceof Message.Page) {
            repairBytes += datagram.length;
        }
    }

    void sentTo(SimNode from, Endpoint to, byte[] datagram) {
        Message message = message(datagram);
        if (message instanceof Message.Forwarded) {
            passedOn.merge(from, (long) datagram.length, Long::sum);
        }
        balances.sent(from, to, datagram, message);
    }

    void heard(SimNode to, Endpoint from, byte[] datagram) {
        balances.heard(to, from, datagram);
    }

    /** How many bytes a node sent that it did not pass on for others who cannot reach each other, of which there may be any number. */
    long ownBytes(SimNode node) {
        return node.sentBytes() - passedOn.getOrDefault(node, 0L);
    }

    void told(SimNode node, Event event) {
        if (!(event instanceof Event.Change change)) {
            return;
        }
        String peerId = change.peer().id();
        require(!peerId.equals(node.id().toString()), node, "sees itself");
        if (world.isPlayed(peerId)) {
            return;
        }
        if (world.withId(peerId).isEmpty()) {
            // Passed on by a member that lies; nobody has signed it.
            require(!change.peer().verified(), node, "sees " + change.peer() + ", whom nobody started");
            return;
        }
        SimNode peer = world.withId(peerId).get(0);
        require(peer.role().belongsWith(node.role()), node, "sees " + peer + " of another group or version");
        require(
                !change.peer().verified()
                        || addresses
                                .getOrDefault(peer.id(), Set.of())
                                .containsAll(change.peer().addresses()),
                node,
                "sees " + peer + " at " + change.peer().addresses() + ", where it never was");
        require(
                change.what() != Event.What.LOST || !isIsolated(node),
                node,
                "lost " + peer + ", though it hears nobody at all: " + change.evidence());
        Status status = change.peer().status();
        Status before = lastStatus.put(new Seen(node, peerId), status);
        Optional<SimNode> living =
                world.withId(peerId).stream().filter(SimNode::isRunning).findFirst();
        boolean anotherLife = living.isPresent() && world.withId(peerId).size() > 1;
        require(
                change.what() != Event.What.LOST || !isWrong(node, living, change),
                node,
                "lost " + peer + ", which it could reach: " + change.evidence());
        require(
                isLegal(before, change, anotherLife),
                node,
                "told " + change.what() + " of " + peer + ", which was " + before);
    }

    /** It has heard nobody for a while, not since for ever, and holds others to be there whom it does not hear either. */
    private boolean isIsolated(SimNode node) {
        long silence = world.now().nanos() - node.lastHeard();
        return silence > ISOLATED_AFTER
                && silence < ISOLATION_LASTS
                && !node.present().isEmpty();
    }

    void crashed(SimNode node) {
        crashes.crashed(node);
    }

    void requireFrugal(Map<SimNode, Double> bytesASecond) {
        requireFrugal(bytesASecond, 0);
    }

    /**
     * What settled nodes sent in a while, by the second: in one of them more of the rare questions may fall than in another.
     *
     * @param besides what each may send more, for a reason of its run
     */
    void requireFrugal(Map<SimNode, Double> bytesASecond, int besides) {
        double mean = bytesASecond.values().stream()
                .mapToDouble(rate -> rate)
                .average()
                .orElse(0);
        bytesASecond.forEach((node, rate) -> {
            boolean fewInTheMean = mean <= MOST_BYTES_A_SECOND + besides;
            require(fewInTheMean, node, "and the others send %.0f bytes a second".formatted(mean));
            boolean few = rate <= MOST_BYTES_A_SECOND_BY_ONE + besides;
            require(few, node, "sends %.0f bytes a second".formatted(rate));
        });
    }

    /** What a node holds is bounded by what there ever was of others. */
    void requireBounded(SimNode node) {
        requireBounded(node, Held.by(node.engine()));
    }

    void requireBounded(SimNode node, long held) {
        int nodes = world.nodes().size();
        long most = HELD_AT_MOST + (long) HELD_FOR_EACH * nodes;
        require(held <= most, node, "holds " + held + " entries, of " + nodes + " nodes there ever were");
    }

    void answered(SimNode node, Accounts answer) {
        for (Account account : answer.all()) {
            String id = account.history().id();
            for (Past change : account.history().changes()) {
                boolean wasTold = world.withId(account.teller()).stream()
                        .flatMap(teller -> teller.told().stream())
                        .anyMatch(event -> event instanceof Event.Change told && isOf(told, id, change));
                require(
                        wasTold,
                        node,
                        "hears of %s as of %s: %s, which never was".formatted(id, account.teller(), change));
            }
        }
    }

    /** The time is cut at microseconds. */
    private static boolean isOf(Event.Change told, String id, Past change) {
        return told.peer().id().equals(id)
                && told.what() == change.what()
                && told.evidence().equals(change.evidence())
                && told.time()
                        .truncatedTo(ChronoUnit.MICROS)
                        .equals(change.time().truncatedTo(ChronoUnit.MICROS));
    }

    /** A loss of one that runs, when nothing has kept the two from each other for a while. */
    private boolean isWrong(SimNode node, Optional<SimNode> living, Event.Change change) {
        boolean forged = change.evidence().reason().equals("the signature of its record is wrong");
        long lately = world.now().nanos() - TROUBLE_LASTS;
        return !forged
                && living.isPresent()
                && living.get().startedAt() < lately
                && world.troubles().noneSince(lately, node, living.get())
                && world.network().mayMeet(node, living.get(), lately);
    }

    private static boolean isLegal(
            @org.jspecify.annotations.Nullable Status before, Event.Change change, boolean anotherLife) {
        boolean present = before == Status.ALIVE || before == Status.SUSPECT;
        return switch (change.what()) {
            // Told of one that is there, it is a new incarnation.
            case JOINED ->
                before == null
                        || before == Status.LOST
                        // What left may have been a forgery, forgotten since; whoever is started again is another life.
                        || (before == Status.LEFT && anotherLife)
                        || change.evidence().reason().equals("it was started anew");
            case CHANGED -> present;
            case SUSPECTED -> before == Status.ALIVE;
            case RECOVERED -> before == Status.SUSPECT || before == Status.LOST;
            case LEFT -> before != null && before != Status.LEFT;
            case LOST -> present;
        };
    }

    private Message message(byte[] datagram) {
        return world.keys().glass().read(datagram).orElseThrow(() -> new Broken("a node sent what no node can read"));
    }

    private void require(boolean holds, SimNode node, String otherwise) {
        require(world, holds, node, otherwise);
    }

    /** Ends the run unless something holds. */
    static void require(World world, boolean holds, SimNode node, String otherwise) {
        if (!holds) {
            throw new Broken("at %.3f ms %s: %s".formatted(world.now().nanos() / 1e6, node, otherwise));
        }
    }
}
