package dev.kith.cli.live;

import java.util.Optional;

/** What a key makes of what the user sees. */
final class Reaction {
    private Reaction() {}

    /** The view after a key that was pressed at this picture. */
    static View to(Key key, Frame frame) {
        View view = frame.view();
        if (view.typing()) {
            return typed(key, frame);
        }
        if (key.kind() == Key.Kind.TEXT) {
            return command(key.text(), frame);
        }
        if (view.screen() != Screen.TABLE) {
            return switch (key.kind()) {
                case ESCAPE, ENTER, BACKSPACE -> view.on(Screen.TABLE);
                default -> moved(key, frame);
            };
        }
        return switch (key.kind()) {
            case ENTER ->
                frame.ids().isEmpty()
                        ? view
                        : view.at(view.cursor().moved(frame.ids(), 0)).on(Screen.DETAILS);
            case ESCAPE -> view.filtered("", false);
            default -> moved(key, frame);
        };
    }

    /** While the filter is typed, the arrows still select; letters are of the filter. */
    private static View typed(Key key, Frame frame) {
        View view = frame.view();
        String filter = view.filter();
        return switch (key.kind()) {
            case TEXT -> view.filtered(filter + key.text(), true);
            case BACKSPACE ->
                filter.isEmpty()
                        ? view.filtered("", false)
                        : view.filtered(filter.substring(0, filter.offsetByCodePoints(filter.length(), -1)), true);
            case CLEAR -> view.filtered("", true);
            case ESCAPE -> view.filtered("", false);
            case ENTER -> view.filtered(filter, false);
            default -> moved(key, frame);
        };
    }

    private static View command(String letter, Frame frame) {
        View view = frame.view();
        boolean table = view.screen() == Screen.TABLE;
        return switch (letter) {
            case "q", "Q" -> view.ended();
            case "?" -> view.on(Screen.KEYS);
            case "d" -> view.on(Screen.DOCTOR);
            case "p" -> view.paused(view.paused().isPresent() ? Optional.empty() : Optional.of(frame.live()));
            case "s" -> table ? view.sortedBy(view.sort().nextToSortBy()) : view;
            case "/" -> table ? view.filtered(view.filter(), true) : view;
            case "k" -> moved(Key.of(Key.Kind.UP), frame);
            case "j" -> moved(Key.of(Key.Kind.DOWN), frame);
            default -> view;
        };
    }

    private static View moved(Key key, Frame frame) {
        View view = frame.view();
        int by = switch (key.kind()) {
            case UP -> -1;
            case DOWN -> 1;
            case PAGE_UP -> -frame.page();
            case PAGE_DOWN -> frame.page();
            // Further than any roster or text is long, and far from where a number ends.
            case HOME -> -1_000_000;
            case END -> 1_000_000;
            default -> 0;
        };
        if (by == 0) {
            return view;
        }
        return view.screen() == Screen.TABLE
                ? view.at(view.cursor().moved(frame.ids(), by))
                : view.scrolled(Math.max(0, view.scroll() + by));
    }
}
