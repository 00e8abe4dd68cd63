package dev.kith.cli;

import dev.kith.Kith;
import dev.kith.peer.Kind;
import dev.kith.peer.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Looks, before keys are changed, at those who are there. */
final class LivingMembers {
    private static final Duration LOOK_FOR = Duration.ofMillis(2500);
    private static final int HEXADECIMAL = 16;

    private LivingMembers() {}

    /** Joins for a moment; whether no member that is there is such a one. If there are, says which. */
    static boolean none(NodeOptions options, Predicate<Peer> such, String what)
            throws IOException, InterruptedException {
        Leaving.onSignal(OptionalInt.empty());
        try (Kith kith = options.join(false)) {
            Leaving.sayGoodbyeBy(kith::close);
            kith.awaitRoster(LOOK_FOR);
            List<String> names = kith.peers().stream()
                    .filter(peer -> peer.kind() == Kind.KITH && !peer.keys().isEmpty())
                    .filter(Counts::isThere)
                    .filter(such)
                    .map(peer -> ShownNames.in(kith.peers()).of(peer))
                    .sorted()
                    .toList();
            if (!names.isEmpty()) {
                Console.say("kith: not done: %d living member%s %s: %s (--force does it all the same)"
                        .formatted(names.size(), names.size() == 1 ? "" : "s", what, String.join(", ", names)));
            }
            return names.isEmpty();
        }
    }

    /**
     * The id of a key that was typed.
     *
     * @throws IllegalArgumentException if it is not two hexadecimal digits
     */
    static int keyId(String typed) {
        if (!typed.matches("[0-9a-f]{2}")) {
            throw new IllegalArgumentException("key '" + typed + "' is not two hexadecimal digits such as 3f");
        }
        return Integer.parseInt(typed, HEXADECIMAL);
    }
}
