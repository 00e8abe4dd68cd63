package dev.kith.cli;

import dev.kith.text.Printable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A word on the command line that is no option, no command and no argument: what it is not, and what may have been meant. */
final class WrongWord {
    private WrongWord() {}

    /** What is wrong with it, in one line, if that is what is wrong. */
    static Optional<String> in(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return Optional.of(told(command, unmatched.getUnmatched().get(0)));
        }
        boolean isOfHelp = wrong.getClass() == ParameterException.class && wrong.getArgSpec() == null;
        return Optional.ofNullable(isOfHelp ? wrong.getValue() : null).map(name -> told(command, name));
    }

    private static String told(CommandLine command, String word) {
        String shown = "'" + Printable.of(word) + "'";
        if (word.startsWith("-")) {
            // As it was typed without its value.
            String name = word.replaceFirst("=.*", "");
            return shown + " is no option" + meant(name, options(command));
        }
        Collection<String> commands = command.getSubcommands().keySet();
        return commands.isEmpty() ? shown + " is one word too many" : shown + " is no command" + meant(word, commands);
    }

    private static List<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .toList();
    }

    /** As in {@code ; did you mean 'peers'?}, or nothing. */
    static String meant(String typed, Collection<String> words) {
        List<String> nearest = Spelling.nearest(typed, words);
        return nearest.isEmpty()
                ? ""
                : nearest.stream().collect(Collectors.joining("' or '", "; did you mean '", "'?"));
    }
}
