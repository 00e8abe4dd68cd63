package dev.kith.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Candidate;
import dev.kith.peer.Candidate.Outcome;
import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.peer.Via;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final PeerId PEER = new PeerId(1, 2);
    private static final Endpoint A = at(1);
    private static final Endpoint B = at(2);

    private final Candidates candidates = new Candidates();
    private long counter;

    @Test
    void oneIsTriedAtOnceSoonAgainAndForEver() {
        candidates.name("seed a", Via.SEED, List.of(A), 0);
        List<Long> tried = tries(60 * SECOND, false);
        assertThat(tried.subList(0, 4)).containsExactly(0L, SECOND / 5, SECOND, 3 * SECOND);
        assertThat(tried).hasSizeBetween(12, 20);
        assertThat(candidates.all()).containsExactly(candidate(A, Outcome.SILENT, tried.size(), "seed a"));
    }

    @Test
    void whereAMemberIsThatIsThereNothingIsSaidUntilItIsNot() {
        candidates.name("seed a", Via.SEED, List.of(A), 0);
        candidates.takeDue(0, (peer, at) -> true, 0);
        candidates.asked(A, 7, 0);
        assertThat(candidates.answered(8, PEER, SECOND)).isFalse();
        assertThat(candidates.waysTo(PEER)).isEmpty();
        assertThat(candidates.answered(7, PEER, SECOND)).isTrue();
        assertThat(candidates.waysTo(PEER)).containsExactly(Via.SEED);
        assertThat(candidates.answered(7, PEER, SECOND)).isFalse();
        assertThat(tries(60 * SECOND, true)).isEmpty();
        assertThat(candidates.all().get(0).peer()).contains(PEER.toString());
        assertThat(tries(80 * SECOND, false)).isNotEmpty();
    }

    @Test
    void whatASourceNamesNoMoreIsForgottenUnlessAnotherNamesIt() {
        candidates.name("dns x", Via.DNS, List.of(A, B), 0);
        candidates.name("seed b", Via.SEED, List.of(B), 0);
        candidates.name("dns x", Via.DNS, List.of(), SECOND);
        assertThat(candidates.all()).extracting(Candidate::at).containsExactly(B);
        assertThat(candidates.all().get(0).sources()).containsExactly("seed b");
        candidates.name("seed b", Via.SEED, List.of(), SECOND);
        assertThat(candidates.all()).isEmpty();
        assertThat(candidates.nextWake()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void oneSourceCanNameSoManyAndAllSoMany() {
        for (int source = 0; source < 10; source++) {
            int first = source * 100;
            List<Endpoint> many = IntStream.range(first, first + 100)
                    .mapToObj(CandidatesTest::at)
                    .toList();
            int leftOut = candidates.name("dns " + source, Via.DNS, many, 0);
            assertThat(leftOut).isEqualTo(source < 4 ? 36 : 100);
        }
        assertThat(candidates.all()).hasSize(256);
    }

    @Test
    void whatComesBackIsThisNodeUntilTheNetworkIsAnother() {
        candidates.name("dns x", Via.DNS, List.of(A), 0);
        candidates.takeDue(0, (peer, at) -> false, 0);
        candidates.asked(A, 7, 0);
        candidates.cameBack(7);
        assertThat(candidates.all().get(0).outcome()).isEqualTo(Outcome.SELF);
        assertThat(tries(60 * SECOND, false)).isEmpty();
        candidates.again(61 * SECOND);
        assertThat(tries(62 * SECOND, false)).isNotEmpty();
    }

    private List<Long> tries(long until, boolean isThere) {
        List<Long> tried = new ArrayList<>();
        while (candidates.nextWake() <= until) {
            long now = candidates.nextWake();
            candidates.takeDue(now, (peer, at) -> isThere, now).ifPresent(at -> {
                candidates.asked(at, 1000 + counter++, now);
                tried.add(now);
            });
        }
        return tried;
    }

    private static Candidate candidate(Endpoint at, Outcome outcome, int tries, String source) {
        return new Candidate(at, List.of(source), outcome, tries, Optional.empty(), Optional.empty());
    }

    private static Endpoint at(int number) {
        try {
            byte[] ip = {10, 0, (byte) (number >> 8), (byte) number};
            return new Endpoint(InetAddress.getByAddress(ip), 9779);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }
}
