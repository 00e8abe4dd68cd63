package dev.kith.examples;

import dev.kith.Config;
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
        find(Config.defaults(), "shop", args.length > 0 ? args[0] : "http").forEach(System.out::println);
    }

    /** The best address of each server that offers a service, once there is one or five seconds have passed. */
    static List<Endpoint> find(Config config, String group, String service) throws IOException, InterruptedException {
        try (Kith kith = Kith.join(config, group, me -> me.name("client"))) {
            kith.await(1, Duration.ofSeconds(5));
            return kith.peers().stream()
                    .map(peer -> peer.address(service))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }
}
