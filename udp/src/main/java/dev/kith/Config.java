package dev.kith;

import dev.kith.classic.Beacon;
import dev.kith.peer.Limits;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
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
        Optional<Path> identity) {
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
                    "port " + port + " is not 1 to 65535, or is 9778, which is the classic beacon's");
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

        private Builder() {}

        /** Adds an interface to use, by its name. */
        public Builder networkInterface(String name) {
            interfaces.add(name);
            return this;
        }

        /**
         * Keeps to this host: nodes of its processes find each other, nothing is sent to any other host and nothing heard from
         * one. For unit tests above all, which want a group name of their own too, so that two runs do not meet.
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
                    identity);
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
