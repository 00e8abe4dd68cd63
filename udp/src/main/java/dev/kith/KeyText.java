package dev.kith;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.text.Printable;
import dev.kith.trust.GroupKey;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Keys as people pass them on: {@code kith:} and 32 bytes in base64 (RFC 4648, 5), or else a passphrase. */
final class KeyText {
    private static final String PREFIX = "kith:";
    private static final int LEAST_PASSPHRASE = 12;
    /** What makes a guess dear (OWASP password storage, 2023). */
    private static final int ITERATIONS = 600_000;

    private static final String NO_KEY =
            "a key begins with kith: and has 43 characters of base64 behind that; 'kith keygen' makes one";

    private static final String SALT_PREFIX = "kith group ";

    private KeyText() {}

    /** A new key that nobody can guess. */
    static String generate() {
        byte[] bytes = new byte[GroupKey.BYTES];
        new SecureRandom().nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The key that a text is in a group; that of a passphrase is another in each group, and takes long.
     *
     * @throws IllegalArgumentException if it is neither; what it says does not tell the text
     */
    static GroupKey parse(String text, String group) {
        if (!text.codePoints().allMatch(KeyText::isSeen)) {
            throw new IllegalArgumentException(
                    "a key holds a character that nobody can see; type it anew, or 'kith keygen' makes one");
        }
        boolean isKey = text.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
        if (!isKey) {
            return derive(text, group);
        }
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException(NO_KEY);
        }
        try {
            return GroupKey.of(Base64.getUrlDecoder().decode(text.substring(PREFIX.length())));
        } catch (IllegalArgumentException notBase64OrTooShort) {
            throw new IllegalArgumentException(NO_KEY, notBase64OrTooShort);
        }
    }

    /** Two texts that look alike must not be two keys; scripts and emoji need the joiners. */
    private static boolean isSeen(int codePoint) {
        boolean isJoiner = codePoint == 0x200C || codePoint == 0x200D;
        return Printable.is(codePoint) && (isJoiner || Character.getType(codePoint) != Character.FORMAT);
    }

    private static GroupKey derive(String passphrase, String group) {
        if (passphrase.length() < LEAST_PASSPHRASE) {
            throw new IllegalArgumentException(
                    "a passphrase of %d characters is too short, %d are the least; or use 'kith keygen'"
                            .formatted(passphrase.length(), LEAST_PASSPHRASE));
        }
        try {
            byte[] salt = (SALT_PREFIX + group).getBytes(UTF_8);
            PBEKeySpec spec = new PBEKeySpec(passphrase.toCharArray(), salt, ITERATIONS, Byte.SIZE * GroupKey.BYTES);
            return GroupKey.of(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded());
        } catch (GeneralSecurityException noJdk) {
            throw new IllegalStateException("every JDK has PBKDF2 with HMAC-SHA-256", noJdk);
        }
    }
}
