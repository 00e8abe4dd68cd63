package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Walks docs/tutorial: each command is run on the host that its block names, and prints what the page shows. In that, {@code ...} stands
 * for anything, alone for any lines. A block may name a program that stays, or tell how one goes on.
 */
@Tag("once")
class TutorialTest {
    private static final Pattern BLOCK = Pattern.compile("```(console|java) (\\S+)( stays| goes on)?");
    private static final Pattern STOP = Pattern.compile("<!-- stop (\\S+) -->");
    private static final String PROMPT = "$ ";
    private static final String ANYTHING = "...";

    @TempDir
    Path folder;

    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Map<String, Program> staying = new HashMap<>();
    private World world;

    @BeforeEach
    void makeWorld() {
        List.of("nft", "node", "javac").forEach(Needs::tool);
        world = Needs.world();
    }

    @AfterEach
    void endWorld() {
        if (world != null) {
            world.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"developer", "operator", "tinkerer"})
    void everyCommandDoesWhatThePageShows(String page) throws IOException {
        for (String name : List.of("kith", "core", "udp", "lab")) {
            Files.createSymbolicLink(folder.resolve(name), Checkout.root().resolve(name));
        }
        List<String> lines = Files.readAllLines(Checkout.root().resolve("docs/tutorial/" + page + ".md"));
        int walked = 0;
        for (int i = 0; i < lines.size(); i++) {
            Matcher stop = STOP.matcher(lines.get(i));
            Matcher block = BLOCK.matcher(lines.get(i));
            if (stop.matches()) {
                Objects.requireNonNull(staying.remove(stop.group(1))).kill();
            } else if (block.matches()) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
                walk(block, lines.subList(i + 1, end));
                i = end;
                walked++;
            }
        }
        assertThat(walked).isGreaterThan(3);
    }

    private void walk(Matcher block, List<String> lines) throws IOException {
        String name = block.group(2);
        if (block.group(1).equals("java")) {
            Files.write(folder.resolve(name), lines);
        } else if (" goes on".equals(block.group(3))) {
            Program program = Objects.requireNonNull(staying.get(name), name);
            lines.forEach(line -> program.awaitMatch(pattern(line)));
        } else if (" stays".equals(block.group(3))) {
            Program program = start(name, lines.get(0));
            staying.put(name, program);
            lines.subList(1, lines.size()).forEach(line -> program.awaitMatch(pattern(line)));
        } else {
            runAll(name, lines);
        }
    }

    private void runAll(String name, List<String> lines) {
        for (int i = 0; i < lines.size(); ) {
            String command = lines.get(i++);
            List<String> shown = new ArrayList<>();
            for (; i < lines.size() && !lines.get(i).startsWith(PROMPT); i++) {
                shown.add(lines.get(i));
            }
            Program program = start(name, command);
            program.awaitExit();
            String printed = program.lines().stream().map(line -> line + "\n").collect(Collectors.joining());
            String pattern = shown.stream()
                    .map(line -> line.equals(ANYTHING) ? "(.*\n)?" : pattern(line) + "\n")
                    .collect(Collectors.joining());
            assertThat(printed).as("%s", command).matches("(?s)" + pattern);
        }
    }

    /** With a default route, as most have: the article's program relies on it. */
    private Host host(String name) {
        Host host = world.host(name);
        host.ip("route", "add", "default", "dev", "eth0");
        return host;
    }

    private Program start(String name, String line) {
        assertThat(line).startsWith(PROMPT);
        Host host = hosts.computeIfAbsent(name, this::host);
        // Root has no need of it, and many a machine for tests has none.
        String command = line.substring(PROMPT.length()).replaceFirst("^sudo ", "");
        return host.start(List.of("sh", "-c", "cd " + folder + " && exec 2>&1; " + command));
    }

    private static String pattern(String shown) {
        return Stream.of(shown.split(Pattern.quote(ANYTHING), -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")) + " *";
    }
}
