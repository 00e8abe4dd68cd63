package dev.kith;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Kind;
import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import dev.kith.text.Label;
import dev.kith.text.Printable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a node tells of itself in a group; filled in by the function given to {@link Kith#join} or {@link Kith#update}. Not
 * thread-safe, and of no effect once that function has returned.
 */
public final class Me {
    /** The most that keys and values of the metadata may take together, in bytes of UTF-8. */
    public static final int MAX_META_BYTES = 512;

    private String name = "kith";
    private final Map<String, String> meta = new TreeMap<>();
    private final Map<String, Integer> services = new TreeMap<>();

    private Me() {}

    /** What it says by default, changed by a function; a copy, which that function can change no more. */
    static Me filledBy(Consumer<Me> change) {
        return new Me().changedBy(change);
    }

    /** A copy that is changed by a function. */
    Me changedBy(Consumer<Me> change) {
        Me given = copy();
        change.accept(given);
        return given.copy();
    }

    private Me copy() {
        Me copy = new Me();
        copy.name = name;
        copy.meta.putAll(meta);
        copy.services.putAll(services);
        return copy;
    }

    /**
     * The name others see: 1 to 64 bytes of UTF-8 without control characters; {@code kith} unless set.
     *
     * @throws IllegalArgumentException if it is not that
     */
    public Me name(String value) {
        name = Label.require("name", value);
        return this;
    }

    /**
     * One piece of metadata; a later one of the same key replaces it.
     *
     * @throws IllegalArgumentException if it is not printable, the key is empty, or all of it is over 512 bytes
     */
    public Me meta(String key, String value) {
        if (key.isEmpty() || !Printable.is(key) || !Printable.is(value)) {
            throw new IllegalArgumentException("meta '%s=%s' needs a key, and no control characters"
                    .formatted(Printable.of(key), Printable.of(value)));
        }
        int bytes = bytes(key) + bytes(value);
        for (Map.Entry<String, String> other : meta.entrySet()) {
            bytes += other.getKey().equals(key) ? 0 : bytes(other.getKey()) + bytes(other.getValue());
        }
        if (bytes > MAX_META_BYTES) {
            throw new IllegalArgumentException(
                    "meta is %d bytes with '%s'; it may be %d".formatted(bytes, key, MAX_META_BYTES));
        }
        meta.put(key, value);
        return this;
    }

    /** Takes one piece of metadata away. */
    public Me withoutMeta(String key) {
        meta.remove(key);
        return this;
    }

    /**
     * A service this node offers, by name and port: {@code service("http", 8080)}. Others find it by
     * {@code peer.address("http")}.
     *
     * @param service 1 to 64 bytes of UTF-8 without control characters
     * @param port 1 to 65,535
     * @throws IllegalArgumentException if either is not that
     */
    public Me service(String service, int port) {
        if (port < 1 || port > 0xFFFF) {
            throw new IllegalArgumentException(
                    "service '%s' has port %d, which is not 1 to 65535".formatted(Printable.of(service), port));
        }
        services.put(Label.require("service", service), port);
        return this;
    }

    /** Takes a service away. */
    public Me withoutService(String service) {
        services.remove(service);
        return this;
    }

    String name() {
        return name;
    }

    Map<String, String> meta() {
        return meta;
    }

    Map<String, Integer> services() {
        return services;
    }

    /** This node as others would list it. */
    Peer asPeer(String id, List<Endpoint> endpoints, List<String> interfaces, Instant since) {
        return new Peer(
                id,
                Kind.KITH,
                name,
                endpoints,
                interfaces,
                meta,
                services,
                Status.ALIVE,
                since,
                Optional.empty(),
                Optional.empty(),
                true,
                Set.of(),
                List.of());
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }
}
