package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The documents lead where they say. */
@Tag("once")
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    @Test
    void everyLinkLeadsToAFileAndAHeadingOfTheCheckout() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                links++;
                if (!link.group(1).startsWith("https://") && !exists(document, link.group(1))) {
                    broken.add(Checkout.root().relativize(document) + " -> " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(10);
    }

    @Test
    void theDocumentsOfAProjectAreThere() {
        for (String name :
                List.of("README", "ARCHITECTURE", "PROTOCOL", "CONTRIBUTING", "CHANGELOG", "SECURITY", "docs/json")) {
            assertThat(Checkout.root().resolve(name + ".md")).isNotEmptyFile();
        }
        assertThat(Checkout.root().resolve("LICENSE")).content().contains("Apache License");
    }

    @Test
    void everyRoomAndModuleIsInTheArchitecture() throws IOException {
        String architecture = Files.readString(Checkout.root().resolve("ARCHITECTURE.md"));
        try (Stream<Path> rooms = Files.list(Checkout.root().resolve("core/src/main/java/dev/kith"))) {
            rooms.forEach(room -> assertThat(architecture).contains("`" + room.getFileName() + "`"));
        }
        Matcher module = Pattern.compile("<module>(\\w+)</module>")
                .matcher(Files.readString(Checkout.root().resolve("pom.xml")));
        while (module.find()) {
            assertThat(architecture).contains("`" + module.group(1) + "`");
        }
    }

    private static boolean exists(Path document, String target) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
        if (!Files.exists(file)) {
            return false;
        }
        return parts.length == 1 || anchors(file).contains(parts[1]);
    }

    private static List<String> anchors(Path file) {
        try {
            return HEADING.matcher(Files.readString(file))
                    .results()
                    .map(heading -> heading.group(1)
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\w\\- ]", "")
                            .replace(' ', '-'))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> root = Files.list(Checkout.root());
                Stream<Path> docs = Files.walk(Checkout.root().resolve("docs"))) {
            return Stream.concat(root, docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
        }
    }
}
