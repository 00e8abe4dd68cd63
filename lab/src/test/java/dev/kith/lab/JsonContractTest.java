package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What the program prints has the fields and types that docs/json.md shows. */
@Tag("once")
class JsonContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern EXAMPLE = Pattern.compile("```json (\\w+)\n(.*)\n```");

    private World world;
    private Host host;
    private Program caster;

    @BeforeEach
    void makeHosts() {
        world = Needs.world();
        host = world.host("host");
        caster = world.host("other").kith("cast", "--username", "anna");
    }

    @AfterEach
    void endWorld() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void theEventsOfWatch() throws IOException {
        Program watch = host.kith("watch", "--json", "--meta", "room=attic");
        String joined = watch.awaitLine("\"joined\"");
        assertShape(watch.lines().get(0), "ready");
        assertShape(joined, "joined");
        caster.kill();
        JsonNode lost = assertShape(watch.awaitLine("\"event\":\"lost\""), "joined");
        assertThat(lost.at("/peer/status").asString()).isEqualTo("lost");
        assertThat(lost.at("/evidence/reason").asString()).startsWith("no beacon for ");
        world.host("third").kith("cast", "--username", "third");
        watch.awaitLine("\"third\"");
        assertThat(watch.lines())
                .allSatisfy(
                        line -> assertThat(line).isEqualTo(JSON.readTree(line).toString()));
    }

    @Test
    void theRosterOfPeers() throws IOException {
        Program peers = host.kith("peers", "--json", "--name", "bob", "--meta", "room=attic", "--group", "den");
        assertThat(peers.awaitExit()).isZero();
        JsonNode roster = assertShape(peers.lines().get(0), "roster");
        assertThat(peers.lines()).hasSize(1);
        assertThat(roster.get("group").asString()).isEqualTo("den");
        assertThat(roster.at("/self/name").asString()).isEqualTo("bob");
        assertThat(roster.at("/self/addresses/0").asString()).startsWith("10.77.0.1:");
        assertThat(roster.at("/peers/0/name").asString()).isEqualTo("anna");
        assertThat(roster.at("/peers/0/id").asString())
                .isEqualTo("classic:" + roster.at("/peers/0/addresses/0").asString());
    }

    @Test
    void theAccountsOfWhy() throws IOException {
        Program watch = host.kith("watch", "--name", "bob");
        watch.awaitMatch(".* \\+ anna .*");
        caster.kill();
        watch.awaitMatch(".* - anna .*");
        Program why = world.host("asker").kith("why", "anna", "--json", "--for", "20s", "--name", "asker");
        assertThat(why.awaitExit()).isZero();
        JsonNode accounts = JSON.readTree(why.lines().get(0));
        assertThat(accounts.at("/accounts/0/tellerName").asString()).isEqualTo("bob");
        assertThat(accounts.at("/accounts/0/changes/1/event").asString()).isEqualTo("lost");
        JsonNode example = JSON.readTree(examples().get("why"));
        assertThat(shape(accounts).keySet()).isSubsetOf(shape(example).keySet());
        assertThat(shape(accounts).keySet()).contains("/accounts[]/changes[]/evidence/reason");
    }

    private static JsonNode assertShape(String line, String example) throws IOException {
        JsonNode printed = JSON.readTree(line);
        assertThat(shape(printed)).isEqualTo(shape(JSON.readTree(examples().get(example))));
        return printed;
    }

    private static Map<String, String> examples() throws IOException {
        Map<String, String> examples = new TreeMap<>();
        Matcher matcher = EXAMPLE.matcher(Files.readString(Checkout.root().resolve("docs/json.md")));
        while (matcher.find()) {
            examples.put(matcher.group(1), matcher.group(2));
        }
        return examples;
    }

    /** Every path with the type of what is there; the elements of an array are one path. */
    private static Map<String, Set<String>> shape(JsonNode node) {
        Map<String, Set<String>> paths = new TreeMap<>();
        collect(node, "", paths);
        return paths;
    }

    private static void collect(JsonNode node, String path, Map<String, Set<String>> paths) {
        paths.computeIfAbsent(path, any -> new TreeSet<>())
                .add(node.getNodeType().name());
        node.properties().forEach(member -> collect(member.getValue(), path + "/" + member.getKey(), paths));
        if (node.isArray()) {
            node.forEach(element -> collect(element, path + "[]", paths));
        }
    }
}
