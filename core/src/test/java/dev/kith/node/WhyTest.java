package dev.kith.node;

import static dev.kith.node.Speaker.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Account;
import dev.kith.peer.Accounts;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event.What;
import dev.kith.peer.Limits;
import dev.kith.peer.Past;
import dev.kith.peer.PeerReference;
import dev.kith.peer.Via;
import dev.kith.wire.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is told what became of a peer, and how much. */
class WhyTest {
    private static final Endpoint ANNA = at(1, 5001);
    private static final Endpoint BOB = at(2, 5002);
    private static final Endpoint CARL = at(3, 5003);
    private static final Endpoint ELSEWHERE = at(77, 7777);
    private static final Endpoint STRANGER = at(66, 6666);
    private static final long SECONDS = 1_000_000_000L;

    private final Speaker.Time time = new Speaker.Time();
    private final Speaker anna = new Speaker(time, ANNA, Limits.DEFAULT);
    private final Speaker bob = new Speaker(time, BOB, Limits.DEFAULT);
    private final Speaker carl = new Speaker(time, CARL, Limits.DEFAULT);

    @Test
    void aMemberIsToldOfOneWhomItNeverKnewAndHowItWent() {
        anna.join("anna");
        carl.join("carl");
        anna.hear(CARL, Via.MULTICAST, carl.lastToAll());
        carl.step(new Input.Leave("lobby"));
        anna.hear(CARL, Via.MULTICAST, carl.lastToAll());
        bob.join("bob");
        annaAndBobMeet();
        bob.step(why(1, "carl"));
        passTogether(50);
        Accounts accounts = bob.accounts(1);
        assertThat(accounts.asked()).isEqualTo(1);
        assertThat(accounts.answered()).isEqualTo(1);
        Account account = accounts.all().get(0);
        assertThat(accounts.all()).hasSize(1);
        assertThat(account.tellerName()).isEqualTo("anna");
        assertThat(account.teller()).isEqualTo(bob.peer("anna").id());
        assertThat(account.history().id()).isEqualTo(anna.peer("carl").id());
        assertThat(account.history().changes()).extracting(Past::what).containsExactly(What.JOINED, What.LEFT);
        assertThat(account.history().changes().get(1).evidence().reason()).isEqualTo("it said goodbye");
    }

    @Test
    void whoAsksIsToldOfItselfByItsWholeIdAlone() {
        bothMeet();
        String own = bob.node.id("lobby").orElseThrow().toString();
        for (String meant : List.of("bob", own.substring(0, 8), own)) {
            bob.step(why(meant.length(), meant));
            passTogether(50);
            assertThat(bob.accounts(meant.length()).all()).as(meant).hasSize(meant.equals(own) ? 1 : 0);
        }
    }

    @Test
    void oneIsMeantByAnAddressAtWhichItHasSwornToBeAsItIsListed() {
        bothMeet();
        anna.hear(ELSEWHERE, Via.UNICAST, bob.lastToAll());
        bob.hear(ANNA, Via.UNICAST, anna.say(last(Message.Where.class, anna.sentTo(ELSEWHERE))));
        anna.hear(ELSEWHERE, Via.UNICAST, bob.say(last(Message.Here.class, bob.sentTo(ANNA))));
        assertThat(anna.peer("bob").addresses()).contains(ELSEWHERE);
        anna.step(why(1, new PeerReference(ELSEWHERE.toString(), Optional.of(ELSEWHERE))));
        passTogether(50);
        assertThat(anna.accounts(1).all())
                .extracting(account -> account.history().name())
                .containsExactly("bob");
    }

    private static <M extends Message> M last(Class<M> kind, List<Message> said) {
        List<M> all = said.stream().filter(kind::isInstance).map(kind::cast).toList();
        return all.get(all.size() - 1);
    }

    @Test
    void theLastThirtyTwoChangesAreKeptAndNoMore() {
        bothMeet();
        for (int i = 0; i < 40; i++) {
            bob.step(new Input.Update("lobby", Node.about("bob", Map.of("i", Integer.toString(i)), Map.of())));
            anna.hear(BOB, Via.MULTICAST, bob.lastToAll());
            passTogether(200);
        }
        Account own = ownAccount("bob");
        assertThat(own.tellerName()).isEqualTo("anna");
        assertThat(own.history().changes()).hasSize(Past.KEPT).allMatch(change -> change.what() == What.CHANGED);
    }

