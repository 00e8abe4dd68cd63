package dev.kith.cli;

import picocli.CommandLine.Model.CommandSpec;

/** {@code kith} alone: the same as {@code kith run}. */
final class RootCommand extends LiveCommand {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Declaration.of(
                        "kith", this, "Finds the other hosts and programs of the network, and shows who is there.")
                .footer(
                        "",
                        "Every option is also a variable: --group is KITH_GROUP, --meta is KITH_META=k=v,k2=v2.",
                        "And a line of a file, --config FILE or ~/.config/kith/config: 'group = den', or for one",
                        "command 'peers.output = wide'. What is typed goes before variables, and those before the file.",
                        "",
                        "Examples:",
                        "  kith                      join, and watch who is there",
                        "  kith peers                list who is there, once",
                        "  kith watch --json | jq    every change as JSON",
                        "  kith wait --count 2       wait until two others are there",
                        "  kith announce web --service http:8080 -- ./web",
                        "                            announce a service as long as it runs",
                        "  kith ping anna            by which way a peer answers, and how fast",
                        "  kith keygen team.keys     make the key of a closed group",
                        "  kith why anna             what became of a peer, as each member tells it",
                        "  kith reach                how this node and the others reach each other",
                        "  kith doctor               what hides peers on this network, and what mends it",
                        "  kith help peers           more about one command")
                .exits(
                        Exit.HELP_DONE,
                        Exit.HELP_NOT_MET,
                        Exit.HELP_USAGE,
                        Exit.HELP_NO_NETWORK,
                        Exit.HELP_NOT_STARTED,
                        Exit.HELP_SIGNAL)
                .takes(options())
                .spec();
        spec.usageMessage().synopsisSubcommandLabel("[COMMAND]");
        return spec;
    }
}
