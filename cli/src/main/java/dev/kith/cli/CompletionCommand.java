package dev.kith.cli;

import picocli.CommandLine.Model.CommandSpec;

/** Prints what has a shell complete the commands and options of Kith. */
final class CompletionCommand implements Command {
    /** The shells that can read the script. */
    enum Shell {
        BASH,
        ZSH
    }

    private final Operand<Shell> shell = Operand.first(Shell.class, new ShellText(), "SHELL", "bash or zsh");

    /** Reads SHELL. */
    static final class ShellText extends ConstantText<Shell> {
        ShellText() {
            super(Shell.class, "a shell");
        }
    }

    @Override
    public CommandSpec spec() {
        return Declaration.of(
                        "completion",
                        this,
                        "Prints a script that has the shell complete commands, options and their values.")
                .footer(
                        "",
                        "Examples:",
                        "  source <(kith completion bash)                    for this shell",
                        "  kith completion bash > ~/.local/share/bash-completion/completions/kith",
                        "  echo 'source <(kith completion zsh)' >> ~/.zshrc")
                .exits(Exit.HELP_DONE, "1:the output cannot be written", Exit.HELP_USAGE)
                .takes(shell)
                .spec();
    }

    @Override
    public Integer call() {
        Console.out().print(CompletionScript.of(Commands.all()));
        return Exit.DONE;
    }
}
