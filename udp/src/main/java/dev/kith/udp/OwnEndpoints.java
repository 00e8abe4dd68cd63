package dev.kith.udp;

import dev.kith.peer.Endpoint;
import dev.kith.wire.Records;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * In which order a node tells its addresses, since a record has room for few: of each link one, beginning with the link of the
 * default route, then of each link the next; IPv4 first, those that mean something on one link only last.
 */
final class OwnEndpoints {
    /** 192.0.2.1, of a network that is nowhere (RFC 5737). */
    private static final byte[] ANYWHERE = {(byte) 192, 0, 2, 1};

    private static final int IPV4 = 0;
    private static final int IPV6 = 1;
    private static final int OF_ONE_LINK = 2;
    private static final int KINDS = 3;

    private OwnEndpoints() {}

    /** The port of a family that this host does not speak is 0. */
    static List<Endpoint> of(List<Link> links, int port4, int port6) {
        List<Link> byRoute = byRoute(links);
        List<Endpoint> endpoints = new ArrayList<>();
        for (int kind = 0; kind < KINDS; kind++) {
            int port = kind == IPV4 ? port4 : port6;
            boolean more = port != 0;
            for (int rank = 0; more; rank++) {
                more = false;
                for (Link link : byRoute) {
                    List<InetAddress> ofKind = ofKind(link, kind);
                    if (rank < ofKind.size()) {
                        endpoints.add(new Endpoint(ofKind.get(rank), port));
                        more = true;
                    }
                }
            }
        }
        return endpoints;
    }

    /** Why some of them are not told to others, if so. */
    static Optional<String> untold(List<Endpoint> own) {
        List<String> untold = new ArrayList<>();
        for (Endpoint endpoint : own) {
            if (!Records.mayBeOfANode(endpoint)) {
                String why = endpoint.port() == 0
                        ? "this node has no port of " + (endpoint.ip() instanceof Inet4Address ? "IPv4" : "IPv6")
                        : "others take it for none at which a node can be";
                untold.add(endpoint.ip().getHostAddress() + " is not told to others: " + why);
            }
        }
        return untold.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", untold));
    }

    private static List<InetAddress> ofKind(Link link, int kind) {
        List<InetAddress> ips = new ArrayList<>();
        for (Link.Address address : link.addresses()) {
            if (kind(address.ip()) == kind) {
                ips.add(address.ip());
            }
        }
        return ips;
    }

    private static int kind(InetAddress ip) {
        if (ip instanceof Inet4Address) {
            return IPV4;
        }
        return ip.isLinkLocalAddress() ? OF_ONE_LINK : IPV6;
    }

    private static List<Link> byRoute(List<Link> links) {
        if (links.size() < 2) {
            return links;
        }
        Optional<InetAddress> routed = routed();
        List<Link> byRoute = new ArrayList<>();
        for (Link link : links) {
            boolean first = routed.isPresent() && link.has(routed.get());
            byRoute.add(first ? 0 : byRoute.size(), link);
        }
        return byRoute;
    }

    /** The address from which the default route would send; to connect sends nothing. */
    private static Optional<InetAddress> routed() {
        try (DatagramChannel asking = DatagramChannel.open(StandardProtocolFamily.INET)) {
            asking.connect(new InetSocketAddress(InetAddress.getByAddress(ANYWHERE), 9));
            return Optional.of(((InetSocketAddress) asking.getLocalAddress()).getAddress());
        } catch (IOException noRoute) {
            return Optional.empty();
        }
    }
}
