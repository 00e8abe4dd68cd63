package dev.kith.udp;

import dev.kith.node.Input;
import dev.kith.node.Node;
import dev.kith.node.Outbox;
import dev.kith.roster.Endpoint;
import dev.kith.roster.Event;
import dev.kith.roster.Peer;
import dev.kith.time.Moment;
import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs one {@link Node} on real sockets, with one thread: wait, read the clocks once, take what came, tick, tell.
 *
 * <p>Sockets are opened by {@link #open} on the caller's thread, so that its failures are the caller's; from then on only
 * the loop touches them and the node.
 */
public final class Driver implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Driver.class.getName());

    private static final long LOOK_AT_LINKS = Duration.ofSeconds(1).toNanos();
    /** A datagram of one's own may still be on its way when its address is already gone. */
    private static final long OWN_REMEMBERED = Duration.ofSeconds(10).toNanos();
    /** News of last-heard times alone is published no more often than this: it costs a copy of the roster. */
    private static final long REFRESH = Duration.ofMillis(100).toNanos();
    /** Timers wait for drained sockets, but not for ever: a flood must not stop the clock. */
    private static final long TICK_AT_LEAST = Duration.ofMillis(100).toNanos();

    private static final long NANOS_A_MILLI = 1_000_000;

    /** What the loop tells; called on the loop's thread only, and must not block. */
    public interface Audience {
        /** The roster after some steps, the news of them in order, and the troubles that stand. */
        void told(List<Peer> peers, List<Event> news, List<Event.Degraded> standing);

        /** The usable interfaces, at start and when they change, and where this node's datagrams come from. */
        void onNetwork(List<String> interfaces, List<Endpoint> own);

        /** The last call. */
        void ended();
    }

    private final Clock clock = new Clock();
    private final Selector selector;
    private final Links links;
    private final Optional<Caster> caster;
    private final Optional<BeaconPort> beaconPort;
    private final Node node;
    private final Audience audience;
    private final Thread thread;
    private volatile boolean closing;

    private final List<Event> news = new ArrayList<>();
    private final Map<Endpoint, Long> ownLastSeen = new HashMap<>();
    private List<Link> current = List.of();
    private final Troubles troubles = new Troubles();
    private boolean stale;
    private long lastLook;
    private long lastTick;
    private long lastTold;

    private Driver(Plan plan, Audience audience) throws IOException {
        this.selector = Selector.open();
        this.links = new Links(plan.interfaces());
        this.caster = plan.castName().isPresent() ? Optional.of(new Caster()) : Optional.empty();
        this.beaconPort = plan.hear() ? Optional.of(new BeaconPort(selector)) : Optional.empty();
        this.node = new Node(plan.castName());
        this.audience = audience;
        this.thread = new Thread(this::loop, "kith");
        thread.setDaemon(true);
    }

    /**
     * What a driver is to do.
     *
     * @param interfaces on which interfaces; none named means all that are usable
     * @param castName the name to cast by the classic beacon, or nothing to stay silent
     * @param hear whether to hear the classic beacon
     */
    public record Plan(Set<String> interfaces, Optional<String> castName, boolean hear) {
        /** Copies the set. */
        public Plan {
            interfaces = Set.copyOf(interfaces);
        }
    }

    /**
     * Opens the sockets and starts the loop.
     *
     * @throws IOException if there is no usable interface or no socket, saying why
     */
    public static Driver open(Plan plan, Audience audience) throws IOException {
        Driver driver = new Driver(plan, audience);
        try {
            driver.adopt(driver.clock.now(), driver.links.required());
        } catch (IOException | RuntimeException failure) {
            driver.closeSockets();
            throw failure;
        }
        driver.tell(driver.clock.now());
        driver.thread.start();
        return driver;
    }

    /** Ends the loop, waits for it, and closes the sockets; any thread, any number of times. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        boolean interrupted = false;
        while (thread.isAlive() && Thread.currentThread() != thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        try {
            while (!closing) {
                selector.select(key -> {}, millisToWait());
                turn(clock.now());
            }
        } catch (IOException | RuntimeException failure) {
            LOG.log(System.Logger.Level.ERROR, "the node stopped", failure);
            news.add(new Event.Degraded(
                    "the node stopped: " + failure, clock.now().wall()));
        } finally {
            tell(clock.now());
            closeSockets();
            audience.ended();
        }
    }

    private void turn(Moment now) throws IOException {
        if (now.nanos() - lastLook >= LOOK_AT_LINKS) {
            look(now);
        }
        boolean drained = beaconPort.isEmpty()
                || beaconPort.get().drain((from, interfaceName, datagram) -> {
                    stale = true;
                    node.step(now, new Input.BeaconHeard(from, interfaceName, datagram), outbox(now));
                });
        if (drained || now.nanos() - lastTick >= TICK_AT_LEAST) {
            lastTick = now.nanos();
            node.step(now, new Input.Tick(), outbox(now));
        }
        if (!news.isEmpty() || (stale && now.nanos() - lastTold >= REFRESH)) {
            tell(now);
        }
    }

    /** Rounded up, never zero: a wait cut short would spin until the deadline. */
    private long millisToWait() {
        long now = clock.now().nanos();
        long wake = Math.min(node.nextWake(), lastLook + LOOK_AT_LINKS);
        if (stale) {
            wake = Math.min(wake, lastTold + REFRESH);
        }
        return Math.max(0, wake - now) / NANOS_A_MILLI + 1;
    }

    private void look(Moment now) {
        lastLook = now.nanos();
        List<Link> usable = links.usable();
        if (usable.equals(current)) {
            hearOn(now, usable);
        } else {
            adopt(now, usable);
        }
    }

    private void adopt(Moment now, List<Link> usable) {
        if (usable.isEmpty()) {
            trouble(now, "interfaces", "no interface is up with an IPv4 address");
        } else {
            troubles.ended("interfaces");
        }
        current = usable;
        hearOn(now, usable);
        List<Endpoint> own = caster.map(socket -> socket.endpoints(usable)).orElse(List.of());
        ownLastSeen.values().removeIf(seen -> now.nanos() - seen > OWN_REMEMBERED);
        own.forEach(endpoint -> ownLastSeen.put(endpoint, now.nanos()));
        TreeSet<String> names = new TreeSet<>(usable.stream().map(Link::name).toList());
        audience.onNetwork(List.copyOf(names), own);
        node.step(now, new Input.Network(names, new HashSet<>(ownLastSeen.keySet())), outbox(now));
    }

    private void hearOn(Moment now, List<Link> usable) {
        Optional<String> deaf = beaconPort.flatMap(port -> port.follow(usable));
        if (deaf.isPresent()) {
            trouble(now, "beacon", "the beacon cannot be heard: " + deaf.get());
        } else {
            troubles.ended("beacon");
        }
    }

    private void trouble(Moment now, String about, String reason) {
        troubles.arose(about, reason, now.wall()).ifPresent(news::add);
    }

    private Outbox outbox(Moment now) {
        return new Outbox() {
            @Override
            public void cast(String interfaceName, byte[] beacon) {
                caster.ifPresent(socket -> Driver.this.cast(now, socket, interfaceName, beacon));
            }

            @Override
            public void emit(Event event) {
                news.add(event);
            }
        };
    }

    private void cast(Moment now, Caster socket, String interfaceName, byte[] beacon) {
        String about = "cast " + interfaceName;
        Optional<String> failure = socket.cast(interfaceName, beacon);
        if (failure.isPresent()) {
            trouble(now, about, failure.get());
        } else {
            troubles.ended(about);
        }
    }

    private void tell(Moment now) {
        lastTold = now.nanos();
        stale = false;
        audience.told(node.peers(), List.copyOf(news), troubles.standing());
        news.clear();
    }

    private void closeSockets() {
        beaconPort.ifPresent(BeaconPort::close);
        caster.ifPresent(Caster::close);
        Closing.quietly(selector);
    }
}
