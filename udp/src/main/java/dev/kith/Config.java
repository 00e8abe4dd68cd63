package dev.kith;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a node uses the network. Immutable; {@link #builder()} begins one.
 *
 * @param interfaces the names of the interfaces to use; none means all that are usable, loopback if there is no other
 * @param port the UDP port that all nodes hear multicast on, 1 to 65,535; 9779 unless set
 * @param multicast the IPv4 multicast group; 239.255.75.105 unless set
 * @param hops how many routers multicast may pass, and one: 1, unless set, stays on the subnet; 1 to 255
 * @param classic whether to cast and hear the classic beacon
 * @param passive whether to look only: nothing is sent
 */
public record Config(
        Set<String> interfaces, int port, Inet4Address multicast, int hops, boolean classic, boolean passive) {
    /** The port that all nodes hear multicast on unless another is set. */
    public static final int DEFAULT_PORT = 9779;

    /** The IPv4 multicast group unless another is set: administratively scoped, local (RFC 2365). */
    public static final String DEFAULT_MULTICAST = "239.255.75.105";

    private static final int BEACON_PORT = 9778;

    /** Refuses what breaks a rule, naming setting, value and rule. */
    public Config {
        interfaces = Set.copyOf(interfaces);
        if (port < 1 || port > 0xFFFF || port == BEACON_PORT) {
            throw new IllegalArgumentException(
                    "port " + port + " is not 1 to 65535, or is 9778, which is the classic beacon's");
        }
        if (!multicast.isMulticastAddress()) {
            throw new IllegalArgumentException("multicast " + multicast.getHostAddress()
                    + " is not an IPv4 multicast address, 224.0.0.0 to 239.255.255.255");
        }
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
        private String multicast = DEFAULT_MULTICAST;
        private int hops = 1;
        private boolean classic = true;
        private boolean passive;

        private Builder() {}

        /** Adds an interface to use, by its name. */
        public Builder networkInterface(String name) {
            interfaces.add(name);
            return this;
        }

        /** The UDP port that all nodes hear multicast on. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** The IPv4 multicast group, as four numbers; names are not looked up. */
        public Builder multicast(String address) {
            multicast = address;
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
         */
        public Config build() {
            return new Config(interfaces, port, address(multicast), hops, classic, passive);
        }

        private static Inet4Address address(String text) {
            if (text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
                try {
                    if (InetAddress.getByName(text) instanceof Inet4Address ip) {
                        return ip;
                    }
                } catch (UnknownHostException notAnAddress) {
                    // refused below
                }
            }
            throw new IllegalArgumentException(
                    "multicast '" + text + "' is not an IPv4 address such as " + DEFAULT_MULTICAST);
        }
    }
}
