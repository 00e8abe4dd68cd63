package dev.kith.udp;

import dev.kith.node.Input;
import dev.kith.node.Node;
import dev.kith.node.Outbox;
import dev.kith.peer.Answer;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.LinkHealth;
import dev.kith.peer.Via;
import dev.kith.time.Moment;
import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/**
 * Runs one {@link Node} on real sockets, with one thread: wait, read the clocks once, take what came, tick, tell.
 *
 * <p>Sockets are opened by {@link #open} on the caller's thread, so that its failures are the caller's; from then on only
 * the loop touches them and the node.
 */
public final class Driver implements AutoCloseable {
    private static final long NANOS_A_MILLI = 1_000_000;
    private static final long LOOK_AT_LINKS = Duration.ofMillis(1500).toNanos();
    /** The first: by then what is said at the start is on its way. */
    private static final long FIRST_LOOK = Duration.ofMillis(50).toNanos();
    /** News of last-heard times alone is published no more often than this: it costs a copy of the roster. */
    private static final long REFRESH = Duration.ofSeconds(1).toNanos();
    /** Timers wait for drained sockets, but not for ever: a flood must not stop the clock. */
    private static final long TICK_AT_LEAST = Duration.ofMillis(100).toNanos();
    /** The wall clock so far ahead of the monotonic one, the host slept: the latter stops then. */
    private static final Duration SLEPT = Duration.ofSeconds(1);

    private final Clock clock = new Clock();
    private final Selector selector;
    private final Links links;
    private final Receiving receiving = new Receiving();
    private final Failures failures = new Failures();
    private final Traffic traffic = new Traffic();
    private final OwnSockets own;
    private final OtherWays otherWays;
    private final OtherProtocols otherProtocols;
    private final Knocking knocking;
    private final Hearing hearing;
    private final Doors doors;
    private final Node node;
    private final Plan plan;
    private final Audience audience;
    private final Thread thread;
    private final Commands commands = new Commands();
    private volatile boolean closing;
    private final Outbox sending = new Sending();
    private final Troubles troubles = new Troubles();
    private List<Link> current = List.of();
    private Set<Endpoint> ownEndpoints = Set.of();
    private final MaybeOwn maybeOwn = new MaybeOwn();

    /** The moment of this turn of the loop. */
    private Moment turn = clock.now();

    private final Receiving.Listener toThisNode = this::hearAlone;
    private final Receiving.Listener toAllNodes = (from, interfaceName, datagram) ->
            step(turn, new Input.Heard(from, interfaceName, Via.MULTICAST, datagram));
    private final Receiving.Listener toBeaconPort =
            (from, interfaceName, datagram) -> hearBeacon(turn, new Input.BeaconHeard(from, interfaceName, datagram));

    private boolean fresh;
    private boolean stale;
    private long lastLook = FIRST_LOOK - LOOK_AT_LINKS;
    private long lastDrained;
    private long lastTold;

    private Driver(Plan plan, Node.Setup setup, Audience audience, Selector selector) throws IOException {
        this.plan = plan;
        this.selector = selector;
        this.links = new Links(plan.interfaces());
        this.hearing = new Hearing(selector, links, receiving, traffic, plan);
        this.doors = new Doors(selector, plan.toAll().filter(all -> !plan.silent()), receiving);
        this.node = new Node(setup);
        this.audience = audience;
        this.thread = new Thread(this::loop, "kith");
        thread.setDaemon(true);
        this.own = new OwnSockets(selector, plan, failures, traffic);
        traffic.sendsFrom(own.port(false), own.port(true));
        this.otherWays = new OtherWays(own);
        this.otherProtocols = new OtherProtocols(own, work -> commands.submit(work, selector::wakeup), plan.silent());
        this.knocking = new Knocking(selector, own);
    }

    /**
     * Opens the sockets and starts the loop.
     *
     * @throws IOException if there is no usable interface or no socket, or if the native port cannot be shared, saying why
     */
    public static Driver open(Plan plan, Node.Setup setup, Audience audience) throws IOException {
        Selector selector = Selector.open();
        Driver driver;
        try {
            driver = new Driver(plan, setup, audience, selector);
        } catch (IOException | RuntimeException failure) {
            Closing.quietly(selector);
            throw failure;
        }
        try {
            List<Link> usable = driver.links.required();
            driver.hearing.begin(usable);
            driver.adopt(driver.clock.now(), usable);
        } catch (IOException | RuntimeException failure) {
            driver.closeSockets();
            throw failure;
        }
        driver.tell(driver.clock.now(), true);
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
        commands.submit(() -> obey(input), selector::wakeup);
    }

    /**
     * Has the loop look at the node, and waits for what it sees.
     *
     * @param look must neither block nor keep the node
     * @throws IllegalStateException if the driver is closed
     */
    public <T> T look(BiFunction<Node, Moment, T> look) {
        CompletableFuture<T> seen = new CompletableFuture<>();
        commands.submit(() -> seen.complete(look.apply(node, turn)), selector::wakeup);
        return seen.join();
    }

    /** What others than Kith say from the node's own port. */
    public OtherProtocols otherProtocols() {
        return otherProtocols;
    }

