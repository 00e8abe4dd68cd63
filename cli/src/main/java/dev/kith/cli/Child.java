package dev.kith.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jline.utils.Signals;

/** A command that is run while this node is in its group: with the same streams, and told of the signals that Kith is told of. */
final class Child {
    private static final int CANNOT_RUN = 127;
    /** What the launcher changed for Java alone. */
    private static final String LOCALE = "LC_ALL";

    private Child() {}

    /**
     * What is to be run. It is refused where it was not typed behind {@code --}: it may as well be a forgotten option.
     *
     * @throws IllegalArgumentException naming what goes elsewhere
     */
    static List<String> behindDashes(Operand<List<String>> operand) {
        List<String> command = operand.get();
        List<String> typed = operand.lineTyped();
        int dashes = typed.indexOf("--");
        int behind = dashes < 0 ? 0 : typed.size() - dashes - 1;
        if (command.size() > behind) {
            throw new IllegalArgumentException(
                    "'" + command.get(0) + "' is one word too many; a command to run goes behind --");
        }
        if (command.size() < behind) {
            throw new IllegalArgumentException("'" + typed.get(dashes + 1) + "' behind -- is a command to run;"
                    + " what goes before it is missing");
        }
        return command;
    }

    /**
     * Runs a command to its end.
     *
     * @return its exit code, or that of a shell where it cannot be run
     */
    static int run(List<String> command) throws InterruptedException {
        CompletableFuture<Process> started = new CompletableFuture<>();
        for (String signal : List.of("INT", "TERM", "HUP")) {
            // On a thread of its own: a signal that comes just before waits for the start.
            Signals.register(signal, () -> tell(started.join(), signal));
        }
        try {
            // Refused once a signal that came before is ending this process: then nothing is begun.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started), "kith-child"));
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            restoreLocale(builder.environment());
            Process child = builder.start();
            started.complete(child);
            return child.waitFor();
        } catch (IllegalStateException ending) {
            return Exit.NOT_MET;
        } catch (IOException cannot) {
            Console.say("kith: '" + command.get(0) + "' cannot be run: " + reason(cannot));
            return CANNOT_RUN;
        }
    }

    /** As in {@code No such file or directory}; Java puts the name and a number before it. */
    private static String reason(IOException cannot) {
        return String.valueOf(cannot.getMessage()).replaceFirst(".*error=\\d+, ", "");
    }

    private static void tell(Process child, String signal) {
        if (signal.equals("INT") && Foreground.isHere()) {
            // The terminal has told it already, as all whom it runs.
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid())).start();
        } catch (IOException noSuchProgram) {
            child.destroy();
        }
    }

    private static void end(CompletableFuture<Process> started) {
        if (started.isDone()) {
            started.join().destroy();
        }
    }

    static void restoreLocale(Map<String, String> environment) {
        String before = System.getProperty("kith.locale");
        if (before == null) {
            // Without the launcher nobody changed it.
            return;
        }
        if (before.isEmpty()) {
            environment.remove(LOCALE);
        } else {
            environment.put(LOCALE, before);
        }
    }
}
