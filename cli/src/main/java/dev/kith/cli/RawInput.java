package dev.kith.cli;

import dev.kith.text.Printable;
import dev.kith.text.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The bytes of arguments and variables, of which Java shows only what it made of them: it replaces what is not UTF-8. Linux
 * has them in proc(5); elsewhere nothing is found wrong.
 */
final class RawInput {
    private static final Path PROC = Path.of("/proc/self");

    private RawInput() {}

    /** An argument, or a variable of Kith, that is not UTF-8; as it may be shown. */
    static Optional<String> notUtf8() {
        Optional<String> argument = notUtf8(PROC.resolve("cmdline"), bytes -> true);
        return argument.isPresent()
                ? argument
                : notUtf8(PROC.resolve("environ"), bytes -> latin(bytes).startsWith("KITH_"));
    }

    private static Optional<String> notUtf8(Path file, Predicate<byte[]> counts) {
        try {
            ByteArrayOutputStream entry = new ByteArrayOutputStream();
            for (byte each : Files.readAllBytes(file)) {
                if (each != 0) {
                    entry.write(each);
                } else if (counts.test(entry.toByteArray())
                        && Utf8.decode(entry.toByteArray()).isEmpty()) {
                    return Optional.of(Printable.of(entry.toString(StandardCharsets.UTF_8)));
                } else {
                    entry.reset();
                }
            }
            return Optional.empty();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
