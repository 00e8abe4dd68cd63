package dev.kith.cli;

import dev.kith.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** The options that say how to find those whom multicast does not reach, and how they find this node. */
final class ReachOptions {
    @Option(
            names = "--seed",
            paramLabel = "HOST[:PORT]",
            description =
                    "a host where a member is or will be, by name or address; may be repeated (default port: --port)")
    private List<String> seeds = new ArrayList<>();

    @Option(
            names = "--dns",
            paramLabel = "NAME[:PORT]",
            description = "a name whose A, AAAA or SRV records are members, asked again and again; may be repeated")
    private List<String> names = new ArrayList<>();

    @Option(names = "--state", paramLabel = "DIR", description = "keep there where peers were, and try those first")
    private Optional<String> state = Optional.empty();

    @Option(
            names = "--advertise",
            paramLabel = "ADDRESS[:PORT]",
            description = "an address to tell others before this host's own; may be repeated (default: what they see)")
    private List<String> advertised = new ArrayList<>();

    @Option(
            names = "--own-port",
            paramLabel = "PORT",
            description = "the port this node sends from and is answered at (default: any that is free)")
    private int ownPort;

    @Option(names = "--no-relay", description = "do not pass on what peers ask each other that cannot reach each other")
    private boolean noRelay;

    private final List<String> more = new ArrayList<>();

    /** Besides those that are named. */
    void alsoSeed(String address) {
        more.add(address);
    }

    /** That this node sends from, if it is chosen. */
    OptionalInt ownPort() {
        return ownPort == 0 ? OptionalInt.empty() : OptionalInt.of(ownPort);
    }

    void into(Config.Builder config) {
        more.forEach(config::seed);
        Environment.orElse(seeds, "--seed").forEach(config::seed);
        Environment.orElse(names, "--dns").forEach(name -> config.source("dns", name));
        state.ifPresent(folder -> config.source("state", folder));
        Environment.orElse(advertised, "--advertise").forEach(config::advertise);
        config.ownPort(ownPort);
        config.relay(!Environment.orFlag(noRelay, "--no-relay"));
    }
}
