package dev.kith.cli;

import dev.kith.peer.Pong;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The answers of a peer that was asked, for people. */
final class PongText {
    private static final double NANOS_A_MILLI = 1e6;

    private PongText() {}

    /** As in {@code anna 10.0.0.4:41234 eth0 unicast 0.41 ms, multicast: it hears us, we hear it}. */
    static String of(Pong pong) {
        String by = pong.interfaceName().isEmpty() ? "" : " " + pong.interfaceName();
        String way = pong.relayed() ? " relayed " : " unicast ";
        return pong.peer().name() + " " + pong.from() + by + way + millis(pong.rtt()) + ", multicast: "
                + multicast(pong);
    }

    private static String multicast(Pong pong) {
        String there = pong.hearsMulticast()
                .map(does -> does ? "it hears us" : "it does not hear us")
                .orElse("not known yet whether it hears us");
        return there + (pong.heardByMulticast() ? ", we hear it" : ", we have not heard it yet");
    }

    /** How many were answered, and how fast: the quickest, the median, the slowest. */
    static String summary(int asked, List<Duration> times) {
        String answered = "%d asked, %d answered".formatted(asked, times.size());
        if (times.isEmpty()) {
            return answered;
        }
        List<Duration> sorted = times.stream().sorted().toList();
        return answered + ", fastest " + millis(sorted.get(0)) + ", median "
                + millis(sorted.get((sorted.size() - 1) / 2)) + ", slowest " + millis(sorted.get(sorted.size() - 1));
    }

    private static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.2f ms", time.toNanos() / NANOS_A_MILLI);
    }
}
