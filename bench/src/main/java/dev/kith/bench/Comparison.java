package dev.kith.bench;

import dev.kith.lab.Program;
import java.time.Duration;
import java.util.function.Function;

/**
 * What a join is compared with: bare datagrams among the ten, each sent just before one is measured, since the machine may
 * be twice as slow an hour later.
 */
final class Comparison {
    private final Ten ten;
    private final Program newcomer;
    private final Duration calm;
    private final Figure heard;
    private final Figure handed;
    private final Figure signedAlone;
    private final Figure signed;

    /** Of datagrams of that newcomer, as long after one another; {@code figure} makes a row of a name. */
    Comparison(Ten ten, Program newcomer, Duration calm, Function<String, Figure> figure) {
        this.ten = ten;
        this.newcomer = newcomer;
        this.calm = calm;
        this.heard = figure.apply("one bare multicast datagram -> heard by all nine JVMs");
        this.handed = figure.apply("the same until it is handed to a second thread in each");
        this.signedAlone = figure.apply("the same after a record was signed, which nobody verifies");
        this.signed = figure.apply("the same, signed before, and verified by each before it is handed over");
    }

    void warm(int times) {
        for (int time = 0; time < times; time++) {
            shout("shout", "bare-warms" + time);
            shout("sign-then-shout", "alone-warms" + time);
            shout("sign-and-shout", "signed-warms" + time);
        }
    }

    void measure(String run) throws InterruptedException {
        Thread.sleep(calm.toMillis());
        Shout bare = shout("shout", "bare-" + run);
        heard.addNanos(bare.heard);
        handed.addNanos(bare.handed);
        Thread.sleep(calm.toMillis());
        signedAlone.addNanos(shout("sign-then-shout", "alone-" + run).handed);
        Thread.sleep(calm.toMillis());
        signed.addNanos(shout("sign-and-shout", "signed-" + run).handed);
    }

    /** How long it takes until all have heard it, and until all have handed it over. */
    private record Shout(long heard, long handed) {}

    private Shout shout(String how, String name) {
        newcomer.type(how + " " + name);
        long allHeard = ten.allSaw("heard " + name);
        long allHanded = ten.allSaw("handed " + name);
        long shouted = Ten.moment(newcomer, name + " shouted");
        return new Shout(allHeard - shouted, allHanded - shouted);
    }
}
