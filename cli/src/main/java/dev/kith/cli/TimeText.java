package dev.kith.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A moment as programs read it: RFC 3339, in UTC, with six digits. */
final class TimeText {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

    private TimeText() {}

    static String of(Instant time) {
        return FORM.format(time.atOffset(ZoneOffset.UTC));
    }
}
