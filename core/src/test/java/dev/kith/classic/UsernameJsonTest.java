package dev.kith.classic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

class UsernameJsonTest {
    private static final ObjectMapper JACKSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"username\"",
            "\"other\"",
            "\"a\\u00e9\\\"b\"",
            "\"\\ud83d\\udc67\"",
            "1",
            "-0.5e+3",
            "01",
            "true",
            "false",
            "null",
            " ",
            "\n",
            "\"",
            "\\",
            "\"\\x\"",
            "\"\\u12\"",
            "\"user\\u006eame\"",
            "+",
            ".5");

    @Test
    void findsTheMemberWhereverItStands() {
        assertThat(UsernameJson.read("{\"username\": \"test\"}")).contains("test");
        assertThat(UsernameJson.read(" {\"a\":[1,{\"username\":\"inner\"}],\"username\":\"outer\"}\n"))
                .contains("outer");
        assertThat(UsernameJson.read("{\"user\\u006eame\":\"escaped\"}")).contains("escaped");
        assertThat(UsernameJson.read("{\"username\":\"first\",\"username\":\"last\"}"))
                .contains("last");
    }

    @Test
    void refusesWhatIsNotOneObjectWithThatString() {
        for (String text : List.of(
                "",
                "TEST",
                "\"username\"",
                "[\"username\"]",
                "{}",
                "{\"username\":5}",
                "{\"username\":\"cut",
                "{\"username\":\"a\"} b",
                "{\"username\":\"a\",}",
                "{username:\"a\"}",
                "{'username':'a'}",
                "{\"username\":\"a\"\u0001}",
                "{\"username\":\"\t\"}",
                "{\"username\":\"first\",\"username\":1}")) {
            assertThat(UsernameJson.read(text)).as(text).isEmpty();
        }
    }

    @Test
    void agreesWithAnotherReaderOnRandomDocuments() {
        Random random = new Random(8259);
        int found = 0;
        for (int i = 0; i < 200_000; i++) {
            String text = random.nextBoolean() ? soup(random) : mutated(random, document(random, 0));
            Optional<String> expected = byJackson(text);
            assertThat(UsernameJson.read(text)).as(text).isEqualTo(expected);
            found += expected.isPresent() ? 1 : 0;
        }
        assertThat(found).as("documents that had the member").isGreaterThan(1000);
    }

    private static Optional<String> byJackson(String text) {
        try {
            JsonNode node = JACKSON.readTree(text);
            return node.isObject() && node.path("username").isString()
                    ? Optional.of(node.get("username").asString())
                    : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static String soup(Random random) {
        StringBuilder text = new StringBuilder("{\"username\":");
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.append("}").toString();
    }

    private static String document(Random random, int depth) {
        StringBuilder text = new StringBuilder("{");
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(random.nextBoolean() ? "\"username\"" : "\"k" + i + "\"")
                    .append(": ");
            text.append(value(random, depth)).append(i > 1 ? "," : "");
        }
        return text.append("}").toString();
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 4 : 6)) {
            case 0 -> "\"v\\n\\u0041" + random.nextInt(9) + "\"";
            case 1 -> String.valueOf(random.nextInt(100) - 50);
            case 2 -> "1.5e-" + random.nextInt(9);
            case 3 -> random.nextBoolean() ? "null" : "true";
            case 4 -> "[" + value(random, depth + 1) + " , " + value(random, depth + 1) + "]";
            default -> document(random, depth + 1);
        };
    }

    private static String mutated(Random random, String text) {
        if (random.nextInt(3) > 0) {
            return text;
        }
        int at = random.nextInt(text.length());
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        return text.substring(0, at) + piece + text.substring(random.nextBoolean() ? at : at + 1);
    }
}
