package dev.kith;

import dev.kith.node.Input;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Peer;
import dev.kith.peer.Via;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks one candidate source again and again, on a thread of its own, and says once why it cannot tell. */
final class SourceLoop {
    private static final Duration AT_LEAST = Duration.ofMillis(100);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);
    /** What keeps something is given so long for it when the membership is closed. */
    private static final Duration PARTING = Duration.ofSeconds(1);

    /** Where what a source says goes. */
    record Ends(
            Supplier<List<Peer>> peers,
            Consumer<Input.Candidates> named,
            Consumer<String> trouble,
            Function<Byte, OwnPort> port) {}

    private static final byte OF_KITH = 0x4B;

    private final String group;
    private final int port;
    private final String name;
    private final Via via;
    private final Optional<Byte> firstByte;
    private final CandidateSource source;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private Optional<Thread> thread = Optional.empty();
    private Optional<OwnPort> lent = Optional.empty();
    private boolean closed;
    private volatile boolean asking;
    private Duration retry = FIRST_RETRY;
    private volatile SourceState state;

    SourceLoop(String group, int port, Config.Source wanted, CandidateSource.Provider provider) throws IOException {
        this.group = group;
        this.port = port;
        this.name = wanted.kind() + " " + wanted.what();
        this.via = provider.via();
        this.firstByte = provider.firstByte();
        if (firstByte.equals(Optional.of(OF_KITH))) {
            throw new IllegalArgumentException(
                    "candidate source of kind '%s': its datagrams begin with 0x4b, as Kith's do"
                            .formatted(provider.kind()));
        }
        this.source = provider.open(wanted.what());
        this.state = new SourceState(name, 0, 0, Optional.empty());
    }

    SourceState state() {
        return state;
    }

    void start(Ends ends) {
        lent = firstByte.map(ends.port());
        Thread asking = new Thread(() -> run(ends), "kith-" + name);
        asking.setDaemon(true);
        thread = Optional.of(asking);
        asking.start();
    }

    private void run(Ends ends) {
        try {
            Duration again = begin(ends);
            while (!awaitClosed(again)) {
                again = ask(ends);
            }
        } catch (InterruptedException over) {
            // The membership is closed, and waits for this no more.
            return;
        } catch (IllegalStateException over) {
            // The membership was closed while it was told something.
        }
        try {
            source.leaving(known(ends));
        } catch (IOException failure) {
            System.getLogger(SourceLoop.class.getName())
                    .log(System.Logger.Level.WARNING, name + " has lost what it was to keep: " + failure.getMessage());
        } catch (Throwable failure) {
            log(name + " has lost what it was to keep", failure);
        }
    }

    private static void log(String what, Throwable failure) {
        System.getLogger(SourceLoop.class.getName()).log(System.Logger.Level.WARNING, what, failure);
    }

    /** The answer is when to ask first. */
    private Duration begin(Ends ends) {
        try {
            lent.ifPresent(source::begin);
            return Duration.ZERO;
        } catch (Throwable fault) {
            return failed("it failed: " + fault, ends);
        }
    }

    /** The answer is when to ask again. */
    private Duration ask(Ends ends) throws InterruptedException {
        CandidateSource.Known known = known(ends);
        CandidateSource.Named named;
        asking = true;
        try {
            named = Objects.requireNonNull(source.name(known), "it named nothing, not even an empty list");
        } catch (IOException cannotTell) {
            return failed(String.valueOf(cannotTell.getMessage()), ends);
        } catch (InterruptedException interrupted) {
            if (awaitClosed(Duration.ZERO)) {
                throw interrupted;
            }
            return failed("it failed: " + interrupted, ends);
        } catch (Throwable fault) {
            // A source is another's code: its faults are its own.
            return failed("it failed: " + fault, ends);
        } finally {
            asking = false;
        }
        if (awaitClosed(Duration.ZERO)) {
            // Nobody waited for the answer, so the group may be left by now.
            return AT_LEAST;
        }
        tell(named.addresses(), ends);
        retry = FIRST_RETRY;
        return named.again().compareTo(AT_LEAST) < 0 ? AT_LEAST : named.again();
    }

    private void tell(List<Endpoint> addresses, Ends ends) {
        ends.named().accept(new Input.Candidates(group, name, via, addresses));
        state = new SourceState(name, addresses.size(), state.asked() + 1, Optional.empty());
    }

    private Duration failed(String reason, Ends ends) {
        Optional<String> trouble = Optional.of(reason);
        boolean isNew = !trouble.equals(state.trouble());
        state = new SourceState(name, state.named(), state.asked() + 1, trouble);
        if (isNew) {
            ends.trouble().accept(name + ": " + reason);
        }
        Duration now = retry;
        retry = retry.multipliedBy(2).compareTo(LAST_RETRY) > 0 ? LAST_RETRY : retry.multipliedBy(2);
        return now;
    }

    private CandidateSource.Known known(Ends ends) {
        return new CandidateSource.Known(group, port, ends.peers().get());
    }

    /** Waits so long, or until it is closed; the answer is whether it is. */
    private boolean awaitClosed(Duration atMost) {
        lock.lock();
        try {
            if (!closed) {
                // Left by the source: whoever closes it says so before it interrupts.
                Thread.interrupted();
            }
            for (long left = Feed.nanos(atMost); !closed && left > 0; ) {
                left = closing.awaitNanos(left);
            }
            return closed;
        } catch (InterruptedException interrupted) {
            if (closed) {
                Thread.currentThread().interrupt();
            }
            return closed;
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
        lent.ifPresent(OwnPort::close);
        try {
            source.close();
        } catch (Throwable fault) {
            // What is closed after it is to be closed all the same.
            log(name + " failed to close", fault);
        }
    }

    /** Waits a moment for what it keeps; one that is being asked, and may be waiting for a network, is not waited for. */
    void join() {
        try {
            if (thread.isPresent() && !asking) {
                thread.get().join(TimeUnit.NANOSECONDS.toMillis(PARTING.toNanos()));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        thread.ifPresent(Thread::interrupt);
    }
}
