package dev.kith.udp;

import dev.kith.classic.Beacon;
import dev.kith.node.Input;
import dev.kith.node.Node;
import dev.kith.node.Outbox;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Via;
import dev.kith.time.Moment;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Runs one {@link Node} on real sockets, with one thread: wait, read the clocks once, take what came, tick, tell.
 *
 * <p>Sockets are opened by {@link #open} on the caller's thread, so that its failures are the caller's; from then on only
 * the loop touches them and the node.
 */
public final class Driver implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Driver.class.getName());

    private static final long LOOK_AT_LINKS = Duration.ofSeconds(1).toNanos();
    /** News of last-heard times alone is published no more often than this: it costs a copy of the roster. */
    private static final long REFRESH = Duration.ofMillis(100).toNanos();
    /** Timers wait for drained sockets, but not for ever: a flood must not stop the clock. */
    private static final long TICK_AT_LEAST = Duration.ofMillis(100).toNanos();
    /** The wall clock so far ahead of the monotonic one, the host slept: the latter stops then. */
    private static final Duration SLEPT = Duration.ofSeconds(1);

    private static final long NANOS_A_MILLI = 1_000_000;

    /**
     * What a driver is to do.
     *
     * @param interfaces on which interfaces; none named means all that are usable
     * @param toAll how the native protocol reaches everybody, or nothing to leave it out
     * @param hops how many routers multicast may pass, and one
     * @param hearsBeacon whether to hear the classic beacon
     * @param silent whether to send nothing at all
     */
    public record Plan(Set<String> interfaces, Optional<Shared> toAll, int hops, boolean hearsBeacon, boolean silent) {
        /** Copies the set. */
        public Plan {
            interfaces = Set.copyOf(interfaces);
        }
    }

    /** The multicast group and port that all nodes hear. */
    public record Shared(InetAddress group, int port) {}

    /** What the loop tells; called on the loop's thread only, and must not block. */
    public interface Audience {
        /** An event in one of the groups. */
        void news(String group, Event event);

        /** The node is as it is after some steps; events told before are of these. */
        void told(Node node, List<Event.Degraded> standing);

        /** The usable interfaces, at start and when they change. */
        void onNetwork(List<String> interfaces, List<Endpoint> own);

        /** The last call. */
        void ended();
    }

    private record Command(Input input, CompletableFuture<Void> done) {}

    private final Clock clock = new Clock();
    private final Selector selector;
    private final Links links;
    private final Receiving receiving = new Receiving();
    private final Failures failures = new Failures();
    private final OwnSockets own;
    private final List<SharedPort> nativePorts = new ArrayList<>();
    private final Optional<SharedPort> beaconPort;
    private final Node node;
    private final Plan plan;
    private final Audience audience;
    private final Thread thread;
    private final Queue<Command> commands = new ConcurrentLinkedQueue<>();
    private volatile boolean closing;

    private final Outbox sending = new Sending();
    private final Troubles troubles = new Troubles();
    private List<Link> current = List.of();
    private Set<Endpoint> ownEndpoints = Set.of();
    private boolean fresh;
    private boolean stale;
    private long lastLook;
    private long lastTick;
    private long lastTold;

    private Driver(Plan plan, Node.Setup setup, Audience audience) throws IOException {
        this.plan = plan;
        this.selector = Selector.open();
        this.links = new Links(plan.interfaces());
        InetAddress group6 = InetAddress.getByName(OwnSockets.GROUP_6);
        Shared toAll = plan.toAll().orElse(new Shared(InetAddress.getByName(Beacon.GROUP), 0));
        this.own = new OwnSockets(
                selector, new OwnSockets.ToAll(toAll.group(), group6, toAll.port()), plan.hops(), failures);
        if (plan.toAll().isPresent()) {
            nativePorts.add(new SharedPort(selector, toAll.group(), toAll.port(), receiving));
            nativePorts.add(new SharedPort(selector, group6, toAll.port(), receiving));
        }
        InetAddress beaconGroup = InetAddress.getByName(Beacon.GROUP);
        this.beaconPort = plan.hearsBeacon()
                ? Optional.of(new SharedPort(selector, beaconGroup, Beacon.PORT, receiving))
                : Optional.empty();
        this.node = new Node(setup);
        this.audience = audience;
        this.thread = new Thread(this::loop, "kith");
        thread.setDaemon(true);
    }

    /**
     * Opens the sockets and starts the loop.
     *
     * @throws IOException if there is no usable interface or no socket, or if the native port cannot be shared, saying why
     */
    public static Driver open(Plan plan, Node.Setup setup, Audience audience) throws IOException {
        Driver driver = new Driver(plan, setup, audience);
        try {
            List<Link> usable = driver.links.required();
            for (SharedPort port : driver.nativePorts) {
                Optional<String> deaf = port.follow(usable);
                if (deaf.isPresent()) {
                    throw new IOException(deaf.get());
                }
            }
            driver.adopt(driver.clock.now(), usable);
        } catch (IOException | RuntimeException failure) {
            driver.closeSockets();
            throw failure;
        }
        driver.tell(driver.clock.now());
        driver.thread.start();
        return driver;
    }

    /**
     * Has the loop do something, and waits until it is done.
     *
     * @throws IllegalArgumentException if the node refuses it
     * @throws IllegalStateException if the driver is closed
     */
    public void command(Input input) {
        Command command = new Command(input, new CompletableFuture<>());
        commands.add(command);
        selector.wakeup();
        if (!thread.isAlive()) {
            refuseCommands();
        }
        try {
            command.done().join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof IllegalArgumentException refused) {
                throw new IllegalArgumentException(refused.getMessage(), refused);
            }
            throw new IllegalStateException("the node is closed", failure.getCause());
        }
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
            troubles.arose("loop", "the node stopped: " + failure, clock.now().wall());
        } finally {
            closing = true;
            tell(clock.now());
            closeSockets();
            refuseCommands();
            audience.ended();
        }
    }

    private void turn(Moment now) throws IOException {
        if (clock.slept(SLEPT)) {
            step(now, new Input.Woke());
        }
        if (now.nanos() - lastLook >= LOOK_AT_LINKS) {
            look(now);
        }
        for (Command command = commands.poll(); command != null; command = commands.poll()) {
            obey(now, command);
        }
        boolean drained = drain(now);
        if (drained || now.nanos() - lastTick >= TICK_AT_LEAST) {
            lastTick = now.nanos();
            step(now, new Input.Tick());
        }
        if (fresh || (stale && now.nanos() - lastTold >= REFRESH)) {
            tell(now);
        }
    }

    private boolean drain(Moment now) throws IOException {
        boolean empty = own.drain(
                receiving,
                current,
                (from, interfaceName, datagram) ->
                        step(now, new Input.Heard(from, interfaceName, Via.UNICAST, datagram)));
        for (SharedPort port : nativePorts) {
            empty &= port.drain((from, interfaceName, datagram) ->
                    step(now, new Input.Heard(from, interfaceName, Via.MULTICAST, datagram)));
        }
        if (beaconPort.isPresent()) {
            empty &= beaconPort
                    .get()
                    .drain((from, interfaceName, datagram) ->
                            hearBeacon(now, new Input.BeaconHeard(from, interfaceName, datagram)));
        }
        return empty;
    }

    /** A beacon from this node's own port but none of its addresses may be its own, cast as an address changed. */
    private void hearBeacon(Moment now, Input.BeaconHeard heard) {
        boolean maybeOwn = ownEndpoints.stream()
                .anyMatch(endpoint -> endpoint.port() == heard.from().port());
        if (maybeOwn && !ownEndpoints.contains(heard.from())) {
            adoptIfChanged(now);
        }
        step(now, heard);
    }

    private void obey(Moment now, Command command) {
        try {
            step(now, command.input());
            tell(now);
            command.done().complete(null);
        } catch (IllegalArgumentException refused) {
            command.done().completeExceptionally(refused);
        }
    }

    private void step(Moment now, Input input) {
        stale |= !(input instanceof Input.Tick);
        node.step(now, input, sending);
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
        if (!adoptIfChanged(now)) {
            hearOn(now, current);
        }
        standing(now, "sending", failures.lasting());
    }

    private boolean adoptIfChanged(Moment now) {
        List<Link> usable = links.usable();
        boolean changed = !usable.equals(current);
        if (changed) {
            adopt(now, usable);
        }
        return changed;
    }

    private void adopt(Moment now, List<Link> usable) {
        Optional<String> none = usable.isEmpty() ? Optional.of("no interface is up with an address") : Optional.empty();
        standing(now, "interfaces", none);
        current = usable;
        hearOn(now, usable);
        List<Endpoint> endpoints = plan.silent() ? List.of() : own.endpoints(usable);
        TreeSet<String> names = new TreeSet<>(usable.stream().map(Link::name).toList());
        ownEndpoints = Set.copyOf(endpoints);
        audience.onNetwork(List.copyOf(names), endpoints);
        step(now, new Input.Network(names, endpoints));
    }

    private void hearOn(Moment now, List<Link> usable) {
        standing(
                now,
                "beacon",
                beaconPort.flatMap(port -> port.follow(usable)).map(reason -> "the beacon cannot be heard: " + reason));
        Optional<String> deaf = Optional.empty();
        for (SharedPort port : nativePorts) {
            Optional<String> failure = port.follow(usable);
            deaf = deaf.isPresent() ? deaf : failure;
        }
        standing(now, "native", deaf.map(reason -> "multicast cannot be heard: " + reason));
    }

    private void standing(Moment now, String about, Optional<String> reason) {
        if (reason.isEmpty()) {
            troubles.ended(about);
        } else if (troubles.arose(about, reason.get(), now.wall())) {
            fresh = true;
        }
    }

    private void tell(Moment now) {
        lastTold = now.nanos();
        fresh = false;
        stale = false;
        audience.told(node, troubles.standing());
    }

    private void refuseCommands() {
        for (Command command = commands.poll(); command != null; command = commands.poll()) {
            command.done().completeExceptionally(new IllegalStateException("closed"));
        }
    }

    private void closeSockets() {
        nativePorts.forEach(SharedPort::close);
        beaconPort.ifPresent(SharedPort::close);
        own.close();
        Closing.quietly(selector);
    }

    /** What the node says, on its way out. */
    private final class Sending implements Outbox {
        @Override
        public void cast(String interfaceName, byte[] beacon) {
            current.stream()
                    .filter(link -> link.name().equals(interfaceName) && link.hasIpv4() && !plan.silent())
                    .forEach(link -> own.cast(link, beacon));
        }

        @Override
        public void multicast(byte[] datagram, boolean broadcastToo) {
            if (plan.toAll().isPresent() && !plan.silent()) {
                current.forEach(link -> own.multicast(link, datagram, broadcastToo));
            }
        }

        @Override
        public void send(Endpoint to, byte[] datagram) {
            if (!plan.silent()) {
                own.send(to, datagram);
            }
        }

        @Override
        public void emit(String group, Event event) {
            fresh = true;
            audience.news(group, event);
        }
    }
}
