package dev.kith.cli.live;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Curses;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/** The terminal, taken over for a screen of lines, and given back as it was. */
final class RawScreen implements AutoCloseable {
    /** As large as most are. */
    static final Size USUAL = Size.of(80, 24);

    private final Terminal terminal;
    private final Display display;
    private final PrintStream out;
    private final String restore;
    private Size size = USUAL;

    /**
     * Takes the terminal.
     *
     * @param out leads to the terminal, and is open to the end
     */
    RawScreen(PrintStream out) throws IOException {
        this.out = out;
        this.terminal = TerminalBuilder.builder()
                .system(true)
                .dumb(false)
                .nativeSignals(false)
                .build();
        this.display = new Display(terminal, true);
        this.restore = capability(Capability.exit_attribute_mode)
                + capability(Capability.cursor_visible)
                + capability(Capability.exit_ca_mode);
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
        // Terminfo writes control characters in letters, and padding.
        return sequence == null ? "" : Curses.tputs(sequence);
    }

    /** The keys that are typed, to be taken by one thread. */
    KeyDecoder keys() {
        return new KeyDecoder(terminal.reader()::read);
    }

    /** How large it is now; the usual size where it does not tell. */
    Size size() {
        try {
            Size told = terminal.getSize();
            boolean known = told.getColumns() > 0 && told.getRows() > 0;
            return known ? told : USUAL;
        } catch (IllegalStateException closedByItsHook) {
            return size;
        }
    }

    /** Shows these lines, which are made for this size, and writes only what differs from what is there. */
    void show(List<AttributedString> lines, Size madeFor) {
        try {
            if (!madeFor.equals(size)) {
                // Each terminal has its own idea of what becomes of a screen that changes its size.
                display.clear();
            }
            size = madeFor;
            display.resize(madeFor);
            display.update(lines, -1);
        } catch (IllegalStateException closedByItsHook) {
            // At a signal; what is told of that ends the table.
        }
    }

    /** Gives the terminal back as it was. */
    @Override
    public void close() throws IOException {
        // Not by the terminal: at a signal its own hook may have closed it by now.
        out.print(restore);
        out.flush();
        try {
            terminal.close();
        } catch (IllegalStateException goingDown) {
            // It can no longer take back its shutdown hook, which runs anyway.
        }
    }
}
