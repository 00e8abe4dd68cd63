package dev.kith.cli;

import dev.kith.Kith;
import dev.kith.Me;
import dev.kith.text.Label;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    @Option(names = "--verbose", description = "say more on the error stream, and why with each event")
    private boolean verbose;

    Kith join(boolean passive) throws IOException {
        return Kith.join(group, me -> fill(me.passive(passive)));
    }

    String group() {
        return group;
    }

    boolean isVerbose() {
        return verbose;
    }

    boolean isClassic() {
        return !noClassic;
    }

    private void fill(Me me) {
        me.name(chosenName()).classic(!noClassic);
        metadata().forEach(me::meta);
        Environment.orElse(interfaces, "--interface").forEach(me::networkInterface);
    }

    private String chosenName() {
        String chosen = name.orElseGet(DefaultName::get);
        String kept = Label.cut(chosen, Label.MAX_BYTES);
        if (!kept.equals(chosen)) {
            Console.say("kith: the name is over %d bytes; others see '%s'".formatted(Label.MAX_BYTES, kept));
        }
        return kept;
    }

    private Map<String, String> metadata() {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : Environment.orElse(meta, "--meta")) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("--meta '" + pair + "' is not of the form key=value");
            }
            pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return pairs;
    }
}
