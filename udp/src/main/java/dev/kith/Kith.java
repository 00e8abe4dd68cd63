package dev.kith;

import dev.kith.roster.Endpoint;
import dev.kith.roster.Event;
import dev.kith.roster.Evidence;
import dev.kith.roster.Kind;
import dev.kith.roster.Peer;
import dev.kith.roster.Status;
import dev.kith.text.Label;
import dev.kith.udp.Driver;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A running node in a group: who is there, and the news of it.
 *
 * <pre>{@code
 * try (Kith kith = Kith.join("lobby", me -> me.name("alice"))) {
 *     kith.peers().forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>Every method may be called from any thread. The node has one daemon thread; nothing an application does with the
 * values it is given can slow it.
 */
public final class Kith implements AutoCloseable {
    private final String group;
    private final Me me;
    private final Instant started = Instant.now();

    private final Object telling = new Object();
    private final List<Feed> feeds = new ArrayList<>();
    private volatile List<Peer> peers = List.of();
    private volatile List<Event.Degraded> degraded = List.of();
    private volatile List<String> interfaces = List.of();
    private volatile List<Endpoint> endpoints = List.of();
    private boolean ended;
    private volatile Optional<Driver> driver = Optional.empty();

    private Kith(String group, Me me) {
        this.group = Label.require("group", group);
        this.me = me;
    }

    /**
     * Starts a node and joins it to a group.
     *
     * @param group 1 to 64 bytes of UTF-8 without control characters
     * @param me says who this node is, see {@link Me}
     * @throws IOException if the network cannot be opened: no usable interface, or no socket
     * @throws IllegalArgumentException if the group or a setting breaks its rule; nothing was started then
     */
    public static Kith join(String group, Consumer<Me> me) throws IOException {
        Me self = new Me();
        me.accept(self);
        Kith kith = new Kith(group, self);
        Optional<String> castName = self.isClassic() && !self.isPassive() ? Optional.of(self.name()) : Optional.empty();
        Driver.Plan plan = new Driver.Plan(self.interfaces(), castName, self.isClassic());
        kith.driver = Optional.of(Driver.open(plan, kith.new Hub()));
        return kith;
    }

    /** The group's name. */
    public String group() {
        return group;
    }

    /** Everybody known in this run, those lost too, as of now: immutable, in no order to rely on. */
    public List<Peer> peers() {
        return peers;
    }

    /** This node as others would list it. */
    public Peer self() {
        return new Peer(
                "",
                Kind.KITH,
                me.name(),
                endpoints,
                interfaces,
                me.meta(),
                Map.of(),
                Status.ALIVE,
                started,
                Optional.empty(),
                Optional.empty(),
                false,
                Set.of());
    }

    /** The names of the interfaces in use now. */
    public List<String> interfaces() {
        return interfaces;
    }

    /** What this node cannot do as it should now, and since when; empty when all is well. */
    public List<Event.Degraded> degraded() {
        return degraded;
    }

    /** A new feed of the news, beginning with the peers there are now and what is degraded. */
    public Feed feed() {
        Feed feed = new Feed();
        synchronized (telling) {
            Evidence evidence = new Evidence(List.of(), "", "it was here before this feed");
            peers.stream()
                    .filter(peer -> peer.status() == Status.ALIVE || peer.status() == Status.SUSPECT)
                    .map(peer -> new Event.Change(Event.What.JOINED, peer, evidence, peer.since()))
                    .forEach(feed::offer);
            degraded.forEach(feed::offer);
            feeds.add(feed);
            if (ended) {
                feed.close();
            }
        }
        return feed;
    }

    /** Leaves, closes every socket and ends every feed. Waits for that; may be called again. */
    @Override
    public void close() {
        driver.ifPresent(Driver::close);
    }

    /** Takes what the loop tells to whoever reads. */
    private final class Hub implements Driver.Audience {
        @Override
        public void told(List<Peer> now, List<Event> news, List<Event.Degraded> standing) {
            synchronized (telling) {
                peers = now;
                degraded = standing;
                feeds.removeIf(Feed::isEnded);
                for (Feed feed : feeds) {
                    news.forEach(feed::offer);
                }
            }
        }

        @Override
        public void onNetwork(List<String> names, List<Endpoint> own) {
            interfaces = names;
            endpoints = own;
        }

        @Override
        public void ended() {
            synchronized (telling) {
                ended = true;
                feeds.forEach(Feed::close);
            }
        }
    }
}