    /**
     * What is said to all and heard so, by each link.
     *
     * @throws IllegalStateException if the driver is closed
     */
    public List<LinkHealth> links() {
        return look((any, when) -> traffic.health(System.nanoTime()));
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
            // A goodbye is said by all ways before the sockets are closed.
            while (!closing || !otherWays.isDone()) {
                receiving.await(selector, millisToWait());
                turn(clock.now());
            }
        } catch (IOException | RuntimeException | Error failure) {
            // Asked for here: finding a logger takes a fresh JVM 20 ms.
            System.getLogger(Driver.class.getName()).log(System.Logger.Level.ERROR, "the node stopped", failure);
            troubles.arose("loop", Audience.STOPPED + failure, clock.now().wall());
        } finally {
            closing = true;
            closeSockets();
            commands.end();
            try {
                tell(clock.now(), true);
            } finally {
                audience.ended();
            }
        }
    }

    private void turn(Moment now) throws IOException {
        turn = now;
        if (node.nextWake() <= now.nanos()) {
            // Before the commands: it forgets the wake-up of one that comes meanwhile, which is obeyed below then.
            receiving.lookAgain(selector);
        }
        if (clock.slept(SLEPT)) {
            step(now, new Input.Woke());
        }
        if (now.nanos() - lastLook >= LOOK_AT_LINKS) {
            look(now);
        }
        commands.obey();
        otherWays.say(now.nanos(), current);
        boolean drained = drain();
        hearMaybeOwn(now);
        tellIfFresh(now);
        if (drained || now.nanos() - lastDrained >= TICK_AT_LEAST) {
            lastDrained = now.nanos();
            if (node.nextWake() <= now.nanos()) {
                step(now, new Input.Tick());
            }
        }
        tellIfFresh(now);
    }

    private void obey(Input command) {
        step(turn, command);
        tell(turn, false);
    }

    private void tellIfFresh(Moment now) {
        boolean whole = stale && now.nanos() - lastTold >= REFRESH;
        if (fresh || whole) {
            tell(now, whole);
        }
    }

    private boolean drain() throws IOException {
        boolean ownEmpty = own.drain(receiving, current, (from, interfaceName, datagram) -> {
            if (!otherProtocols.take(from, datagram)) {
                doors.take(from, Optional.empty());
                hearAlone(from, interfaceName, datagram);
            }
        });
        ownEmpty &= doors.drain(current, toThisNode);
        doors.taken();
        knocking.drain(
                receiving, current, toThisNode, (peer, isOfPeer) -> step(turn, new Input.Refused(peer, isOfPeer)));
        return hearing.drain(toAllNodes, toBeaconPort) && ownEmpty;
    }

    private void hearBeacon(Moment now, Input.BeaconHeard heard) {
        if (!maybeOwn.defers(heard, ownEndpoints)) {
            step(now, heard);
        }
    }

    /** Not while the channels are drained, which looking may close; and not for every datagram that anybody sends. */
    private void hearMaybeOwn(Moment now) {
        if (maybeOwn.mayLook(now.nanos())) {
            adoptIfChanged(now);
            maybeOwn.take().forEach(heard -> step(now, heard));
        }
    }

    private void hearAlone(Endpoint from, String interfaceName, byte[] datagram) {
        step(turn, new Input.Heard(from, interfaceName, Via.UNICAST, datagram));
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
        if (!maybeOwn.isEmpty()) {
            wake = Math.min(wake, now + MaybeOwn.LOOK_EVERY);
        }
        wake = Math.min(wake, otherWays.next());
        return Math.max(0, wake - now) / NANOS_A_MILLI + 1;
    }

    private void look(Moment now) {
        lastLook = now.nanos();
        if (!adoptIfChanged(now)) {
            hearOn(now, current);
        }
        standing(now, "doors", doors.follow(current));
        knocking.tidy(now.nanos());
        standing(now, "sending", failures.lasting(System.nanoTime()));
        standing(now, "echo", traffic.dropped(System.nanoTime()));
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
        receiving.forgetInterfaces();
        own.follow(usable);
        otherWays.forget();
        knocking.close();
        hearOn(now, usable);
        List<Endpoint> endpoints = plan.silent() ? List.of() : own.endpoints(usable);
        TreeSet<String> names = new TreeSet<>(usable.stream().map(Link::name).toList());
        ownEndpoints = Set.copyOf(endpoints);
        audience.onNetwork(List.copyOf(names), endpoints);
        standing(now, "addresses", OwnEndpoints.untold(endpoints));
        step(now, new Input.Network(names, endpoints, Math.max(1, own.copies(usable))));
    }

    private void hearOn(Moment now, List<Link> usable) {
        standing(now, "beacon", hearing.followBeacon(usable));
        standing(now, "native", hearing.followNative(usable));
    }

    private void standing(Moment now, String about, Optional<String> reason) {
        fresh |= troubles.stand(about, reason, now.wall());
    }

    private void tell(Moment now, boolean whole) {
        lastTold = whole ? now.nanos() : lastTold;
        stale &= !whole;
        fresh = false;
        audience.told(node, whole, troubles.standing());
    }

    private void closeSockets() {
        hearing.close();
        doors.close();
        knocking.close();
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
                current.forEach(link -> own.multicast(link, datagram));
                otherWays.later(clock.now().nanos(), datagram, broadcastToo);
            }
        }

        @Override
        public void send(Endpoint to, byte[] datagram) {
            if (!plan.silent() && !doors.send(to, datagram)) {
                own.send(to, datagram);
            }
        }

        @Override
        public void knock(Endpoint to, byte[] datagram) {
            // Who came by a door hears nothing from elsewhere, and so neither does the kernel.
            if (doors.isGuest(to)) {
                send(to, datagram);
            } else if (!plan.silent()) {
                knocking.knock(to, datagram, turn.nanos());
            }
        }

        @Override
        public void proved(Endpoint at) {
            doors.proved(at);
        }

        @Override
        public void emit(String group, Event event) {
            fresh = true;
            audience.news(group, event);
        }

        @Override
        public void answer(String group, long question, Answer answer) {
            audience.answered(group, question, answer);
        }
    }
}
