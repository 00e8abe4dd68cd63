package dev.kith.node;

import dev.kith.peer.Account;
import dev.kith.peer.Accounts;
import dev.kith.peer.Endpoint;
import dev.kith.peer.History;
import dev.kith.peer.Status;
import dev.kith.roster.Entry;
import dev.kith.roster.Roster;
import dev.kith.roster.Source;
import dev.kith.time.Moment;
import dev.kith.time.Timers;
import dev.kith.trust.Secrets;
import dev.kith.wire.Header;
import dev.kith.wire.Message.Because;
import dev.kith.wire.Message.Why;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks the members of one group what became of a peer, until each has answered or was asked often enough. */
final class Inquiring {
    private static final int MAX_AT_A_TIME = 8;
    /** All that they answer comes to one node: many are not asked at once. */
    private static final int ASKED_IN_A_ROUND = 16;

    private static final long ROUND = 50_000_000L;

    private final String group;
    private final Self self;
    private final Roster roster;
    private final Telling telling;
    private final Asking asking;
    private final Speaking speaking;
    private final Secrets secrets;
    private final Rejections rejections;
    private final Set<Inquiry> open = new LinkedHashSet<>();
    private final Timers<Inquiry> rounds = new Timers<>();

    Inquiring(Membership.Group group, Telling telling, Asking asking, Membership.Shared shared) {
        this.group = group.name();
        this.self = group.self();
        this.roster = group.roster();
        this.speaking = group.speaking();
        this.telling = telling;
        this.asking = asking;
        this.secrets = shared.secrets();
        this.rejections = shared.rejections();
    }

    /**
     * Begins to ask.
     *
     * @throws IllegalArgumentException if too much is being asked already
     */
    void begin(Moment now, Input.Why why) {
        if (open.size() == MAX_AT_A_TIME) {
            throw new IllegalArgumentException("no more than " + MAX_AT_A_TIME + " questions can be asked at a time");
        }
        Inquiry inquiry = new Inquiry(why.question(), why.peer(), now.nanos() + why.atMost());
        open.add(inquiry);
        rounds.arm(inquiry, now.nanos());
    }

    void answered(Moment now, Source source, Header header, Because page) {
        boolean isFromMember = roster.find(header.sender())
                .filter(entry -> entry.isAt(source.from()))
                .isPresent();
        Optional<Inquiry> asked = open.stream()
                .filter(inquiry -> isFromMember && inquiry.take(header.sender(), page))
                .findFirst();
        if (asked.isEmpty()) {
            rejections.count("unasked answer");
        } else if (asked.get().answered() == asked.get().asked()) {
            rounds.arm(asked.get(), now.nanos());
        }
    }

    long nextWake() {
        return rounds.next();
    }

    void tick(Moment now, Outbox out) {
        for (Optional<Inquiry> due = rounds.takeDue(now.nanos()); due.isPresent(); due = rounds.takeDue(now.nanos())) {
            Inquiry inquiry = due.get();
            boolean mayGoOn = !speaking.isSilent() && now.nanos() < inquiry.ends() && round(now, inquiry, out);
            if (mayGoOn) {
                rounds.arm(inquiry, Math.min(inquiry.ends(), now.nanos() + ROUND));
            } else {
                open.remove(inquiry);
                out.answer(group, inquiry.question(), accounts(inquiry));
            }
        }
    }

    /** This node's own account first. */
    private Accounts accounts(Inquiry inquiry) {
        List<Account> all = new ArrayList<>();
        String name = self.record().about().name();
        for (History own : telling.known(inquiry.peer(), self.id())) {
            all.add(new Account(self.id().toString(), name, own));
        }
        all.addAll(inquiry.accounts());
        return new Accounts(all, inquiry.asked(), inquiry.answered());
    }

    /** The answer is whether anybody may still answer. */
    private boolean round(Moment now, Inquiry inquiry, Outbox out) {
        int asked = 0;
        boolean mayAnswer = false;
        for (Entry entry : roster.entries()) {
            if (entry.status() == Status.ALIVE) {
                boolean due = entry.isVerified() && asked < ASKED_IN_A_ROUND && inquiry.isDue(entry.id(), now.nanos());
                mayAnswer |= inquiry.isOpen(entry.id(), now.nanos());
                if (due) {
                    asked++;
                    ask(now, inquiry, entry, out);
                }
            }
        }
        return mayAnswer;
    }

    private void ask(Moment now, Inquiry inquiry, Entry member, Outbox out) {
        String name = member.record().about().name();
        long nonce = inquiry.ask(member.id(), name, secrets.nextLong(), now.nanos());
        Optional<Endpoint> best = member.paths().bestFirst().stream().findFirst();
        boolean sent = best.isPresent() && speaking.send(now, best.get(), new Why(nonce, inquiry.peer()), out);
        if (!sent) {
            // Once it has answered that, it may be asked this.
            asking.askNow(now, member.id());
        }
    }
}
