package dev.kith.node;

import static dev.kith.node.Speaker.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Limits;
import dev.kith.peer.Via;
import dev.kith.trust.Access;
import dev.kith.trust.GroupKey;
import dev.kith.trust.KeyRing;
import java.security.Provider;
import java.security.Security;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first cipher of a JVM takes tens of milliseconds, which an open group has no use for. */
class FirstCipherTest {
    /** Has nothing, and notes what it is asked for. */
    private static final class Asked extends Provider {
        private static final long serialVersionUID = 1;

        private final transient Set<String> types = Collections.synchronizedSet(new HashSet<>());

        Asked() {
            super("asked", "1", "notes what is asked for");
        }

        @Override
        public Service getService(String type, String algorithm) {
            types.add(type);
            return super.getService(type, algorithm);
        }
    }

    private final Asked asked = new Asked();
    private final Speaker.Time time = new Speaker.Time();
    private final Speaker anna = new Speaker(time, at(1, 5001), Limits.DEFAULT);
    private final Speaker bob = new Speaker(time, at(2, 5002), Limits.DEFAULT);

    @BeforeEach
    void watchProviders() {
        Security.insertProviderAt(asked, 1);
    }

    @AfterEach
    void forget() {
        Security.removeProvider(asked.getName());
    }

    @Test
    void anOpenGroupAsksForNone() {
        meet(Access.OPEN);
        assertThat(asked.types).isNotEmpty().doesNotContain("Cipher");
    }

    @Test
    void aClosedGroupAsksForOne() {
        meet(new Access(new KeyRing(List.of(GroupKey.of(new byte[GroupKey.BYTES]))), Set.of(), false));
        assertThat(asked.types).contains("Cipher");
    }

    private void meet(Access access) {
        anna.step(new Input.Join("lobby", Node.about("anna", Map.of(), Map.of()), access));
        bob.step(new Input.Join("lobby", Node.about("bob", Map.of(), Map.of()), access));
        anna.hear(bob.own, Via.MULTICAST, bob.lastToAll());
        Speaker.exchange(anna, bob);
        assertThat(anna.names()).containsExactly("bob");
    }
}
