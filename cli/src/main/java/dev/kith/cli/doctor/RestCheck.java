package dev.kith.cli.doctor;

import java.util.ArrayList;
import java.util.List;

/** What the node itself said it cannot do, and no other check explains. */
final class RestCheck implements Check {
    private static final List<String> EXPLAINED = List.of(
            "cannot be heard",
            "cannot be sent",
            "does not come back",
            "no interface is up",
            "nobody answers; this node");

    @Override
    public List<Finding> look(Seen seen, Host host) {
        List<Finding> all = new ArrayList<>();
        for (String reason : seen.degraded()) {
            boolean isExplained =
                    StrangerCheck.tells(reason) || EXPLAINED.stream().anyMatch(reason::contains);
            if (!isExplained) {
                all.add(Finding.warn("degraded", "node", reason));
            }
        }
        return all;
    }
}
