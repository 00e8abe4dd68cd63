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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that joins. */
final class NodeOptions {
    @Option(names = "--group", paramLabel = "NAME", description = "the group to join (default: lobby)")
    private String group = "lobby";

    @Option(names = "--name", paramLabel = "NAME", description = "what others see (default: login or host name)")
    private Optional<String> name = Optional.empty();

    @Option(names = "--meta", paramLabel = "K=V", description = "tell this too; may be repeated")
    private List<String> meta = new ArrayList<>();

    @Option(
            names = "--interface",
            paramLabel = "NAME",
            description = "use this network interface; may be repeated (default: all that are usable)")
    private List<String> interfaces = new ArrayList<>();

    @Option(names = "--no-classic", description = "neither cast nor hear the classic beacon")
    private boolean noClassic;

    @Option(names = "--verbose", description = "say more on the error stream, and why with each arrival")
    private boolean verbose;

    private boolean cutIsSaid;

    @Option(
            names = "--service",
            paramLabel = "NAME:PORT",
            description = "tell of a service at this port; may be repeated")
    private List<String> services = new ArrayList<>();

    @Option(names = "--port", paramLabel = "PORT", description = "the port all nodes hear multicast on (default: 9779)")
    private int port = Config.DEFAULT_PORT;

    @Option(
            names = "--multicast",
            paramLabel = "ADDRESS",
            description = "the multicast group, IPv4 or IPv6; twice for both (default: " + Config.DEFAULT_MULTICAST
                    + " and " + Config.DEFAULT_MULTICAST_6 + ")")
    private List<String> multicast = new ArrayList<>();

    @Option(
            names = "--hops",
            paramLabel = "N",
            description = "how many routers multicast may pass, and one (default: 1)")
    private int hops = 1;

    @SuppressWarnings("UnusedVariable") // the file is read before
    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Mixin
    private final AdmissionOptions admission = new AdmissionOptions();

    @Mixin
    private final ReachOptions reach = new ReachOptions();

    Kith join(boolean passive) throws IOException {
        Config.Builder config =
                Config.builder().port(port).hops(hops).classic(isClassic()).passive(passive);
        Environment.orElse(interfaces, "--interface").forEach(config::networkInterface);
        Environment.orElse(multicast, "--multicast").forEach(config::multicast);
        admission.identity().ifPresent(config::identity);
        reach.into(config);
        if (admission.isClosed() && admission.isClassic() && !passive) {
            Console.say("kith: --classic tells the name '" + chosenName() + "' to the whole subnet, in clear");
        }
        return Kith.join(config.build(), group, admission.admission(), this::fill);
    }

    /**
     * The keys of the group.
     *
     * @throws IllegalArgumentException if no file is named, or it is wrong
     */
    KeyFile keyFile() throws IOException {
        return new KeyFile(admission.requireKeyFile(), group);
    }

    /** Another argument says what others see. */
    void call(String chosen) {
        name = Optional.of(chosen);
    }

    String group() {
        return group;
    }

    int port() {
        return port;
    }

    /** Tries this address, too. */
    void alsoSeed(String address) {
        reach.alsoSeed(address);
    }

    /** What a node is to do, for those who look at how it does. */
    Seen.Asked asked(boolean isLong) {
        return new Seen.Asked(port, reach.ownPort(), Set.copyOf(Environment.orElse(interfaces, "--interface")), isLong);
    }

    boolean isVerbose() {
        return Environment.orFlag(verbose, "--verbose");
    }

    boolean isClassic() {
        boolean wanted = !admission.isClosed() || admission.isClassic();
        return wanted && !Environment.orFlag(noClassic, "--no-classic");
    }

    /** Is asked twice: once for the rules before a socket is opened, and once for good. */
    private void fill(Me me) {
        me.name(chosenName());
        Pairs.of("--meta", Environment.orElse(meta, "--meta")).forEach(me::meta);
        Set<String> said = new HashSet<>();
        for (String service : Environment.orElse(services, "--service")) {
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
        String chosen = name.orElseGet(DefaultName::get);
        String kept = Label.cut(chosen, Label.MAX_BYTES);
        if (!kept.equals(chosen) && !cutIsSaid) {
            cutIsSaid = true;
            Console.say("kith: the name is over %d bytes; others see '%s'".formatted(Label.MAX_BYTES, kept));
        }
        return kept;
    }
}
