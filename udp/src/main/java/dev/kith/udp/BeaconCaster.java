package dev.kith.udp;

import dev.kith.roster.Endpoint;
import dev.kith.roster.Event;
import dev.kith.roster.Peer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** The article's {@code cast} alone: says a name by the classic beacon, and hears nothing. */
public final class BeaconCaster implements AutoCloseable {
    private final Driver driver;
    private final CountDownLatch ended;

    private BeaconCaster(Driver driver, CountDownLatch ended) {
        this.driver = driver;
        this.ended = ended;
    }

    /**
     * Starts to cast.
     *
     * @param interfaceNames on which interfaces; none named means all that are usable
     * @param name any text; cut where the beacon would be too long
     * @param trouble is told what stands in the way, one line each; must not block
     * @throws IOException if there is no usable interface or no socket, saying why
     */
    public static BeaconCaster open(Set<String> interfaceNames, String name, Consumer<String> trouble)
            throws IOException {
        CountDownLatch ended = new CountDownLatch(1);
        Driver.Audience audience = new Driver.Audience() {
            @Override
            public void told(List<Peer> peers, List<Event> news, List<Event.Degraded> standing) {
                for (Event event : news) {
                    if (event instanceof Event.Degraded degraded) {
                        trouble.accept(degraded.reason());
                    }
                }
            }

            @Override
            public void onNetwork(List<String> interfaces, List<Endpoint> own) {
                // A caster tells nobody where it is.
            }

            @Override
            public void ended() {
                ended.countDown();
            }
        };
        Driver.Plan plan = new Driver.Plan(interfaceNames, Optional.of(name), false);
        return new BeaconCaster(Driver.open(plan, audience), ended);
    }

    /** Waits until it is closed. */
    public void await() throws InterruptedException {
        ended.await();
    }

    @Override
    public void close() {
        driver.close();
    }
}
