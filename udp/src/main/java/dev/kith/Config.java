package dev.kith;

import dev.kith.classic.Beacon;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Limits;
import dev.kith.wire.Records;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a node uses the network. Immutable; {@link #builder()} begins one.
 *
 * @param interfaces the names of the interfaces to use; none means all that are usable, loopback if there is no other
 * @param port the UDP port that all nodes hear multicast on, 1 to 65,535; 9779 unless set
 * @param multicast the IPv4 multicast group; 239.255.75.105 unless set
 * @param multicast6 the IPv6 multicast group; ff12::4b69:7468 unless set
 * @param hops how many routers multicast may pass, and one: 1, unless set, stays on the subnet; 1 to 255
 * @param classic whether to cast and hear the classic beacon
 * @param passive whether to look only: nothing is sent
 * @param limits how many peers are listed in each group at the most; 10,000, 64 of one address and 256 of one network
 *     (a /24 of IPv4, a /64 of IPv6) unless set
 * @param identity the file of a key pair that is kept from start to start; a new one for each start unless set
 * @param reach how others are reached that multicast does not reach
 */
public record Config(
        Set<String> interfaces,
        int port,
        Inet4Address multicast,
        Inet6Address multicast6,
        int hops,
        boolean classic,
        boolean passive,
        Limits limits,
        Optional<Path> identity,
        Reach reach) {
    /**
     * How a node reaches others beyond what multicast reaches.
     *
     * @param ownPort the UDP port of its own sockets, from which all its datagrams come, 1 to 65,535; 0 for any that is free
     * @param advertised addresses to tell others beside those of this host, best first, at most 4; port 0 stands for its own port
     * @param sources who is asked for addresses at which members may be, at most 16
     * @param relays whether the node passes on what members ask each other who cannot reach each other; true unless set
     */
    public record Reach(int ownPort, List<Endpoint> advertised, List<Source> sources, boolean relays) {
        private static final int MAX_ADVERTISED = 4;
        private static final int MAX_SOURCES = 16;

        /** What is so unless set. */
        public static final Reach DEFAULT = new Reach(0, List.of(), List.of(), true);

        /** Refuses what breaks a rule, naming setting, value and rule. */
        public Reach {
            advertised = List.copyOf(advertised);
            sources = List.copyOf(sources);
            if (ownPort < 0 || ownPort > 0xFFFF || ownPort == Beacon.PORT) {
                throw new IllegalArgumentException("own port " + ownPort
                        + (ownPort == Beacon.PORT ? " is the classic beacon's" : " is not 0 to 65535"));
            }
            if (advertised.size() > MAX_ADVERTISED || sources.size() > MAX_SOURCES) {
                throw new IllegalArgumentException(
                        "%d addresses to advertise are more than %d, or %d sources more than %d"
                                .formatted(advertised.size(), MAX_ADVERTISED, sources.size(), MAX_SOURCES));
            }
        }
    }

    /**
     * A candidate source.
     *
     * @param kind as its provider calls it: {@code seed}, {@code state}, or one of another module such as {@code dns}
     * @param what what is wanted of it, such as a host's name
     */
    public record Source(String kind, String what) {}

    /** The port that all nodes hear multicast on unless another is set. */
    public static final int DEFAULT_PORT = 9779;

    /** The IPv4 multicast group unless another is set: administratively scoped, local (RFC 2365). */
    public static final String DEFAULT_MULTICAST = "239.255.75.105";

    /** The IPv6 multicast group unless another is set: "Kith" in the group id, transient, of the link (RFC 4291, 2.7). */
    public static final String DEFAULT_MULTICAST_6 = "ff12::4b69:7468";

    /** Refuses what breaks a rule, naming setting, value and rule. */
    public Config {
        interfaces = Set.copyOf(interfaces);
        if (port < 1 || port > 0xFFFF || port == Beacon.PORT) {
            throw new IllegalArgumentException(
                    "port " + port + (port == Beacon.PORT ? " is the classic beacon's" : " is not 1 to 65535"));
        }
        MulticastGroup.require(multicast);
        MulticastGroup.require(multicast6);
        if (hops < 1 || hops > 255) {
            throw new IllegalArgumentException("hops " + hops + " is not 1 to 255");
        }
    }

    /** Everything as it is unless set. */
    public static Config defaults() {
        return builder().build();
    }

    /** Begins a config from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects settings; the rules are those of {@link Config}. Not thread-safe. */
    public static final class Builder {
        private final Set<String> interfaces = new TreeSet<>();
        private int port = DEFAULT_PORT;
        private InetAddress multicast = MulticastGroup.parse(DEFAULT_MULTICAST);
        private InetAddress multicast6 = MulticastGroup.parse(DEFAULT_MULTICAST_6);
        private int hops = 1;
        private boolean classic = true;
        private boolean passive;
        private boolean loopbackOnly;
        private Limits limits = Limits.DEFAULT;
        private Optional<Path> identity = Optional.empty();
        private int ownPort;
        private boolean relays = true;
        private final List<Endpoint> advertised = new ArrayList<>();
        private final List<Source> sources = new ArrayList<>();

        private Builder() {}

        /** Adds an interface to use, by its name. */
        public Builder networkInterface(String name) {
            interfaces.add(name);
            return this;
        }

        /**
         * Keeps to this host: nodes of its processes find each other, nothing is said to all beyond it, and nothing is sent to another host
         * or heard from one unless a candidate source names it. For unit tests above all, which want
         * a group name of their own too, so that two runs do not meet.
         */
        public Builder loopbackOnly() {
            loopbackOnly = true;
            return this;
        }

        /**
         * How many peers are listed in each group at the most, those lost and left included.
         *
         * @param peers in all
         * @param perAddress of one ip address
         * @param perNetwork of one network: a /24 of IPv4, a /64 of IPv6
         * @throws IllegalArgumentException if one of them is less than 1
         */
        public Builder limits(int peers, int perAddress, int perNetwork) {
            limits = new Limits(peers, perAddress, perNetwork);
            return this;
        }

        /**
         * Keeps the node's identity: the key pair in this file is used, and made, readable by its owner only, if there is no such
         * file. Two nodes that run at once must not share one.
         */
        public Builder identity(Path file) {
            identity = Optional.of(file);
            return this;
        }

        /** As {@link #source}, of a host that is given by name or address, with or without port: {@code a.example:9779}. */
        public Builder seed(String host) {
            return source("seed", host);
        }

        /** As {@link #source}, of the peers of last time, which are kept in this folder. */
        public Builder state(Path folder) {
            return source("state", folder.toString());
        }

        /**
         * Asks a candidate source, too, for addresses at which members may be; there may be several of a kind.
         *
         * @param kind as its provider calls it, see {@link CandidateSource}
         * @param what what is wanted of it
         */
        public Builder source(String kind, String what) {
            sources.add(new Source(kind, what));
            return this;
        }

        /**
         * An address to tell others, before those that this host has: where a port is forwarded to it from.
         *
         * @param address of IPv4 or IPv6, with or without port; names are not looked up
         * @throws IllegalArgumentException if it is no address
         */
        public Builder advertise(String address) {
            HostAndPort at = HostAndPort.parse("advertised address", address);
            if (!at.isAddress()) {
                throw new IllegalArgumentException("advertised address '" + address
                        + "' is not an address, such as 203.0.113.4 or [2001:db8::4]:9780");
            }
            try {
                InetAddress ip = InetAddress.getByName(at.host());
                if (!Records.mayBeOfANode(new Endpoint(ip, at.port().orElse(DEFAULT_PORT)))) {
                    throw new IllegalArgumentException(
                            "advertised address '" + address + "' is none at which a node can be");
                }
                advertised.add(new Endpoint(ip, at.port().orElse(0)));
            } catch (UnknownHostException wrong) {
                throw new IllegalArgumentException("advertised address '" + address + "' is none there can be", wrong);
            }
            return this;
        }

        /** The UDP port of the node's own sockets, for a firewall or a port that is forwarded; any that is free unless set. */
        public Builder ownPort(int value) {
            ownPort = value;
            return this;
        }

        /**
         * Whether to pass on what members ask each other who cannot reach each other: at most 200 datagrams a second, of 256 bytes.
         * Those are introduced to each other all the same.
         */
        public Builder relay(boolean on) {
            relays = on;
            return this;
        }

        /** The UDP port that all nodes hear multicast on. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /**
         * The multicast group of one of the two families; that of the other stays. So a node that is to be on its own sets both.
         *
         * @param address of IPv4 or IPv6; names are not looked up
         * @throws IllegalArgumentException if it is no address
         */
        public Builder multicast(String address) {
            InetAddress group = MulticastGroup.parse(address);
            multicast = group instanceof Inet4Address ? group : multicast;
            multicast6 = group instanceof Inet4Address ? multicast6 : group;
            return this;
        }

        /** How many routers multicast may pass, and one. */
        public Builder hops(int value) {
            hops = value;
            return this;
        }

        /** Whether to cast and hear the classic beacon. */
        public Builder classic(boolean on) {
            classic = on;
            return this;
        }

        /** Whether to look only. */
        public Builder passive(boolean on) {
            passive = on;
            return this;
        }

        /**
         * The config.
         *
         * @throws IllegalArgumentException if a setting breaks its rule
         * @throws IllegalStateException if it is to keep to this host, and that has no loopback interface
         */
        public Config build() {
            Set<String> chosen = loopbackOnly ? loopback() : interfaces;
            return new Config(
                    chosen,
                    port,
                    (Inet4Address) multicast,
                    (Inet6Address) multicast6,
                    hops,
                    classic,
                    passive,
                    limits,
                    identity,
                    new Reach(ownPort, advertised, sources, relays));
        }

        /** Its name is another on each system. */
        private static Set<String> loopback() {
            try {
                InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
                NetworkInterface nif = NetworkInterface.getByInetAddress(loopback);
                if (nif != null) {
                    return Set.of(nif.getName());
                }
            } catch (SocketException | UnknownHostException none) {
                // said below
            }
            throw new IllegalStateException("this host has no loopback interface with 127.0.0.1");
        }
    }
}
