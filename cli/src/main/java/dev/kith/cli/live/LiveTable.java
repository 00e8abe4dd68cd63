package dev.kith.cli.live;

import dev.kith.Feed;
import dev.kith.Kith;
import dev.kith.peer.Event;
import dev.kith.peer.Peer;
import dev.kith.peer.Reachability.Survey;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jline.terminal.Size;

/** The roster on a terminal, kept up to date until the user quits or a signal comes. */
public final class LiveTable implements AutoCloseable {
    /** How often it is looked whether the screen has another size, or somebody was heard. */
    private static final Duration LOOK = Duration.ofMillis(250);
    /** Ages count each second. */
    private static final Duration REDRAW = Duration.ofSeconds(1);
    /** However much news there is, nobody reads more pictures. */
    private static final Duration BETWEEN_NEWS = Duration.ofMillis(100);

    private static final int WAKES_WAITING = 1000;

    private final Kith kith;
    private final RawScreen screen;
    private final Look look;
    private final Examination examination;
    private final BlockingQueue<Wake> wakes = new LinkedBlockingQueue<>(WAKES_WAITING);
    private final News news = new News();

    private Pulses pulses = Pulses.NONE;
    private Frame frame;
    private Size size;
    private long drawn;
    private boolean stale;

    /**
     * Takes the terminal.
     *
     * @param kith whose peers are shown
     * @param doctor says what may keep the node from hearing and being heard; is called on a thread of its own
     * @param out leads to the terminal
     * @param utf8 whether the terminal shows more than ASCII
     */
    public LiveTable(Kith kith, Supplier<List<String>> doctor, PrintStream out, boolean utf8) throws IOException {
        this.kith = kith;
        this.look = Look.of(System.getenv(), utf8);
        this.examination = new Examination(doctor, () -> wakes.offer(new Wake.Found()));
        this.size = RawScreen.USUAL;
        this.frame = Painter.frame(snapshot(View.START), View.START, size, look);
        // Last, since nobody gives it back if this fails.
        this.screen = new RawScreen(out);
    }

    /** Draws until the user or the node ends it. */
    public void run(Feed feed) throws InterruptedException {
        onOwnThread("kith-keys", () -> handOverKeys(screen.keys()));
        onOwnThread("kith-news", () -> handOverNews(feed));
        draw();
        boolean over = false;
        while (!over) {
            over = turn();
        }
    }

    /** Whether it is over. */
    private boolean turn() throws InterruptedException {
        boolean atOnce = false;
        Duration wait = stale ? BETWEEN_NEWS : LOOK;
        Wake wake = wakes.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        for (; wake != null; wake = wakes.poll()) {
            if (wake instanceof Wake.Gone) {
                return true;
            } else if (wake instanceof Wake.Told told) {
                news.add(told.event());
                stale = true;
            } else if (wake instanceof Wake.Pressed key) {
                press(key.key());
                atOnce = true;
            } else {
                atOnce = true;
            }
        }
        if (frame.view().over()) {
            return true;
        }
        if (atOnce || isDue()) {
            draw();
        }
        return false;
    }

    private void press(Key key) {
        View view = Reaction.to(key, frame);
        if (view.screen() == Screen.DOCTOR && key.equals(Key.text('d'))) {
            examination.begin();
        }
        frame = Painter.frame(frame.live(), view, size, look);
    }

    private boolean isDue() {
        long since = System.nanoTime() - drawn;
        Instant now = Instant.now();
        boolean heard = kith.peers() != frame.live().peers();
        boolean pulseOver = frame.live()
                .pulses()
                .firstEnd(frame.visible(), frame.live().at())
                .filter(end -> !now.isBefore(end))
                .isPresent();
        return since >= REDRAW.toNanos()
                || ((stale || heard) && since >= BETWEEN_NEWS.toNanos())
                || pulseOver
                || !screen.size().equals(size);
    }

    private void draw() {
        size = screen.size();
        View view = frame.view();
        frame = Painter.frame(snapshot(view), view, size, look);
        screen.show(frame.lines(), size);
        drawn = System.nanoTime();
        stale = false;
    }

    private Snapshot snapshot(View view) {
        Instant now = Instant.now();
        List<Peer> peers = kith.peers();
        pulses = pulses.seeing(peers, now);
        List<String> standing =
                kith.node().degraded().stream().map(Event.Degraded::reason).toList();
        return new Snapshot(
                now,
                new Snapshot.Here(
                        kith.group(),
                        kith.isClosed(),
                        kith.self().name(),
                        kith.node().interfaces()),
                peers,
                pulses,
                news.of(peers),
                new Health(standing, news.said(now), kith.sources()),
                view.screen() == Screen.DETAILS ? survey() : Optional.empty(),
                examination.found());
    }

    private Optional<Survey> survey() {
        try {
            return Optional.of(kith.survey());
        } catch (IllegalStateException closedMeanwhile) {
            return Optional.empty();
        }
    }

    private void handOverKeys(KeyDecoder keys) throws InterruptedException {
        try {
            for (Optional<Key> key = keys.next(); key.isPresent(); key = keys.next()) {
                wakes.put(new Wake.Pressed(key.get()));
            }
        } catch (IOException | IllegalStateException terminalGone) {
            // As if it had ended.
        }
        wakes.put(new Wake.Gone());
    }

    private void handOverNews(Feed feed) throws InterruptedException {
        for (Optional<Event> event = feed.take(); event.isPresent(); event = feed.take()) {
            wakes.put(new Wake.Told(event.get()));
        }
        wakes.put(new Wake.Gone());
    }

    /** Something that waits for others. */
    private interface Waiting {
        void run() throws InterruptedException;
    }

    private static void onOwnThread(String name, Waiting work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (InterruptedException leaving) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Gives the terminal back as it was. */
    @Override
    public void close() throws IOException {
        screen.close();
    }
}
