package dev.kith.cli;

import dev.kith.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The options that say how to find those whom multicast does not reach, and how they find this node. */
final class ReachOptions {
    private final Option<List<String>> seeds = Option.several(
            "--seed",
            "HOST[:PORT]",
            "a host where a member is or will be, by name or address; may be repeated (default port: --port)");

    private final Option<List<String>> names = Option.several(
            "--dns",
            "NAME[:PORT]",
            "a name whose A, AAAA or SRV records are members, asked again and again; may be repeated");

    private final Option<Optional<String>> state =
            Option.maybe(String.class, "--state", "DIR", "keep there where peers were, and try those first");

    private final Option<List<String>> advertised = Option.several(
            "--advertise",
            "ADDRESS[:PORT]",
            "an address to tell others before this host's own; may be repeated (default: what they see)");

    private final Option<Integer> ownPort = Option.number(
            "--own-port", "PORT", 0, "the port this node sends from and is answered at (default: any that is free)");

    private final Option<Boolean> noRelay =
            Option.flag("--no-relay", "do not pass on what peers ask each other that cannot reach each other");

    private final List<String> more = new ArrayList<>();

    List<Option<?>> all() {
        return List.of(seeds, names, state, advertised, ownPort, noRelay);
    }

    /** Those by which somebody is to be asked. */
    List<Option<?>> sources() {
        List<Option<?>> said = new ArrayList<>();
        if (!seeds.get().isEmpty()) {
            said.add(seeds);
        }
        if (!names.get().isEmpty()) {
            said.add(names);
        }
        if (state.get().isPresent()) {
            said.add(state);
        }
        return said;
    }

    /** Besides those that are named; the answer is whether it is none of them. */
    boolean alsoSeed(String address) {
        return !seeds.get().contains(address) && more.add(address);
    }

    /** That this node sends from, if it is chosen. */
    OptionalInt ownPort() {
        return ownPort.get() == 0 ? OptionalInt.empty() : OptionalInt.of(ownPort.get());
    }

    void into(Config.Builder config) {
        more.forEach(config::seed);
        seeds.get().forEach(config::seed);
        names.get().forEach(name -> config.source("dns", name));
        state.get().ifPresent(folder -> config.source("state", folder));
        advertised.get().forEach(config::advertise);
        config.ownPort(ownPort.get());
        config.relay(!noRelay.get());
    }
}
