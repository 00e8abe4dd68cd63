package dev.kith.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.text.Printable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The two streams of the process: data on one, talk on the other; UTF-8 whatever the locale, flushed at each line. */
final class Console {
    private static final Output DATA = new Output(new FileOutputStream(FileDescriptor.out));
    private static final PrintStream OUT = new PrintStream(DATA, true, UTF_8);
    private static final PrintStream ERR = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);

    private Console() {}

    static PrintStream out() {
        return OUT;
    }

    static PrintStream err() {
        return ERR;
    }

    /** Prints one line of data in one write; the answer is whether anybody still reads. */
    static boolean print(String line) {
        OUT.print(Printable.of(line) + "\n");
        return !OUT.checkError();
    }

    /** Prints one line of data, its cells between tabs, of which none of them holds any. */
    static boolean printCells(List<String> cells) {
        OUT.print(cells.stream().map(Printable::of).collect(Collectors.joining("\t", "", "\n")));
        return !OUT.checkError();
    }

    /** Why data could not be written, if so; that nobody reads any more is no failure. */
    static Optional<String> failure() {
        OUT.flush();
        return DATA.failure.filter(reason -> !reason.contains("Broken pipe"));
    }

    /** Remembers why a write failed, which a {@link PrintStream} keeps for itself. */
    private static final class Output extends FilterOutputStream {
        private Optional<String> failure = Optional.empty();

        Output(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException failed) {
                failure = Optional.of(String.valueOf(failed.getMessage()));
                throw failed;
            }
        }
    }

    /** Says something beside the data. */
    static void say(String line) {
        ERR.println(Printable.of(line));
    }

    /** Whether a person looks at the output and types at the input; the launcher knows, Java 17 cannot tell. */
    static boolean isTerminal() {
        String term = System.getenv().getOrDefault("TERM", "dumb");
        return Boolean.getBoolean("kith.terminal") && !term.equals("dumb") && !term.isEmpty();
    }

    /** Whether the terminal shows more than ASCII; the launcher knows what the user's locale was, here it is always one that can. */
    static boolean isUtf8() {
        return !System.getProperty("kith.utf8", "true").equals("false");
    }
}
