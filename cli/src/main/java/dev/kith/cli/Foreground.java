package dev.kith.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether this process, and with it what it runs, is told of a key such as Ctrl-C by its terminal itself. */
final class Foreground {
    /** Behind the name of the program, which may hold spaces and brackets. */
    private static final int GROUP = 2;

    private static final int GROUP_OF_TERMINAL = 5;

    private Foreground() {}

    static boolean isHere() {
        try {
            return isIn(Files.readString(Path.of("/proc/self/stat")));
        } catch (IOException notLinux) {
            return Console.isTerminal();
        }
    }

    /** As proc(5) has it: whether the process group is that in the foreground of the controlling terminal. */
    static boolean isIn(String stat) {
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        return fields.get(GROUP).equals(fields.get(GROUP_OF_TERMINAL));
    }
}
