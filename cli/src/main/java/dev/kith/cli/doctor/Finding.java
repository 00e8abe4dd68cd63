package dev.kith.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that was looked at, and what was seen.
 *
 * @param code the same for the same kind of finding, in every version
 * @param level how bad it is
 * @param about of what: an interface, a peer, a part of the host
 * @param text what was seen
 * @param why what explains it, each as far as this process may look
 * @param fix what mends it: a command, or else what to do
 */
public record Finding(String code, Level level, String about, String text, List<String> why, Optional<String> fix) {
    /** Copies the list. */
    public Finding {
        why = List.copyOf(why);
    }

    static Finding ok(String code, String about, String text) {
        return of(Level.OK, code, about, text);
    }

    static Finding warn(String code, String about, String text) {
        return of(Level.WARN, code, about, text);
    }

    static Finding fail(String code, String about, String text) {
        return of(Level.FAIL, code, about, text);
    }

    static Finding of(Level level, String code, String about, String text) {
        return new Finding(code, level, about, text, List.of(), Optional.empty());
    }

    Finding because(String reason) {
        List<String> more = new ArrayList<>(why);
        more.add(reason);
        return new Finding(code, level, about, text, more, fix);
    }

    Finding mendedBy(String command) {
        return new Finding(code, level, about, text, why, Optional.of(command));
    }
}
