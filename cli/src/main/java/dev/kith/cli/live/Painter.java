package dev.kith.cli.live;

import dev.kith.cli.Counts;
import dev.kith.cli.TextWidth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.terminal.Size;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/** Draws a frame: the node above, then a table or a text, its health below the table, and the keys at the bottom. */
final class Painter {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    /** With fewer rows than that, the peers need those that say where one is. */
    private static final int LOW = 8;
    /** With fewer rows than that, nothing but peers and keys is shown. */
    private static final int LOWEST = 5;

    private final Snapshot live;
    private final Snapshot shown;
    private final int columns;
    private final int rows;
    private final Look look;

    private Painter(Snapshot live, View view, Size size, Look look) {
        this.live = live;
        this.shown = view.paused().orElse(live);
        this.columns = size.getColumns();
        this.rows = size.getRows();
        this.look = look;
    }

    /** The picture of what is known as the user wants to see it. */
    static Frame frame(Snapshot live, View view, Size size, Look look) {
        Painter painter = new Painter(live, view, size, look);
        return view.screen() == Screen.TABLE ? painter.table(view) : painter.page(view);
    }

    private Frame table(View view) {
        List<Row> roster = Roster.of(shown, view, look);
        List<String> ids = roster.stream().map(row -> row.peer().id()).toList();
        List<AttributedString> below = rows < LOWEST ? new ArrayList<>() : health();
        below.add(KeyBar.of(view, columns, look));
        int page = Math.max(1, rows - heads() - 1 - below.size());
        Cursor cursor = view.cursor().in(ids, page);
        View settled = view.at(cursor);
        int end = Math.min(cursor.top() + page, ids.size());
        String position = ids.isEmpty() ? "" : (cursor.top() + 1) + "-" + end + " of " + ids.size();
        List<AttributedString> lines = heading(settled, position);
        int marker = look.mark("› ", "> ").length();
        Columns fitting = Columns.fitting(roster, view.sort(), columns - marker, look);
        lines.add(fitting.header(Line.of(columns, look).gap(marker)).end());
        for (int at = cursor.top(); at < end; at++) {
            boolean selected = at == cursor.row();
            Line line = selected
                    ? Line.inverse(columns, look).add(look.mark("› ", "> "))
                    : Line.of(columns, look).gap(marker);
            lines.add(fitting.row(line, roster.get(at)).end());
        }
        if (ids.isEmpty()) {
            lines.add(Line.of(columns, look).gap(marker).add(nobody(view)).end());
        }
        return new Frame(live, settled, ids, page, ids.subList(cursor.top(), end), filled(lines, below));
    }

    private String nobody(View view) {
        return shown.peers().isEmpty()
                ? "nobody heard yet; d looks for what may be in the way"
                : "no peer has '" + look.shown(view.filter()) + "'";
    }

    private Frame page(View view) {
        List<AttributedString> all = text(view).lines(columns, look);
        List<AttributedString> below = List.of(KeyBar.of(view, columns, look));
        int page = Math.max(1, rows - heads() - below.size());
        View settled = view.scrolled(Cursor.clamp(view.scroll(), all.size() - page));
        int end = Math.min(settled.scroll() + page, all.size());
        String position = all.size() > page ? (settled.scroll() + 1) + "-" + end + " of " + all.size() : "";
        List<AttributedString> lines = heading(settled, position);
        lines.addAll(all.subList(settled.scroll(), end));
        return new Frame(live, settled, List.of(), page, List.of(), filled(lines, below));
    }

    private Text text(View view) {
        return switch (view.screen()) {
            case KEYS -> KeysHelp.text(look);
            case DOCTOR -> new Text().add("", live.doctor().orElse(List.of("examining " + look.ellipsis())));
            default ->
                Roster.of(shown, view.filtered("", false), look).stream()
                        .filter(row -> view.cursor()
                                .id()
                                .filter(row.peer().id()::equals)
                                .isPresent())
                        .findFirst()
                        .map(row -> Details.of(row, shown, shown.survey().or(live::survey)))
                        .orElseGet(() -> new Text().add("", "it is not in the roster any more"));
        };
    }

