package dev.kith.roster;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An interface of this host on which a peer was heard, when that was last, and the next of them: a chain, since thousands of
 * peers have one each, and no list is as small.
 */
final class HeardOn {
    private final String name;
    private long at;
    private @Nullable HeardOn next;

    private HeardOn(String name, long at, @Nullable HeardOn next) {
        this.name = name;
        this.at = at;
        this.next = next;
    }

    /** The chain once the peer was heard on that interface. */
    static HeardOn and(@Nullable HeardOn chain, String name, long now) {
        HeardOn known = chain;
        while (known != null && !known.name.equals(name)) {
            known = known.next;
        }
        if (chain == null || known == null) {
            return new HeardOn(name, now, chain);
        }
        known.at = now;
        return chain;
    }

    /** The chain without those on which the peer was not heard since then. */
    static @Nullable HeardOn since(@Nullable HeardOn chain, long oldest) {
        if (chain == null) {
            return null;
        }
        chain.next = since(chain.next, oldest);
        return chain.at < oldest ? chain.next : chain;
    }

    /** The names of all, sorted. */
    static List<String> names(@Nullable HeardOn chain) {
        if (chain != null && chain.next == null) {
            return List.of(chain.name);
        }
        return Stream.iterate(chain, each -> each != null, each -> each.next)
                .map(each -> each.name)
                .sorted()
                .toList();
    }
}
