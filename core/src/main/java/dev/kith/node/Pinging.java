package dev.kith.node;

import dev.kith.peer.Answer;
import dev.kith.peer.Pong;
import dev.kith.peer.Reachability;
import dev.kith.peer.Via;
import dev.kith.roster.Entry;
import dev.kith.roster.Roster;
import dev.kith.roster.Source;
import dev.kith.time.Moment;
import dev.kith.time.Timers;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks one peer for whoever wants to know now, at all of its addresses at once; the first answer is what counts. */
final class Pinging {
    private static final int MAX_AT_A_TIME = 64;
    /** Until something can be sent to one of whom no address is proven yet. */
    private static final long AGAIN = 50_000_000L;

    private static final class Question {
        final Input.Ping ping;
        final long ends;
        long asked;
        Set<Long> nonces = Set.of();

        Question(Input.Ping ping, long ends) {
            this.ping = ping;
            this.ends = ends;
        }
    }

    private final String group;
    private final Roster roster;
    private final Speaking speaking;
    private final Spreading spreading;
    private final Asking asking;
    private final Set<Question> open = new LinkedHashSet<>();
    private final Map<Long, Question> byNonce = new HashMap<>();
    private final Timers<Question> deadlines = new Timers<>();

    Pinging(Membership.Group parts, Asking asking) {
        this.group = parts.name();
        this.roster = parts.roster();
        this.speaking = parts.speaking();
        this.spreading = parts.spreading();
        this.asking = asking;
    }

    /**
     * Begins to ask.
     *
     * @throws IllegalArgumentException if too much is being asked already
     */
    void begin(Moment now, Input.Ping ping) {
        if (open.size() == MAX_AT_A_TIME) {
            throw new IllegalArgumentException("no more than " + MAX_AT_A_TIME + " peers can be asked at a time");
        }
        Question question = new Question(ping, now.nanos() + ping.atMost());
        open.add(question);
        deadlines.arm(question, now.nanos());
    }

    /** A peer answered what it was asked where that came from, or another passed its answer on. */
    void answered(Moment now, Entry peer, Source source, long nonce, Outbox out) {
        Question question = byNonce.get(nonce);
        if (question == null || !question.ping.peer().equals(peer.id())) {
            return;
        }
        Reachability reached = spreading.reachability(peer);
        close(
                question,
                new Pong(
                        reached.peer(),
                        source.from(),
                        source.interfaceName(),
                        source.via() == Via.RELAYED,
                        Duration.ofNanos(now.nanos() - question.asked),
                        reached.hearsMulticast(),
                        peer.wasHeardByMulticast()),
                out);
    }

    long nextWake() {
        return deadlines.next();
    }

    void tick(Moment now, Outbox out) {
        for (var due = deadlines.takeDue(now.nanos()); due.isPresent(); due = deadlines.takeDue(now.nanos())) {
            Question question = due.get();
            Optional<Entry> peer = roster.find(question.ping.peer());
            if (peer.isEmpty() || speaking.isSilent() || now.nanos() >= question.ends) {
                close(question, new Answer.None(), out);
            } else {
                ask(now, question, peer.get(), out);
            }
        }
    }

    private void ask(Moment now, Question question, Entry peer, Outbox out) {
        question.asked = now.nanos();
        question.nonces = asking.ping(now, peer, out);
        question.nonces.forEach(nonce -> byNonce.put(nonce, question));
        if (question.nonces.isEmpty()) {
            // Once it has answered that, it may be asked this.
            asking.askNow(now, peer.id());
        }
        long next = question.nonces.isEmpty() ? now.nanos() + AGAIN : question.ends;
        deadlines.arm(question, Math.min(next, question.ends));
    }

    private void close(Question question, Answer answer, Outbox out) {
        open.remove(question);
        deadlines.disarm(question);
        question.nonces.forEach(byNonce::remove);
        out.answer(group, question.ping.question(), answer);
    }
}
