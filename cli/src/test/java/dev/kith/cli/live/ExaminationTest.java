package dev.kith.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The doctor, on a thread of its own. */
class ExaminationTest {
    private final Semaphore done = new Semaphore(0);

    private void awaitDone() throws InterruptedException {
        assertThat(done.tryAcquire(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void nothingIsFoundUntilTheDoctorIsDoneAndNobodyElseIsCalledMeanwhile() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        Examination examination = new Examination(
                () -> {
                    awaitUninterrupted(told);
                    return List.of("call " + calls.incrementAndGet());
                },
                done::release);
        assertThat(examination.found()).isEmpty();
        examination.begin();
        examination.begin();
        assertThat(examination.found()).isEmpty();
        told.countDown();
        awaitDone();
        assertThat(examination.found()).contains(List.of("call 1"));
    }

    @Test
    void aDoctorThatFailsIsSaidTo() throws InterruptedException {
        Examination examination = new Examination(
                () -> {
                    throw new IllegalStateException("no pulse");
                },
                done::release);
        examination.begin();
        awaitDone();
        assertThat(examination.found())
                .contains(List.of("the doctor failed: java.lang.IllegalStateException: no pulse"));
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
