package dev.kith.examples;

import dev.kith.Config;
import dev.kith.Feed;
import dev.kith.Kith;
import dev.kith.peer.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A client that finds the servers of its group, with no address configured anywhere. */
public final class FindAService {
    private FindAService() {}

    /** Prints where the service is that is named by the argument, in the group {@code shop}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        String service = args.length > 0 ? args[0] : "http";
        find(Config.defaults(), "shop", service, Duration.ofSeconds(5)).forEach(System.out::println);
    }

    /** The best address of each server that offers a service, once there is one or the time is over. */
    static List<Endpoint> find(Config config, String group, String service, Duration atMost)
            throws IOException, InterruptedException {
        try (Kith kith = Kith.join(config, group, me -> me.name("client"));
                Feed news = kith.feed()) {
            long start = System.nanoTime();
            List<Endpoint> found = addresses(kith, service);
            // Other clients are peers, too: looked for anew at each piece of news.
            for (Duration left = atMost; found.isEmpty() && left.compareTo(Duration.ZERO) > 0 && !news.isEnded(); ) {
                news.poll(left);
                found = addresses(kith, service);
                left = atMost.minusNanos(System.nanoTime() - start);
            }
            return found;
        }
    }

    private static List<Endpoint> addresses(Kith kith, String service) {
        return kith.peers().stream()
                .map(peer -> peer.address(service))
                .flatMap(Optional::stream)
                .toList();
    }
}
