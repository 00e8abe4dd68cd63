package dev.kith.cli.live;

import dev.kith.cli.TextWidth;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** The last line of the screen: the keys that do something now. */
final class KeyBar {
    private static final int GAP = 2;

    private KeyBar() {}

    /** A key, and what it does. */
    private record Hint(String key, String does) {
        int width() {
            return TextWidth.of(key + " " + does);
        }
    }

    /** The hints that there is room for: the arrows can be guessed, and the last two lead to all others and out. */
    static AttributedString of(View view, int columns, Look look) {
        List<Hint> hints = new ArrayList<>(hints(view, look));
        if (width(hints) > columns) {
            hints.remove(0);
        }
        while (hints.size() > 1 && width(hints) > columns) {
            hints.remove(Math.max(0, hints.size() - 3));
        }
        Line line = Line.of(columns, look);
        for (Hint hint : hints) {
            line.add(hint.key(), Look.BOLD.inverse()).add(" " + hint.does()).gap(GAP);
        }
        return line.end();
    }

    private static int width(List<Hint> hints) {
        return hints.stream().mapToInt(Hint::width).sum() + GAP * (hints.size() - 1);
    }

    private static List<Hint> hints(View view, Look look) {
        String arrows = look.mark("↑↓", "Up/Dn");
        Hint quit = new Hint("q", "quit");
        Hint back = new Hint("Esc", "back");
        if (view.typing()) {
            return List.of(
                    new Hint(arrows, "select"), new Hint("Enter", "keep filter"), new Hint("Esc", "clear filter"));
        }
        String pause = view.paused().isPresent() ? "go on" : "pause";
        return switch (view.screen()) {
            case TABLE ->
                List.of(
                        new Hint(arrows, "select"),
                        new Hint("Enter", "details"),
                        new Hint("/", "filter"),
                        new Hint("s", "sort"),
                        new Hint("p", pause),
                        new Hint("d", "doctor"),
                        new Hint("?", "keys"),
                        quit);
            case DETAILS -> List.of(new Hint(arrows, "scroll"), new Hint("p", pause), back, quit);
            case DOCTOR -> List.of(new Hint(arrows, "scroll"), new Hint("d", "again"), back, quit);
            case KEYS -> List.of(new Hint(arrows, "scroll"), back, quit);
        };
    }
}
