package dev.kith.udp;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Closing what is of no more use, where a failure to do so changes nothing. */
final class Closing {
    private Closing() {}

    static void quietly(@Nullable Closeable resource) {
        try {
            if (resource != null) {
                resource.close();
            }
        } catch (IOException | AssertionError ignored) {
            // DatagramChannel asserts that a membership of an interface that is gone can be dropped.
        }
    }
}
