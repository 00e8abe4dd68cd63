package dev.kith.node;

import static dev.kith.node.Speaker.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.peer.Limits;
import dev.kith.peer.Peer;
import dev.kith.peer.Via;
import dev.kith.text.Label;
import dev.kith.trust.Access;
import dev.kith.trust.GroupKey;
import dev.kith.trust.KeyRing;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Keys that a node cannot have, since its record has no room to tell of them. */
class RekeyTest {
    private static final KeyRing OLD = ring(1);
    private static final int LONG = 30;

    private final Speaker.Time time = new Speaker.Time();
    private final Speaker anna = new Speaker(time, at(1, 5001), Limits.DEFAULT);
    private final Speaker bob = new Speaker(time, at(2, 5002), Limits.DEFAULT);

    @Test
    void keysForWhichThereIsNoRoomChangeNothing() {
        joinWithFullRecord();
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> anna.step(new Input.Rekey("lobby", ring(2, 1))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the record would be");
        }
        bob.step(new Input.Join("lobby", Node.about("bob", Map.of(), Map.of()), access()));
        anna.hear(bob.own, Via.MULTICAST, bob.lastToAll());
        anna.passMillis(110);
        bob.hear(anna.own, Via.MULTICAST, anna.lastToAll());
        Speaker.exchange(anna, bob);
        assertThat(bob.node.peers("lobby"))
                .singleElement()
                .extracting(Peer::keys)
                .isEqualTo(OLD.ids());
    }

    /** As long a name as there is room for beside the services. */
    private void joinWithFullRecord() {
        Map<String, Integer> services = new TreeMap<>();
        while (joins(1, services)) {
            anna.step(new Input.Leave("lobby"));
            services.put((char) ('a' + services.size()) + "s".repeat(LONG), 1);
        }
        services.remove((char) ('a' + services.size() - 1) + "s".repeat(LONG));
        int name = Label.MAX_BYTES;
        while (!joins(name, services)) {
            name--;
        }
        assertThat(name).isLessThan(Label.MAX_BYTES);
    }

    private boolean joins(int nameLength, Map<String, Integer> services) {
        try {
            anna.step(new Input.Join(
                    "lobby", Node.about("a".repeat(nameLength), Map.of(), Map.copyOf(services)), access()));
            return true;
        } catch (IllegalArgumentException tooLong) {
            return false;
        }
    }

    private static Access access() {
        return new Access(OLD, Set.of(), false);
    }

    private static KeyRing ring(int... numbers) {
        return new KeyRing(Arrays.stream(numbers)
                .mapToObj(number -> {
                    byte[] bytes = new byte[GroupKey.BYTES];
                    bytes[0] = (byte) number;
                    return GroupKey.of(bytes);
                })
                .toList());
    }
}
