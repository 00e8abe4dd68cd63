package dev.kith.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what has a shell complete the commands and options of Kith. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "Prints a script that has the shell complete commands, options and their values.",
        footer = {
            "",
            "Examples:",
            "  source <(kith completion bash)                    for this shell",
            "  kith completion bash > ~/.local/share/bash-completion/completions/kith",
            "  echo 'source <(kith completion zsh)' >> ~/.zshrc"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {Exit.HELP_DONE, "1:the output cannot be written", Exit.HELP_USAGE})
final class CompletionCommand implements Callable<Integer> {
    /** The shells that can read the script. */
    enum Shell {
        BASH,
        ZSH
    }

    @SuppressWarnings("UnusedVariable") // one script serves both; any other word is refused
    @Parameters(
            paramLabel = "SHELL",
            description = "bash or zsh",
            converter = ShellText.class,
            completionCandidates = ShellText.class)
    private Shell shell = Shell.BASH;

    /** Reads SHELL. */
    static final class ShellText extends ConstantText<Shell> {
        ShellText() {
            super(Shell.class, "a shell");
        }
    }

    @Override
    public Integer call() {
        Console.out().print(CompletionScript.of(Commands.all()));
        return Exit.DONE;
    }
}
