package dev.kith.cli;

import dev.kith.cli.doctor.Doctor;
import dev.kith.cli.doctor.Finding;
import dev.kith.cli.doctor.Level;
import java.util.ArrayList;
import java.util.List;

/** Findings as people read them. */
final class DoctorLines {
    private static final String INDENT = " ".repeat("[warn] ".length());

    private DoctorLines() {}

    static List<String> of(List<Finding> findings) {
        int width = findings.stream()
                .mapToInt(finding -> finding.about().length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (Finding finding : findings) {
            String about = finding.about() + " ".repeat(width - finding.about().length());
            lines.add(tag(finding.level()) + " " + about + "  " + finding.text());
            finding.why().forEach(why -> lines.add(INDENT + "why  " + why));
            finding.fix().ifPresent(fix -> lines.add(INDENT + "fix  " + fix));
        }
        return lines;
    }

    private static String tag(Level level) {
        return switch (level) {
            case OK -> "[ ok ]";
            case WARN -> "[warn]";
            case FAIL -> "[FAIL]";
        };
    }

    /** The last line: how many, and what to do next. */
    static String sum(List<Finding> findings, boolean withPeer) {
        List<Finding> wrong = Doctor.wrong(findings);
        long failed =
                wrong.stream().filter(finding -> finding.level() == Level.FAIL).count();
        long warnings = wrong.size() - failed;
        String next = withPeer ? "" : "  Next, if somebody is missing: kith doctor --with ADDRESS";
        return wrong.isEmpty()
                ? "nothing here hides peers." + next
                : "%d failed, %d %s.".formatted(failed, warnings, warnings == 1 ? "warning" : "warnings") + next;
    }
}
