package dev.kith.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.text.Printable;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * How a person says which peer is meant: by its name; by its id, or the beginning of it, {@value #MIN_DIGITS} hexadecimal digits
 * or more; by both, as in {@code anna·3f9a}; or by an address. Several peers may be meant by one.
 *
 * @param text as it was typed, 1 to {@value #MAX_BYTES} bytes of UTF-8 that may be shown
 * @param address the address that the text is, if it is one; port 0 means any port
 */
public record PeerReference(String text, Optional<Endpoint> address) {
    /** The longest text in bytes. */
    public static final int MAX_BYTES = 255;

    /** The fewest digits that are the beginning of an id. */
    public static final int MIN_DIGITS = 4;

    private static final String BETWEEN = "·";

    /**
     * Refuses a text that is none.
     *
     * @throws IllegalArgumentException naming the text and the rule
     */
    public PeerReference {
        if (!isText(text)) {
            throw new IllegalArgumentException("peer '%s' is not 1 to %d bytes of UTF-8 without control characters"
                    .formatted(Printable.of(text), MAX_BYTES));
        }
    }

    /** Whether a text may be one. */
    public static boolean isText(String text) {
        return !text.isEmpty() && text.getBytes(UTF_8).length <= MAX_BYTES && Printable.is(text);
    }

    /** Whether this peer is meant. */
    public boolean means(Peer peer) {
        return means(peer.id(), peer.name(), peer.addresses());
    }

    /** Whether the peer of that id, name and addresses is meant. */
    public boolean means(String id, String name, Collection<Endpoint> addresses) {
        return text.equals(name) || isOf(id, text) || isBoth(id, name) || isAtOneOf(addresses);
    }

    private boolean isBoth(String id, String name) {
        int between = text.lastIndexOf(BETWEEN);
        return between > 0
                && text.substring(0, between).equals(name)
                && isOf(id, text.substring(between + BETWEEN.length()));
    }

    private boolean isAtOneOf(Collection<Endpoint> addresses) {
        if (address.isEmpty()) {
            return false;
        }
        Endpoint meant = address.get();
        return addresses.stream()
                .anyMatch(one -> one.ip().equals(meant.ip()) && (meant.port() == 0 || meant.port() == one.port()));
    }

    private static boolean isOf(String id, String beginning) {
        return id.equals(beginning)
                || (beginning.length() >= MIN_DIGITS
                        && beginning.chars().allMatch(HexFormat::isHexDigit)
                        && id.startsWith(beginning.toLowerCase(Locale.ROOT)));
    }
}