    @Test
    void whoAsksForOneOfSeveralIsToldWhoTheyAreAndNothingElse() {
        bothMeet();
        for (int i = 0; i < 20; i++) {
            Endpoint home = at(9, 6000 + i);
            Speaker other = new Speaker(time, home, Limits.DEFAULT);
            other.join("carl");
            anna.hear(home, Via.MULTICAST, other.lastToAll());
        }
        passTogether(500);
        ask("carl");
        assertThat(answers()).hasSize(Message.Because.MAX_PAGES).allSatisfy(page -> {
            assertThat(page.history()).isPresent();
            assertThat(page.history().orElseThrow().changes()).isEmpty();
        });
    }

    @Test
    void aStrangerIsToldNothingNorIsAMemberAtAnAddressThatIsNotItsOwn() {
        bothMeet();
        anna.sent.clear();
        anna.hear(STRANGER, Via.UNICAST, bob.say(question("bob")));
        carl.join("carl");
        anna.hear(CARL, Via.UNICAST, carl.say(question("bob")));
        passTogether(1000);
        assertThat(anna.sentTo(STRANGER)).isEmpty();
        assertThat(anna.sentTo(CARL)).isEmpty();
        assertThat(anna.node.rejected()).containsEntry("question of a stranger", 2L);
    }

    @Test
    void aMemberThatHasNotProvenItsAddressIsAskedForThatFirst() {
        anna.join("anna");
        bob.join("bob");
        anna.hear(BOB, Via.MULTICAST, bob.lastToAll());
        // Verified by then, and never answered.
        anna.passMillis(200);
        ask("anna");
        anna.passMillis(500);
        assertThat(answers()).isEmpty();
        assertThat(anna.sentTo(BOB)).anyMatch(message -> message instanceof Message.Probe);
        Speaker.exchange(anna, bob);
        ask("anna");
        assertThat(answers()).hasSize(1);
    }

    @Test
    void oneIsToldNoMoreThanFiveTimesASecond() {
        bothMeet();
        anna.sent.clear();
        for (int i = 0; i < 50; i++) {
            ask("nobody");
        }
        assertThat(answers()).hasSize(5);
        assertThat(anna.node.rejected()).containsEntry("too many questions", 45L);
    }

    @Test
    void whatWasNotAskedForIsNotBelieved() {
        bothMeet();
        anna.step(why(1, "carl"));
        Message.Because forged = new Message.Because(7, 0, 1, Optional.empty());
        anna.hear(BOB, Via.UNICAST, bob.say(forged));
        assertThat(anna.node.rejected()).containsEntry("unasked answer", 1L);
        passTogether(50);
        assertThat(anna.accounts(1).answered()).isEqualTo(1);
    }

    @Test
    void aMemberThatDoesNotAnswerIsAskedFiveTimesAndThenTheQuestionIsOver() {
        bothMeet();
        anna.step(why(1, "carl"));
        anna.sent.clear();
        anna.passMillis(1700);
        assertThat(anna.accounts(1)).isEqualTo(new Accounts(List.of(), 1, 0));
        assertThat(anna.sentTo(BOB))
                .filteredOn(message -> message instanceof Message.Why)
                .hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void aQuestionEndsWhenItsTimeIsOver() {
        bothMeet();
        anna.step(new Input.Why("lobby", 1, new PeerReference("carl", Optional.empty()), SECONDS / 10));
        anna.passMillis(90);
        assertThat(anna.answers).isEmpty();
        anna.passMillis(20);
        assertThat(anna.answers).containsKey(1L);
    }

    private Account ownAccount(String name) {
        anna.step(why(99, name));
        passTogether(50);
        return anna.accounts(99).all().get(0);
    }

    private void ask(String name) {
        anna.hear(BOB, Via.UNICAST, bob.say(question(name)));
    }

    private List<Message.Because> answers() {
        return anna.sentTo(BOB).stream()
                .filter(message -> message instanceof Message.Because)
                .map(message -> (Message.Because) message)
                .toList();
    }

    private static Message.Why question(String name) {
        return new Message.Why(5, new PeerReference(name, Optional.empty()));
    }

    private static Input.Why why(long number, String name) {
        return why(number, new PeerReference(name, Optional.empty()));
    }

    private static Input.Why why(long number, PeerReference peer) {
        return new Input.Why("lobby", number, peer, 10 * SECONDS);
    }

    private void bothMeet() {
        anna.join("anna");
        bob.join("bob");
        annaAndBobMeet();
    }

    private void annaAndBobMeet() {
        anna.hear(BOB, Via.MULTICAST, bob.lastToAll());
        bob.hear(ANNA, Via.MULTICAST, anna.lastToAll());
        passTogether(1500);
    }

    private void passTogether(long millis) {
        for (long end = time.millis + millis; time.millis < end; time.millis++) {
            anna.step(new Input.Tick());
            bob.step(new Input.Tick());
            Speaker.exchange(anna, bob);
        }
    }
}
