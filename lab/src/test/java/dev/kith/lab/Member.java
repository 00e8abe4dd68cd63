package dev.kith.lab;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A real member of a group, {@code ./kith watch --json}, and what it says of the others. */
final class Member {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Long enough for a loaded machine, and for what takes twenty seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration LOOK_WHETHER_ALIVE = Duration.ofSeconds(1);

    private final Host host;
    private final String name;
    private final Program program;
    private final List<Said> said = new ArrayList<>();
    private int linesRead;

    /** One line of it. */
    record Said(JsonNode line) {
        String event() {
            return line.at("/event").asString();
        }

        /** Of whom; empty for what is of nobody. */
        String id() {
            return line.at("/peer/id").asString("");
        }

        String name() {
            return line.at("/peer/name").asString("");
        }

        List<String> addresses() {
            return StreamSupport.stream(line.at("/peer/addresses").spliterator(), false)
                    .map(JsonNode::asString)
                    .toList();
        }

        /** Why, for people. */
        String reason() {
            return line.at("/evidence/reason").asString(line.at("/reason").asString(""));
        }
    }

    /**
     * Starts it.
     *
     * @param by the command that starts it, if it is to be another than the shell
     * @param arguments to {@code ./kith watch}, besides its name
     */
    Member(Host host, String name, List<String> by, List<String> arguments) {
        this.host = host;
        this.name = name;
        List<String> command = new ArrayList<>(by);
        command.addAll(List.of(Checkout.kith(), "watch", "--json", "--name", name));
        command.addAll(arguments);
        program = host.start(command);
    }

    /** One that speaks and hears the native protocol alone. */
    static Member nativeOnly(Host host, String name, String... arguments) {
        return new Member(
                host,
                name,
                List.of(),
                Stream.concat(Stream.of("--no-classic"), Stream.of(arguments)).toList());
    }

    Host host() {
        return host;
    }

    String name() {
        return name;
    }

    Program program() {
        return program;
    }

    PeerId id() {
        return PeerId.parse(ready().line().at("/self/id").asString()).orElseThrow();
    }

    /** Its address of IPv4. */
    Endpoint at() {
        return StreamSupport.stream(ready().line().at("/self/addresses").spliterator(), false)
                .map(JsonNode::asString)
                .filter(address -> !address.startsWith("["))
                .map(address -> address.split(":", -1))
                .map(parts -> Packets.at(parts[0], Integer.parseInt(parts[1])))
                .findFirst()
                .orElseThrow();
    }

    Instant started() {
        return Instant.parse(ready().line().at("/self/since").asString());
    }

    private Said ready() {
        return await("ready", line -> line.event().equals("ready"));
    }

    /** All it said so far. */
    List<Said> said() {
        List<String> lines = program.lines();
        for (; linesRead < lines.size(); linesRead++) {
            said.add(new Said(JSON.readTree(lines.get(linesRead))));
        }
        return List.copyOf(said);
    }

    /** All it said so far of one peer. */
    List<Said> saidOf(PeerId peer) {
        return said().stream().filter(line -> line.id().equals(peer.toString())).toList();
    }

    /** Waits until each holds all the others to be there. */
    static void assertAllKnowAll(List<Member> members) {
        for (Member member : members) {
            members.stream().filter(other -> other != member).forEach(other -> member.awaitThere(other.id()));
        }
    }

    /** Waits until it holds a peer to be there, whatever it held before. */
    void awaitThere(PeerId peer) {
        await("the presence of " + peer, any -> isThere(peer));
    }

    private boolean isThere(PeerId peer) {
        List<Said> lines = saidOf(peer);
        return !lines.isEmpty()
                && Set.of("joined", "changed", "recovered")
                        .contains(lines.get(lines.size() - 1).event());
    }

    /** Waits until it says that this became of a peer. */
    Said await(String event, PeerId peer) {
        return await(
                event + " of " + peer,
                line -> line.event().equals(event) && line.id().equals(peer.toString()));
    }

    /** Waits for the first line that fits. */
    Said await(String what, Predicate<Said> fits) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var found = said().stream().filter(fits).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > end || !program.isAlive()) {
                throw new AssertionError(name + " waited in vain for " + what + ": " + program);
            }
            program.awaitMoreThan(linesRead, LOOK_WHETHER_ALIVE);
        }
    }
}
