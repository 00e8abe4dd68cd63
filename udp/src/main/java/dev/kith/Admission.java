package dev.kith;

import dev.kith.peer.PeerId;
import dev.kith.text.Printable;
import dev.kith.trust.Access;
import dev.kith.trust.KeyRing;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may be in a group: everybody, or only those who have its key; and of these everybody, or only some. Immutable.
 *
 * <pre>{@code
 * Kith.join("team", Admission.keyFile(Path.of("team.keys")), me -> me.name("alice"));
 * }</pre>
 */
public final class Admission {
    private static final Admission OPEN = new Admission(List.of(), Optional.empty(), Set.of(), false);

    private final List<String> keys;
    private final Optional<Path> file;
    private final Set<PeerId> allowed;
    private final boolean classic;

    private Admission(List<String> keys, Optional<Path> file, Set<PeerId> allowed, boolean classic) {
        this.keys = keys;
        this.file = file;
        this.allowed = allowed;
        this.classic = classic;
    }

    /** Everybody; what is said can be read by everybody, too. */
    public static Admission open() {
        return OPEN;
    }

    /**
     * Those who have this key. Nobody else can read, join or change anything.
     *
     * @param text a key as {@code kith keygen} makes them, or a passphrase of 12 characters or more, which takes long to make one of
     */
    public static Admission key(String text) {
        return new Admission(List.of(text), Optional.empty(), Set.of(), false);
    }

    /** Those who have a key of this file, see {@link KeyFile}; it is watched, so that keys can be changed while the node runs. */
    public static Admission keyFile(Path path) {
        return new Admission(List.of(), Optional.of(path), Set.of(), false);
    }

    /**
     * The same, but only those with one of these ids, whatever keys others have: ids of kept identities, see
     * {@link Config.Builder#identity}.
     *
     * @param ids one or more; a list that came out empty would let in everybody
     * @throws IllegalArgumentException if there is none, or one is not 32 hexadecimal digits
     */
    public Admission only(Collection<String> ids) {
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("ids is empty: name those that are to be let in, one or more");
        }
        Set<PeerId> parsed = ids.stream()
                .map(id -> PeerId.parse(id)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "id '" + Printable.of(id) + "' is not 32 hexadecimal digits")))
                .collect(Collectors.toSet());
        return new Admission(keys, file, parsed, classic);
    }

    /** The same, but the plain beacon is cast and heard although the group is closed: so the name is public. */
    public Admission withClassic() {
        return new Admission(keys, file, allowed, true);
    }

    /** Whether only those with a key are let in. */
    public boolean isClosed() {
        return !keys.isEmpty() || file.isPresent();
    }

    /**
     * What it comes to in one group.
     *
     * @param access what the engine is told
     * @param file to be watched
     */
    record Ready(Access access, Optional<KeyFile> file) {}

    Ready ready(String group) {
        Optional<KeyFile> read = file.isPresent() ? Optional.of(new KeyFile(file.get(), group)) : Optional.empty();
        KeyRing ring = read.isPresent()
                ? read.get().ring()
                : new KeyRing(
                        keys.stream().map(key -> KeyText.parse(key, group)).toList());
        return new Ready(new Access(ring, allowed, classic || !isClosed()), read);
    }
}
