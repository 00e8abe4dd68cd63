package dev.kith;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Via;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A host that is given by name or address; a name is looked up as every program of this host does, again and again. */
final class SeedSource implements CandidateSource {
    /** A JVM keeps a name for 30 s, unless told otherwise; what is found then is to be known soon. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final HostAndPort seed;

    private SeedSource(HostAndPort seed) {
        this.seed = seed;
    }

    @Override
    public Named name(Known known) throws IOException {
        int port = seed.port().orElse(known.port());
        List<Endpoint> addresses = new ArrayList<>();
        try {
            for (InetAddress ip : InetAddress.getAllByName(seed.host())) {
                addresses.add(new Endpoint(ip, port));
            }
        } catch (UnknownHostException unknown) {
            throw new IOException("'" + seed.host() + "' is not known here by that name", unknown);
        }
        return new Named(addresses, AGAIN);
    }

    @Override
    public void close() {
        // A lookup ends by itself.
    }

    /** {@code seed HOST[:PORT]}. */
    public static final class Provider implements CandidateSource.Provider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String kind() {
            return "seed";
        }

        @Override
        public Via via() {
            return Via.SEED;
        }

        @Override
        public CandidateSource open(String what) {
            HostAndPort seed = HostAndPort.parse("seed", what);
            if (seed.isAddress() && !isValid(seed.host())) {
                throw new IllegalArgumentException("seed '" + what + "' is not an address there can be");
            }
            return new SeedSource(seed);
        }

        private static boolean isValid(String address) {
            try {
                return !InetAddress.getByName(address).isMulticastAddress();
            } catch (UnknownHostException none) {
                return false;
            }
        }
    }
}
