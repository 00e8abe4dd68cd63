package dev.kith.cli.live;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the doctor finds, on a thread of its own: it may take its time while the table goes on. */
final class Examination {
    private final Supplier<List<String>> doctor;
    private final Runnable done;
    private volatile Optional<List<String>> found = Optional.empty();
    private Optional<Thread> running = Optional.empty();

    /**
     * An examination that was not begun yet.
     *
     * @param doctor may block
     * @param done is called on the thread of the doctor when there is something to show
     */
    Examination(Supplier<List<String>> doctor, Runnable done) {
        this.doctor = doctor;
        this.done = done;
    }

    /** Begins anew, unless one goes on. */
    void begin() {
        if (running.filter(Thread::isAlive).isPresent()) {
            return;
        }
        found = Optional.empty();
        Thread thread = new Thread(this::examine, "kith-doctor");
        thread.setDaemon(true);
        running = Optional.of(thread);
        thread.start();
    }

    private void examine() {
        try {
            found = Optional.of(List.copyOf(doctor.get()));
        } catch (RuntimeException failed) {
            found = Optional.of(List.of("the doctor failed: " + failed));
        }
        done.run();
    }

    /** The lines; nothing while it goes on. */
    Optional<List<String>> found() {
        return found;
    }
}
