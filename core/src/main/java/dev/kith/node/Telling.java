package dev.kith.node;

import dev.kith.classic.Senders;
import dev.kith.peer.History;
import dev.kith.peer.PeerId;
import dev.kith.peer.PeerReference;
import dev.kith.roster.Roster;
import dev.kith.roster.Source;
import dev.kith.time.Moment;
import dev.kith.time.PerSecond;
import dev.kith.trust.Credits;
import dev.kith.wire.Header;
import dev.kith.wire.Histories;
import dev.kith.wire.Message.Because;
import dev.kith.wire.Message.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells members of the group who ask what became of a peer, as this node saw it; and nobody else, whatever it pays. */
final class Telling {
    private static final int ANSWERS_A_SECOND = 20;
    private static final int ANSWERS_A_SECOND_TO_ONE = 5;

    private final Roster roster;
    private final Senders senders;
    private final Asking asking;
    private final Speaking speaking;
    private final Credits credits;
    private final Rejections rejections;
    private final PerSecond<PeerId> answers = new PerSecond<>(ANSWERS_A_SECOND, ANSWERS_A_SECOND_TO_ONE);

    Telling(Membership.Group group, Asking asking, Membership.Shared shared) {
        this.roster = group.roster();
        this.senders = shared.senders();
        this.asking = asking;
        this.speaking = group.speaking();
        this.credits = shared.credits();
        this.rejections = shared.rejections();
    }

    void asked(Moment now, Source source, Header header, Why why, Outbox out) {
        if (!roster.isPeerAt(header.sender(), source.from())) {
            rejections.count("question of a stranger");
        } else if (!credits.isProven(source.from(), now.nanos())) {
            // Its answer proves the address, and it asks again.
            roster.find(header.sender()).ifPresent(asker -> asking.askAt(now, asker, source.from(), true, out));
        } else if (answers.take(header.sender(), now.nanos())) {
            List<Because> pages = pages(why, header.sender());
            pages.forEach(page -> speaking.send(now, source.from(), page, out));
        } else {
            rejections.count("too many questions");
        }
    }

    /** What this node saw of each who is meant, without changes where they are several; of {@code asker} only by its whole id. */
    List<History> known(PeerReference meant, PeerId asker) {
        List<History> known = new ArrayList<>(roster.histories(meant, Because.MAX_PAGES));
        known.addAll(senders.histories(meant, Because.MAX_PAGES - known.size()));
        boolean meansItself = meant.text().equals(asker.toString());
        known.removeIf(history -> history.id().equals(asker.toString()) && !meansItself);
        return known.size() == 1
                ? known
                : known.stream().map(History::withoutChanges).toList();
    }

    private List<Because> pages(Why why, PeerId asker) {
        List<History> parts = known(why.peer(), asker).stream()
                .flatMap(history -> Histories.pages(history).stream())
                .toList();
        if (parts.isEmpty()) {
            return List.of(new Because(why.nonce(), 0, 1, Optional.empty()));
        }
        List<Because> pages = new ArrayList<>();
        for (History part : parts) {
            pages.add(new Because(why.nonce(), pages.size(), parts.size(), Optional.of(part)));
        }
        return pages;
    }
}
