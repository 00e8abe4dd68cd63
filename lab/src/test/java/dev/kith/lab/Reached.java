package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What a newcomer finds of a peer in a while, as {@code ./kith reach --json} says it. */
record Reached(JsonNode peer) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofMinutes(2);

    static Reached by(Host host, String peer, String... arguments) {
        List<String> command = List.of("reach", "--no-classic", "--name", "a", "--for", "8s", "--json");
        Program reach =
                host.kith(Stream.concat(command.stream(), Stream.of(arguments)).toArray(String[]::new));
        assertThat(reach.awaitExit(LONG)).as("%s", reach).isZero();
        JsonNode all = JSON.readTree(String.join("", reach.lines()));
        return StreamSupport.stream(all.at("/peers").spliterator(), false)
                .filter(one -> one.at("/name").asString().equals(peer))
                .findFirst()
                .map(Reached::new)
                .orElseThrow(() -> new AssertionError(peer + " is not known: " + reach));
    }

    boolean answers() {
        return !answering().isEmpty();
    }

    /** The addresses at which it answers directly. */
    List<String> answering() {
        return StreamSupport.stream(peer.at("/paths").spliterator(), false)
                .filter(path -> path.at("/outcome").asString().equals("answers"))
                .map(path -> path.at("/at").asString())
                .toList();
    }

    /** The id of who passes on what they ask each other. */
    Optional<String> relay() {
        return Optional.of(peer.at("/relay/peer")).filter(JsonNode::isString).map(JsonNode::asString);
    }

    List<String> via() {
        return StreamSupport.stream(peer.at("/via").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }
}
