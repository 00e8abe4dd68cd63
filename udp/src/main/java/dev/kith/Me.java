package dev.kith;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.text.Label;
import dev.kith.text.Printable;
import java.util.Map;
import java.util.TreeMap;

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

    Me() {}

    Me(Me other) {
        name = other.name;
        meta.putAll(other.meta);
        services.putAll(other.services);
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
        meta.put(key, value);
        int bytes = meta.entrySet().stream()
                .mapToInt(entry -> bytes(entry.getKey()) + bytes(entry.getValue()))
                .sum();
        if (bytes > MAX_META_BYTES) {
            throw new IllegalArgumentException(
                    "meta is %d bytes with '%s'; it may be %d".formatted(bytes, key, MAX_META_BYTES));
        }
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

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }
}
