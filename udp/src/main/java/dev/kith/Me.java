package dev.kith;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.text.Label;
import dev.kith.text.Printable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a node says of itself, and where; filled in by the function given to {@link Kith#join}. Not thread-safe, and of
 * no effect once that function has returned.
 */
public final class Me {
    /** The most that keys and values of the metadata may take together, in bytes of UTF-8. */
    public static final int MAX_META_BYTES = 512;

    private String name = "kith";
    private final Map<String, String> meta = new TreeMap<>();
    private final Set<String> interfaces = new TreeSet<>();
    private boolean classic = true;
    private boolean passive;

    Me() {}

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

    /** Adds an interface to use, by its name; while none is added, all that are usable are used. */
    public Me networkInterface(String interfaceName) {
        interfaces.add(interfaceName);
        return this;
    }

    /** Whether to cast and hear the classic beacon; it does unless told not to. */
    public Me classic(boolean on) {
        classic = on;
        return this;
    }

    /** Whether to look only: nothing is sent. */
    public Me passive(boolean on) {
        passive = on;
        return this;
    }

    String name() {
        return name;
    }

    Map<String, String> meta() {
        return meta;
    }

    Set<String> interfaces() {
        return interfaces;
    }

    boolean isClassic() {
        return classic;
    }

    boolean isPassive() {
        return passive;
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }
}
