package dev.kith.cli;

import dev.kith.Kith;
import java.util.ArrayList;
import java.util.List;

/** What the node itself knows of how well it hears and is heard. */
final class HealthLines {
    private HealthLines() {}

    static List<String> of(Kith kith) {
        List<String> lines = new ArrayList<>();
        List<String> interfaces = kith.node().interfaces();
        lines.add("interfaces: " + (interfaces.isEmpty() ? "none is usable" : String.join(", ", interfaces)));
        kith.node().degraded().forEach(event -> lines.add("! " + event.reason()));
        if (kith.node().degraded().isEmpty()) {
            lines.add("nothing is degraded");
        }
        kith.sources().forEach(source -> lines.add(ReachLines.source(source)));
        kith.node().rejected().forEach((why, count) -> lines.add("turned away, %s: %d".formatted(why, count)));
        return lines;
    }
}
