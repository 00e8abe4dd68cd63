package dev.kith.cli;

import dev.kith.Config;
import dev.kith.KeyFile;
import dev.kith.Kith;
import dev.kith.Me;
import dev.kith.cli.doctor.Seen;
import dev.kith.text.Label;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The options of every command that joins. */
final class NodeOptions {
    private final Option<String> group =
            Option.value(String.class, "--group", "NAME", "lobby", "the group to join (default: lobby)");

    private final Option<Optional<String>> name =
            Option.maybe(String.class, "--name", "NAME", "what others see (default: login or host name)");

    private final Option<List<String>> meta = Option.several("--meta", "K=V", "tell this too; may be repeated");

    private final Option<List<String>> interfaces = Option.several(
            "--interface", "NAME", "use this network interface; may be repeated (default: all that are usable)");

    private final Option<Boolean> noClassic = Option.flag("--no-classic", "neither cast nor hear the classic beacon");

    private final Option<Boolean> verbose =
            Option.flag("--verbose", "say more on the error stream, and why with each arrival");

    private final Option<List<String>> services =
            Option.several("--service", "NAME:PORT", "tell of a service at this port; may be repeated");

    private final Option<Integer> port = Option.number(
            "--port", "PORT", Config.DEFAULT_PORT, "the port all nodes hear multicast on (default: 9779)");

    private final Option<List<String>> multicast = Option.several(
            "--multicast",
            "ADDRESS",
            "the multicast group, IPv4 or IPv6; twice for both (default: " + Config.DEFAULT_MULTICAST + " and "
                    + Config.DEFAULT_MULTICAST_6 + ")");

    private final Option<Integer> hops =
            Option.number("--hops", "N", 1, "how many routers multicast may pass, and one (default: 1)");

    private final AdmissionOptions admission = new AdmissionOptions();

    private final ReachOptions reach = new ReachOptions();

    private boolean cutIsSaid;
    private Optional<String> otherName = Optional.empty();

    List<Option<?>> all() {
        List<Option<?>> all = new ArrayList<>(List.of(
                group,
                name,
                meta,
                interfaces,
                noClassic,
                verbose,
                services,
                port,
                multicast,
                hops,
                ConfigFile.option()));
        all.addAll(admission.all());
        all.addAll(reach.all());
        return all;
    }

    Kith join(boolean passive) throws IOException {
        Config.Builder config = Config.builder()
                .port(port())
                .hops(hops.get())
                .classic(isClassic())
                .passive(passive);
        interfaces.get().forEach(config::networkInterface);
        multicast.get().forEach(config::multicast);
        admission.identity().ifPresent(config::identity);
        reach.into(config);
        if (passive) {
            reach.sources()
                    .forEach(source -> Console.say(
                            "kith: --passive sends nothing, so nobody is asked where " + source.name() + " says"));
        }
        if (admission.isClosed() && admission.isClassic() && !passive) {
            Console.say("kith: --classic tells the name '" + chosenName() + "' to the whole subnet, in clear");
        }
        return Kith.join(config.build(), group(), admission.admission(), this::fill);
    }

    /**
     * The keys of the group.
     *
     * @throws IllegalArgumentException if no file is named, or it is wrong
     */
    KeyFile keyFile() throws IOException {
        return new KeyFile(admission.requireKeyFile(), group());
    }

    /** Another argument says what others see. */
    void call(String chosen) {
        if (name.isTyped()) {
            throw name.refused("the name is NAME, '" + chosen + "'; --name says another");
        }
        otherName = Optional.of(chosen);
    }

    String group() {
        return group.get();
    }

    int port() {
        return port.get();
    }

    /** Those typed that have members asked. */
    List<Option<?>> sources() {
        return reach.sources().stream().filter(Option::isTyped).toList();
    }

    /** Tries this address, too; the answer is whether it was not to be tried anyway. */
    boolean alsoSeed(String address) {
        return reach.alsoSeed(address);
    }

    /** What a node is to do, for those who look at how it does. */
    Seen.Asked asked(boolean isLong) {
        return new Seen.Asked(port(), reach.ownPort(), Set.copyOf(interfaces.get()), isLong);
    }

    boolean isVerbose() {
        return verbose.get();
    }

    boolean isClassic() {
        boolean wanted = !admission.isClosed() || admission.isClassic();
        return wanted && !noClassic.get();
    }

    /** Is asked twice: once for the rules before a socket is opened, and once for good. */
    private void fill(Me me) {
        me.name(chosenName());
        Pairs.of("--meta", meta.get()).forEach(me::meta);
        Set<String> said = new HashSet<>();
        for (String service : services.get()) {
            int colon = service.lastIndexOf(':');
            String of = service.substring(0, Math.max(0, colon));
            if (!said.add(of)) {
                throw new IllegalArgumentException(
                        "--service '%s' says '%s' again; a service has one port".formatted(service, of));
            }
            me.service(of, port(service, service.substring(colon + 1)));
        }
    }

    private static int port(String service, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("--service '" + service + "' is not of the form name:port", notANumber);
        }
    }

    private String chosenName() {
        String chosen = otherName.or(name::get).orElseGet(DefaultName::get);
        String kept = Label.cut(chosen, Label.MAX_BYTES);
        if (!kept.equals(chosen) && !cutIsSaid) {
            cutIsSaid = true;
            Console.say("kith: the name is over %d bytes; others see '%s'".formatted(Label.MAX_BYTES, kept));
        }
        return kept;
    }
}
