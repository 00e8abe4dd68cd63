package dev.kith.cli.doctor;

import dev.kith.peer.Account;
import dev.kith.peer.Event;
import dev.kith.peer.Past;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the others' clocks are as this one: they tell when this node came. */
final class ClockCheck implements Check {
    /** As long as an arrival may take to be heard of. */
    private static final Duration MUCH = Duration.ofSeconds(5);

    @Override
    public List<Finding> look(Seen seen, Host host) {
        if (seen.arrival().isEmpty() || seen.self().isEmpty()) {
            return List.of();
        }
        Instant came = seen.self().get().since();
        Instant asked = seen.arrival().get().asked();
        List<Account> all = seen.arrival().get().told().all().stream()
                .filter(account -> !account.teller().equals(seen.self().get().id()))
                .toList();
        List<Finding> wrong = new ArrayList<>();
        for (Account account : all) {
            arrival(account)
                    .map(there -> ahead(there, came, asked))
                    .filter(ahead -> ahead.abs().compareTo(MUCH) > 0)
                    .ifPresent(ahead -> wrong.add(differs(account, ahead)));
        }
        if (wrong.size() > 1 && wrong.size() == all.size()) {
            return List.of(Finding.warn(
                            "clock",
                            "clock",
                            "differs from that of all others: " + wrong.get(0).text())
                    .mendedBy("sudo timedatectl set-ntp true"));
        }
        return wrong.isEmpty() && !all.isEmpty()
                ? List.of(Finding.ok("clock", "clock", "as that of " + all.size() + " others"))
                : wrong;
    }

    /** At the least, since it may have heard of this node at any time until it was asked. */
    private static Duration ahead(Instant there, Instant came, Instant asked) {
        if (there.isBefore(came)) {
            return Duration.between(came, there);
        }
        return there.isAfter(asked) ? Duration.between(asked, there) : Duration.ZERO;
    }

    private static Optional<Instant> arrival(Account account) {
        return account.history().changes().stream()
                .filter(past -> past.what() == Event.What.JOINED)
                .map(Past::time)
                .reduce((former, later) -> later);
    }

    private static Finding differs(Account account, Duration ahead) {
        return Finding.warn(
                        "clock",
                        account.tellerName(),
                        "its clock is at least %s %s this host's"
                                .formatted(ahead.abs().toSeconds() + " s", ahead.isNegative() ? "behind" : "ahead of"))
                .because("times that nodes tell each other are of their own clocks; one of the two is wrong")
                .mendedBy("on the one that is wrong: sudo timedatectl set-ntp true");
    }
}
