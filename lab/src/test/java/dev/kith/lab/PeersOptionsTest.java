package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What {@code kith peers} lists of those who are there, how, and what its exit code says of it. */
@Tag("once")
class PeersOptionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private World world;
    private Host host;

    @BeforeEach
    void makeMembers() {
        world = Needs.world();
        host = world.host("host");
        world.host("one")
                .kith("announce", "db1", "--meta", "role=db", "--service", "sql:5432")
                .awaitError("here as");
        world.host("two").kith("announce", "web1", "--meta", "role=web").awaitError("here as");
    }

    @AfterEach
    void endWorld() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void onlyThoseThatAreMeantAreListedAndCounted() {
        Program databases = ended(0, "-l", "role=db", "--expect", "1", "-o", "columns=name,services,meta");
        assertThat(databases.lines()).containsExactly("NAME  SERVICES  META", "db1   sql:5432  role=db");
        assertThat(databases.errors())
                .containsExactly("1 peer (1 alive) of 2 in 2.5 s on eth0", "Group lobby is open.");
        Program tooFew = ended(1, "--label", "role=db", "--expect", "2");
        assertThat(tooFew.lines()).hasSize(2);
        assertThat(tooFew.errors()).last().isEqualTo("kith peers: 2 expected, 1 alive");
        Program nobody = ended(1, "--status", "lost,left");
        assertThat(nobody.lines()).isEmpty();
        assertThat(nobody.errors()).first().isEqualTo("0 peers (0 alive) of 2 in 2.5 s on eth0");
    }

    @Test
    void eachFormHasThemAllInTheOrderThatIsAskedFor() {
        assertThat(ended(0, "-o", "columns=name", "--sort", "address").lines()).containsExactly("NAME", "db1", "web1");
        assertThat(ended(0, "-o", "wide").lines().get(0))
                .matches("NAME +KIND +STATUS +ADDRESS +INTERFACE +SINCE +HEARD +ID +VIA +RTT +SERVICES +META");
        List<String> plain = ended(0, "-o", "plain").lines();
        assertThat(plain)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.split("\t", -1))
                        .hasSize(12)
                        .allSatisfy(cell -> assertThat(cell).isNotEmpty()));
        assertThat(plain).extracting(line -> line.split("\t", -1)[0]).containsExactly("db1", "web1");
        List<JsonNode> lines = Stream.of(ended(0, "-o", "jsonl"))
                .flatMap(program -> program.lines().stream())
                .map(JSON::readTree)
                .toList();
        assertThat(lines).extracting(line -> line.at("/meta/role").asString()).containsExactly("db", "web");
        String json = ended(0, "-o", "json", "-l", "role=web").lines().get(0);
        assertThat(JSON.readTree(json).at("/peers")).hasSize(1);
    }

    private Program ended(int code, String... options) {
        Program peers =
                host.kith(Stream.concat(Stream.of("peers"), Stream.of(options)).toArray(String[]::new));
        assertThat(peers.awaitExit()).as("%s", peers).isEqualTo(code);
        return peers;
    }
}
