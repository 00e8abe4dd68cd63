package dev.kith.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Peer;
import dev.kith.peer.Via;
import dev.kith.sim.Translation.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two behind address translations who have one member in common, a millisecond from each: how, and how soon, they reach each other. */
class TranslatedPairTest {
    private static final Duration LATENCY = Duration.ofMillis(1);
    private static final Duration SETTLED = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SEEDS = 20;
    /** Twenty of them are chance, by which not all newcomers ask all others in one moment. */
    private static final long DIRECTLY_MILLIS = 45;

    /** After the silence of one whose distance nobody knows. */
    private static final long RELAYED_MILLIS = 245;

    @Test
    void coneTranslationsKeepNobodyApart() {
        for (Kind one : List.of(Kind.FULL_CONE, Kind.PORT_RESTRICTED)) {
            for (Kind other : List.of(Kind.FULL_CONE, Kind.PORT_RESTRICTED)) {
                requireOfEachSeed(one, other, false, DIRECTLY_MILLIS);
            }
        }
        requireOfEachSeed(Kind.FULL_CONE, Kind.SYMMETRIC, false, DIRECTLY_MILLIS);
        requireOfEachSeed(Kind.SYMMETRIC, Kind.FULL_CONE, false, DIRECTLY_MILLIS);
    }

    @Test
    void whomNoWayCanBeOpenedToIsReachedThroughTheCommonMember() {
        requireOfEachSeed(Kind.SYMMETRIC, Kind.SYMMETRIC, true, RELAYED_MILLIS);
        requireOfEachSeed(Kind.SYMMETRIC, Kind.PORT_RESTRICTED, true, RELAYED_MILLIS);
        requireOfEachSeed(Kind.PORT_RESTRICTED, Kind.SYMMETRIC, true, RELAYED_MILLIS);
    }

    private static void requireOfEachSeed(Kind one, Kind other, boolean relayed, long millis) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            Pair pair = new Pair(seed, one, other);
            assertThat(pair.millis()).as("%s and %s, seed %d", one, other, seed).isLessThanOrEqualTo(millis);
            assertThat(pair.seen().via().contains(Via.RELAYED)).isEqualTo(relayed);
        }
    }

    /** One that is there, and a newcomer. */
    private static final class Pair {
        private final World world;
        private final SimNode newcomer;

        Pair(long seed, Kind one, Kind other) {
            world = new World(seed);
            world.use(new Link(0, 0, LATENCY.toNanos(), 0));
            SimNode common = world.start("common", "lobby");
            world.network().putBehind(world.network().newBox(one), "anna");
            world.network().putBehind(world.network().newBox(other), "bob");
            world.start("bob", "lobby").seed(List.of(common.address()));
            world.pass(SETTLED);
            newcomer = world.start("anna", "lobby");
            newcomer.seed(List.of(common.address()));
        }

        /** How long until one of them answers the other, in whatever way. */
        long millis() {
            long began = world.now().nanos();
            while (!isReached() && world.now().nanos() - began < PATIENCE.toNanos()) {
                world.pass(LATENCY);
            }
            return Duration.ofNanos(world.now().nanos() - began).toMillis();
        }

        private boolean isReached() {
            return bob().filter(peer -> peer.rtt().isPresent() || peer.via().contains(Via.RELAYED))
                    .isPresent();
        }

        private Optional<Peer> bob() {
            return newcomer.peers().stream()
                    .filter(peer -> peer.name().equals("bob"))
                    .findFirst();
        }

        Peer seen() {
            return bob().orElseThrow();
        }
    }
}