    private int heads() {
        return rows < LOWEST ? 0 : rows < LOW ? 1 : 2;
    }

    /** Whose screen it is, and what is on it. */
    private List<AttributedString> heading(View view, String position) {
        List<AttributedString> lines = new ArrayList<>();
        if (rows >= LOW) {
            lines.add(node());
        }
        if (rows >= LOWEST) {
            Line line = Line.of(columns, look);
            if (view.screen() != Screen.TABLE) {
                line.add(view.screen().title(), Look.BOLD).gap(2);
            }
            view.paused()
                    .ifPresent(when -> line.add(
                                    "paused at " + CLOCK.format(when.at().atZone(look.zone())), Look.BOLD.inverse())
                            .gap(2));
            if (view.screen() == Screen.TABLE
                    && (view.typing() || !view.filter().isEmpty())) {
                line.add("/" + look.shown(view.filter()), Look.BOLD);
                line.add(view.typing() ? "_" : "");
            }
            lines.add(line.right(position, look.faint()).end());
        }
        return lines;
    }

    private AttributedString node() {
        Snapshot.Here here = shown.here();
        String counts = Counts.of(shown.peers());
        boolean roomy = TextWidth.of(counts) < columns / 2;
        int room = roomy ? columns - TextWidth.of(counts) - 2 : columns;
        String where = "group " + look.shown(here.group()) + (here.closed() ? " (closed)" : " (open)") + "  as "
                + look.shown(here.name()) + "  on " + look.shown(String.join(", ", here.interfaces()));
        String whole = TextWidth.cut("kith  " + where, room, look.ellipsis());
        Line line = Line.of(columns, look).add(whole.substring(0, Math.min(4, whole.length())), Look.BOLD);
        line.add(whole.substring(Math.min(4, whole.length())));
        return (roomy ? line.right(counts, Look.BOLD) : line).end();
    }

    /** As many lines as a quarter of the screen, the last of which says how many more there are. */
    private List<AttributedString> health() {
        List<String> all = shown.health().lines(shown.peers(), shown.at());
        int most = Math.max(1, rows / 4);
        List<AttributedString> lines = new ArrayList<>();
        for (int at = 0; at < all.size() && lines.size() < most; at++) {
            int room = most - lines.size() - (at + 1 < all.size() ? 1 : 0);
            List<String> wrapped = TextWidth.wrapped(look.shown(all.get(at)), columns);
            AttributedStyle style = all.get(at).startsWith("!") ? look.coloured(AttributedStyle.YELLOW) : Look.PLAIN;
            boolean more = room == 0 || (wrapped.size() > room && at > 0);
            List<String> texts = more ? List.of("! " + (all.size() - at) + " more") : upTo(room, wrapped);
            texts.forEach(
                    text -> lines.add(Line.of(columns, look).add(text, style).end()));
            if (more) {
                break;
            }
        }
        return lines;
    }

    /** What has no line of its own is behind the last, which is cut. */
    private static List<String> upTo(int room, List<String> wrapped) {
        if (wrapped.size() <= room) {
            return wrapped;
        }
        List<String> lines = new ArrayList<>(wrapped.subList(0, room - 1));
        lines.add(String.join(" ", wrapped.subList(room - 1, wrapped.size())));
        return lines;
    }

    /** Exactly as many lines as the screen has, what is below at its bottom. */
    private List<AttributedString> filled(List<AttributedString> above, List<AttributedString> below) {
        List<AttributedString> lines = new ArrayList<>(above);
        while (lines.size() + below.size() < rows) {
            lines.add(Line.of(columns, look).end());
        }
        lines.addAll(below);
        return List.copyOf(lines.subList(0, Math.min(rows, lines.size())));
    }
}
