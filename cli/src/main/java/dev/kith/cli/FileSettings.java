package dev.kith.cli;

import dev.kith.cli.ConfigFile.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What a file of options says for one command. */
final class FileSettings {
    static final FileSettings NONE = new FileSettings(Map.of());

    /** What is decided each time, and nothing to get used to. */
    private static final Set<String> TYPED_ONLY = Set.of("help", "version", "config", "force", "stdin");

    private final Map<String, List<Entry>> byOption;

    private FileSettings(Map<String, List<Entry>> byOption) {
        this.byOption = byOption;
    }

    /**
     * What is meant for a command: what is said for it alone goes before what is said for all that have such an option.
     *
     * @param command its name; what is said for others alone is looked at when they are run
     * @throws ConfigFile.Refusal if a key means nothing, naming the line
     */
    static FileSettings of(List<Entry> entries, String command, CommandSpec spec) {
        Map<String, List<Entry>> general = new HashMap<>();
        Map<String, List<Entry>> own = new HashMap<>();
        for (Entry entry : entries) {
            int dot = entry.key().indexOf('.');
            String of = entry.key().substring(0, Math.max(0, dot));
            if (dot >= 0 && !Commands.isCommand(of)) {
                throw entry.refusal("'" + of + "' is no command" + WrongWord.meant(of, Commands.names()));
            }
            if (dot < 0 || of.equals(command)) {
                add(entry, entry.key().substring(dot + 1), spec, dot < 0 ? general : own);
            }
        }
        general.putAll(own);
        return new FileSettings(general);
    }

    private static void add(Entry entry, String key, CommandSpec spec, Map<String, List<Entry>> to) {
        OptionSpec option = spec.findOption("--" + key);
        boolean isSpecific = entry.key().contains(".");
        if (TYPED_ONLY.contains(key)
                || (option == null && (isSpecific || !optionsOfAll().contains(key)))) {
            throw refusal(entry, key, isSpecific ? optionsOf(spec) : optionsOfAll());
        }
        if (option == null) {
            return;
        }
        List<Entry> same = to.computeIfAbsent(option.longestName(), any -> new ArrayList<>());
        if (!same.isEmpty() && !option.isMultiValue()) {
            throw entry.refusal(
                    "'" + entry.key() + "' was said in line " + same.get(0).line() + " already");
        }
        same.add(entry);
    }

    private static ConfigFile.Refusal refusal(Entry entry, String key, Set<String> keys) {
        return entry.refusal(
                TYPED_ONLY.contains(key)
                        ? "'" + key + "' can be typed only"
                        : "'" + key + "' is no option" + WrongWord.meant(key, keys));
    }

    /** Reads every command, which takes a while: for keys that the command that is run does not have. */
    private static Set<String> optionsOfAll() {
        Set<String> names = new TreeSet<>();
        Commands.all().getSubcommands().values().forEach(command -> {
            names.addAll(optionsOf(command.getCommandSpec()));
            for (CommandLine below : command.getSubcommands().values()) {
                names.addAll(optionsOf(below.getCommandSpec()));
            }
        });
        return names;
    }

    private static Set<String> optionsOf(CommandSpec spec) {
        Set<String> names = new TreeSet<>();
        spec.options().forEach(option -> names.add(option.longestName().substring("--".length())));
        names.removeAll(TYPED_ONLY);
        return names;
    }

    /** The values of an option, of each line those between commas, as of a variable; none if it is not set. */
    List<String> values(String option) {
        return lines(option)
                .flatMap(entry -> Arrays.stream(entry.value().split(",")))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** The value of an option that may not be repeated. */
    Optional<String> value(String option) {
        return lines(option).map(Entry::value).filter(value -> !value.isEmpty()).findFirst();
    }

    private Stream<Entry> lines(String option) {
        return byOption.getOrDefault(option, List.of()).stream();
    }

    /** The line that set what a message complains of, if one of these options did: messages quote a value, or name both. */
    Optional<String> placeOf(String complaint, Predicate<String> isFromHere) {
        return byOption.entrySet().stream()
                .filter(option -> isFromHere.test(option.getKey()))
                .flatMap(option -> option.getValue().stream().filter(entry -> isOf(complaint, option.getKey(), entry)))
                .map(Entry::place)
                .findFirst();
    }

    private static boolean isOf(String complaint, String option, Entry entry) {
        boolean isNamed = hasWord(complaint, option.substring("--".length()));
        return Stream.concat(
                        Stream.of(entry.value()), Arrays.stream(entry.value().split(",")))
                .filter(value -> !value.isEmpty())
                .anyMatch(value -> complaint.contains("'" + value + "'") || (isNamed && hasWord(complaint, value)));
    }

    private static boolean hasWord(String text, String word) {
        return Pattern.compile("(?<![\\w-])(--)?" + Pattern.quote(word) + "(?![\\w-])")
                .matcher(text)
                .find();
    }
}
