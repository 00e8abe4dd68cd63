package dev.kith.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as people write them: {@code 500ms}, {@code 2.5s}, {@code 1m}. */
public final class DurationText implements ITypeConverter<Duration> {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(ms|s|m|h)");

    @Override
    public Duration convert(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is not a duration such as 500ms, 2s or 1m");
        }
        BigDecimal millis = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(millis(matcher.group(2))));
        return Duration.ofNanos(millis.movePointRight(6).longValue());
    }

    private static long millis(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1000;
            case "m" -> 60_000;
            default -> 3_600_000;
        };
    }

    /** As in {@code 50 ms}, {@code 2.5 s}, {@code 4 min}, {@code 3 h}: short, and good enough for an age. */
    public static String of(Duration duration) {
        long seconds = duration.toSeconds();
        long millis = Math.max(0, duration.toMillis());
        if (millis > 0 && millis < 100) {
            return millis + " ms";
        }
        if (seconds < 10) {
            BigDecimal tenths = BigDecimal.valueOf(millis / 100, 1);
            return tenths.stripTrailingZeros().toPlainString() + " s";
        }
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }
}
