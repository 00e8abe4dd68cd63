package dev.kith.udp;

import dev.kith.node.Input;
import dev.kith.node.Node;
import dev.kith.peer.Answer;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Limits;
import dev.kith.trust.Ed25519;
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
        // In no group, it has no use for secrets and an identity.
        Node.Setup setup = new Node.Setup(BeaconCaster::noCredentials, new Ed25519(), Limits.DEFAULT, false, true);
        Plan plan = new Plan(interfaceNames, Optional.empty(), 1, false, false, Plan.Own.ANY);
        Driver driver = Driver.open(plan, setup, new Casting(ended, trouble));
        driver.command(new Input.Cast(Optional.of(name)));
        return new BeaconCaster(driver, ended);
    }

    private static Node.Credentials noCredentials() {
        throw new IllegalStateException("a caster joins no group");
    }

    /** Waits until it is closed. */
    public void await() throws InterruptedException {
        ended.await();
    }

    @Override
    public void close() {
        driver.close();
    }

    private static final class Casting implements Audience {
        private final CountDownLatch ended;
        private final Consumer<String> trouble;
        private List<Event.Degraded> told = List.of();

        Casting(CountDownLatch ended, Consumer<String> trouble) {
            this.ended = ended;
            this.trouble = trouble;
        }

        @Override
        public void news(String group, Event event) {
            // A caster is in no group.
        }

        @Override
        public void told(Node node, boolean whole, List<Event.Degraded> standing) {
            standing.stream()
                    .filter(degraded -> !told.contains(degraded))
                    .forEach(degraded -> trouble.accept(degraded.reason()));
            told = standing;
        }

        @Override
        public void answered(String group, long question, Answer answer) {
            // A caster asks nobody.
        }

        @Override
        public void onNetwork(List<String> interfaces, List<Endpoint> own) {
            // A caster tells nobody where it is.
        }

        @Override
        public void ended() {
            ended.countDown();
        }
    }
}
