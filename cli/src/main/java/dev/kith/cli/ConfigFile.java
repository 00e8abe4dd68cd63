package dev.kith.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of options: {@code key = value} on a line, the key an option without its dashes, or {@code command.option} for one
 * command alone. Lines that are empty say nothing, nor does what stands behind {@code #} at the beginning of a line or behind a
 * space; a value between quotes may hold it.
 */
final class ConfigFile {
    static final String OPTION = "--config";

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"(?:\\s+#.*)?");
    private static final Pattern COMMENT = Pattern.compile("(^|\\s+)#.*");

    /** One line that says something. */
    record Entry(Path file, int line, String key, String value) {
        /** As an editor or a compiler names it. */
        String place() {
            return file + ":" + line;
        }

        Refusal refusal(String why) {
            return new Refusal(place() + ": " + why);
        }
    }

    /** A file that is wrong, and where. */
    static final class Refusal extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private Refusal(String why) {
            super(why);
        }
    }

    private ConfigFile() {}

    /** Is looked for before the line is read, since the file speaks for what is not on it; here it is declared alone. */
    static Option<Optional<String>> option() {
        return Option.maybe(
                String.class,
                OPTION,
                "FILE",
                "options from this file, see 'kith help' (default: ~/.config/kith/config, if it is there)");
    }

    /**
     * What the file of the configuration says: the one that is named, which must be there, or else the usual one, if it is.
     *
     * @throws Refusal if it cannot be read, or a line is not of the form
     */
    static List<Entry> entries(String[] args, Map<String, String> variables) {
        Optional<String> named = named(ownWords(args)).or(() -> variable(variables, Environment.variableOf(OPTION)));
        Path file = named.map(Path::of).orElseGet(() -> usual(variables));
        if (named.isEmpty() && !Files.exists(file)) {
            return List.of();
        }
        try {
            return parse(file, Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException cannot) {
            String why = Files.isDirectory(file)
                    ? "is a folder, not a file of options"
                    : Files.exists(file) ? "cannot be read as UTF-8 text" : "is not there";
            throw new Refusal(OPTION + " '" + file + "' " + why);
        }
    }

    private static Path usual(Map<String, String> variables) {
        Path home = Path.of(variable(variables, "HOME").orElseGet(() -> System.getProperty("user.home", "")));
        // What is not absolute counts as not set (XDG Base Directory Specification).
        return variable(variables, "XDG_CONFIG_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElse(home.resolve(".config"))
                .resolve("kith")
                .resolve("config");
    }

    private static Optional<String> variable(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** Before anything is parsed: the file gives what is not typed. */
    private static Optional<String> named(List<String> words) {
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (word.startsWith(OPTION + "=")) {
                return Optional.of(word.substring(OPTION.length() + 1));
            }
            if (word.equals(OPTION) && at + 1 < words.size()) {
                return Optional.of(words.get(at + 1));
            }
        }
        return Optional.empty();
    }

    /** What was typed for Kith itself: what is behind {@code --} is for a command that it runs. */
    static List<String> ownWords(String[] args) {
        List<String> all = List.of(args);
        int dashes = all.indexOf("--");
        return dashes < 0 ? all : all.subList(0, dashes);
    }

    static List<Entry> parse(Path file, List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at).strip();
            int equals = line.indexOf('=');
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Entry entry = new Entry(
                    file,
                    at + 1,
                    line.substring(0, Math.max(0, equals)).strip(),
                    line.substring(equals + 1).strip());
            if (entry.key().isEmpty()) {
                throw entry.refusal("'" + line + "' is not of the form key = value");
            }
            entries.add(new Entry(file, entry.line(), entry.key(), bare(entry)));
        }
        return entries;
    }

    /** The value without a comment behind it and without the quotes around it. */
    private static String bare(Entry entry) {
        Matcher quoted = QUOTED.matcher(entry.value());
        if (quoted.matches()) {
            return quoted.group(1);
        }
        if (entry.value().startsWith("\"")) {
            throw entry.refusal("the value of '" + entry.key() + "' has no quote at its end, or more behind it");
        }
        return COMMENT.matcher(entry.value()).replaceFirst("");
    }
}
