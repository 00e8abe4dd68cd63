package dev.kith;

import dev.kith.trust.KeyRing;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks once a second whether a key file is another, on a daemon thread of its own: a file system may let one wait. */
final class KeyWatch implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 1000;

    private final KeyFile file;
    private final Consumer<KeyRing> onChange;
    private final Consumer<String> onTrouble;
    private final Thread thread;
    private Optional<FileLook> last;
    private KeyRing told;
    private volatile boolean closed;

    KeyWatch(KeyFile file, Consumer<KeyRing> onChange, Consumer<String> onTrouble) {
        this.file = file;
        this.onChange = onChange;
        this.onTrouble = onTrouble;
        this.last = file.lookBeforeRead();
        this.told = file.ring();
        this.thread = new Thread(this::run, "kith-keys");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                Thread.sleep(LOOK_EVERY_MILLIS);
                Optional<FileLook> now = FileLook.at(file.path());
                if (!now.equals(last)) {
                    last = now;
                    reread();
                }
            }
        } catch (InterruptedException | IllegalStateException over) {
            // The membership is closed.
        }
    }

    /** A file that is wrong changes nothing, and that is said. */
    private void reread() {
        try {
            file.reread();
            if (!file.ring().equals(told)) {
                onChange.accept(file.ring());
                told = file.ring();
            }
        } catch (IllegalArgumentException wrong) {
            onTrouble.accept("the keys stay as they were: " + wrong.getMessage());
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
