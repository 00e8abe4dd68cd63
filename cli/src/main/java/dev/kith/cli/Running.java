package dev.kith.cli;

import dev.kith.text.Printable;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * How a command is run, and how what is wrong with it is told: one line and an exit code.
 */
final class Running implements IExecutionStrategy, IParameterExceptionHandler, IExecutionExceptionHandler {
    /** Options before a command would be the other command's, and forgotten. */
    @Override
    public int execute(ParseResult parsed) {
        if (parsed.hasSubcommand() && !parsed.matchedOptions().isEmpty()) {
            String option = parsed.matchedOptions().get(0).longestName();
            throw new ParameterException(
                    parsed.commandSpec().commandLine(), option + " goes behind the command, not before it");
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String help = name.equals("kith") ? "kith help" : "kith help " + name.substring("kith ".length());
        command.getErr()
                .println(name + ": " + WrongWord.in(wrong).orElseGet(() -> told(wrong)) + "  (see: " + help + ")");
        return Exit.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        String name = command.getCommandSpec().qualifiedName();
        String told = Environment.withPlace(oneLine(failure), command.getParseResult()::hasMatchedOption);
        if (failure instanceof IllegalArgumentException) {
            command.getErr().println(name + ": " + told);
            return Exit.USAGE;
        }
        if (failure instanceof IOException) {
            command.getErr().println(name + ": the network could not be opened: " + told);
            return Exit.NO_NETWORK;
        }
        if (failure instanceof IllegalStateException && Leaving.hasBegun()) {
            // The node was closed under the command; the signal's code is the one that counts.
            return Exit.DONE;
        }
        throw failure;
    }

    private static String told(ParameterException wrong) {
        boolean isOfOption = wrong.getArgSpec() instanceof OptionSpec;
        return isOfOption ? Environment.withPlace(oneLine(wrong), other -> !isOf(wrong, other)) : oneLine(wrong);
    }

    /** What is typed is parsed before the file is asked: of an option that the file sets, a wrong value is the file's. */
    private static boolean isOf(ParameterException wrong, String option) {
        return wrong.getArgSpec() instanceof OptionSpec wrongOption
                && wrongOption.longestName().equals(option);
    }

    private static String oneLine(Exception failure) {
        return Printable.of(String.valueOf(failure.getMessage()));
    }
}
