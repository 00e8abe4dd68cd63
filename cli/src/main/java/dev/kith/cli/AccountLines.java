package dev.kith.cli;

import dev.kith.peer.Account;
import dev.kith.peer.Accounts;
import dev.kith.peer.History;
import dev.kith.peer.Past;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** What members tell of a peer, for people. */
final class AccountLines {
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private AccountLines() {}

    /** Each account under whose it is, a line for a change, the last one last. */
    static List<String> of(Accounts accounts, String self, UnaryOperator<String> nameOf, ZoneId zone) {
        List<String> lines = new ArrayList<>();
        for (Account account : accounts.all()) {
            History history = account.history();
            String teller = account.teller().equals(self) ? "this node" : account.tellerName() + " " + account.teller();
            lines.add("%s %s is %s, says %s:"
                    .formatted(history.name(), history.id(), Constants.lower(history.status()), teller));
            history.changes().forEach(change -> lines.add("  " + line(change, nameOf, zone)));
        }
        return lines;
    }

    /** A line for each peer that is told of, and how many tell of it. */
    static List<String> meant(Accounts accounts) {
        Map<String, List<History>> byId = new LinkedHashMap<>();
        accounts.all().stream()
                .map(Account::history)
                .forEach(history -> byId.computeIfAbsent(history.id(), any -> new ArrayList<>())
                        .add(history));
        return byId.values().stream()
                .map(histories -> {
                    History one = Objects.requireNonNull(histories.get(0));
                    return "%s  %s  %s, says %d of %d"
                            .formatted(
                                    one.id(),
                                    one.name(),
                                    Constants.lower(one.status()),
                                    histories.size(),
                                    accounts.answered() + 1);
                })
                .toList();
    }

    private static String line(Past change, UnaryOperator<String> nameOf, ZoneId zone) {
        return DAY_AND_TIME.format(change.time().atZone(zone)) + " " + Signs.of(change.what()) + " "
                + Constants.lower(change.what()) + "  " + EvidenceText.of(change.evidence(), "", nameOf);
    }
}
