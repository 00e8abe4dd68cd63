package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What {@code kith doctor} found, each as {@code code}, {@code level}, {@code about} and {@code fix}. */
record Findings(Program program, List<JsonNode> all) {
    private static final ObjectMapper JSON = new ObjectMapper();

    List<String> wrong() {
        return all.stream()
                .filter(finding -> !finding.at("/level").asString().equals("ok"))
                .map(finding -> finding.at("/code").asString())
                // The machine of these tests may be one.
                .filter(code -> !code.equals("container"))
                .toList();
    }

    JsonNode only(String code) {
        return all.stream()
                .filter(finding -> finding.at("/code").asString().equals(code))
                .filter(finding -> !finding.at("/level").asString().equals("ok"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " was not found: " + program));
    }

    Findings names(String code, String level, String... words) {
        JsonNode found = only(code);
        assertThat(found.at("/level").asString()).as("%s", found).isEqualTo(level);
        assertThat(List.of(words)).as("%s", found).allMatch(found.toString()::contains);
        return this;
    }

    static Findings read(Program program) {
        assertThat(program.awaitExit()).as("%s", program).isIn(0, 1);
        JsonNode all = JSON.readTree(String.join("", program.lines()));
        return new Findings(
                program,
                StreamSupport.stream(all.at("/findings").spliterator(), false).toList());
    }
}
