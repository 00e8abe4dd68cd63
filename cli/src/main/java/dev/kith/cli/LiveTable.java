package dev.kith.cli;

import dev.kith.Feed;
import dev.kith.Kith;
import dev.kith.peer.Event;
import dev.kith.peer.Peer;
import dev.kith.text.Printable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/** The roster on a terminal, kept up to date until the user types {@code q} or a signal comes. */
final class LiveTable implements AutoCloseable {
    private static final Duration REDRAW = Duration.ofMillis(250);
    private static final long KEY_WAIT_MILLIS = 1;

    private final Kith kith;
    private final Terminal terminal;
    private final Display display;
    private final String restore;

    LiveTable(Kith kith) throws IOException {
        this.kith = kith;
        this.terminal = TerminalBuilder.builder()
                .system(true)
                .dumb(false)
                .nativeSignals(false)
                .build();
        this.display = new Display(terminal, true);
        this.restore = capability(Capability.cursor_visible) + capability(Capability.exit_ca_mode);
        terminal.enterRawMode();
        // Ctrl-C stays a signal, and the signal stays the JVM's: it is left as by any other.
        Attributes keys = terminal.getAttributes();
        keys.setLocalFlag(Attributes.LocalFlag.ISIG, true);
        // Stopping would leave the shell on this screen, and the JVM would print a dump over it.
        keys.setControlChar(Attributes.ControlChar.VSUSP, 0);
        keys.setControlChar(Attributes.ControlChar.VQUIT, 0);
        terminal.setAttributes(keys);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.clear_screen);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
    }

    private String capability(Capability wanted) {
        String sequence = terminal.getStringCapability(wanted);
        // Terminfo writes ESC as \\E, and what is left of padding is of no use to an emulator.
        return sequence == null ? "" : sequence.replace("\\E", "\u001b").replaceAll("\\$<\\d+>", "");
    }

    /** Draws until the user or the node ends it. */
    void run(Feed feed) throws IOException, InterruptedException {
        while (!feed.isEnded() && !quitTyped()) {
            draw();
            feed.poll(REDRAW);
        }
    }

    private boolean quitTyped() throws IOException {
        int key = terminal.reader().read(KEY_WAIT_MILLIS);
        return key == 'q' || key == 'Q';
    }

    private void draw() {
        Size size = terminal.getSize();
        display.resize(size);
        List<AttributedString> lines = new ArrayList<>();
        for (String line : content(size.getRows())) {
            lines.add(new AttributedString(Printable.of(line)).columnSubSequence(0, size.getColumns()));
        }
        display.update(lines, -1);
    }

    private List<String> content(int rows) {
        List<Peer> peers = kith.peers();
        List<String> lines = new ArrayList<>();
        lines.add("kith  group " + kith.group() + (kith.isClosed() ? " (closed)" : " (open)") + "  as "
                + kith.self().name() + "  on " + String.join(", ", kith.node().interfaces()) + "  " + Counts.of(peers));
        lines.add("");
        lines.addAll(PeerTable.lines(peers, Instant.now()));
        if (peers.isEmpty()) {
            lines.add("nobody heard yet");
        }
        List<String> below = new ArrayList<>(List.of(""));
        kith.node().degraded().stream()
                .map(Event.Degraded::reason)
                .map(reason -> "! " + reason)
                .forEach(below::add);
        below.add("q quit");
        int room = Math.max(1, rows - below.size());
        if (lines.size() > room) {
            int hidden = lines.size() - room + 1;
            lines = new ArrayList<>(lines.subList(0, room - 1));
            lines.add("… " + hidden + " more; kith peers lists all");
        }
        lines.addAll(below);
        return lines.subList(0, Math.min(lines.size(), rows));
    }

    /** Gives the terminal back as it was. */
    @Override
    public void close() throws IOException {
        // Not by the terminal: at a signal its own hook may have closed it by now.
        Console.out().print(restore);
        Console.out().flush();
        try {
            terminal.close();
        } catch (IllegalStateException goingDown) {
            // It can no longer take back its shutdown hook, which runs anyway.
        }
    }
}
