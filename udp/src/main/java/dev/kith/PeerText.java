package dev.kith;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerReference;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what people type to say which peer is meant. No name server is asked. */
final class PeerText {
    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final String PORT = "(?::(?<port>\\d{1,5}))?";
    private static final Pattern IPV4 = Pattern.compile("(?<ip>" + BYTE + "(?:\\." + BYTE + "){3})" + PORT);
    /** The link behind {@code %} is this host's name for it, which another host does not know. */
    private static final String IPV6 = "(?<ip>[0-9a-fA-F:][0-9a-fA-F.]*:[0-9a-fA-F:.]*)(?:%[^\\]]+)?";

    private static final Pattern IPV6_ALONE = Pattern.compile(IPV6);
    private static final Pattern IPV6_IN_BRACKETS = Pattern.compile("\\[" + IPV6 + "\\]" + PORT);
    private static final int MAX_PORT = 0xFFFF;

    private PeerText() {}

    /**
     * Who is meant by a text.
     *
     * @throws IllegalArgumentException if it is empty, too long or not printable
     */
    static PeerReference parse(String text) {
        return new PeerReference(text, address(text));
    }

    private static Optional<Endpoint> address(String text) {
        for (Pattern form : new Pattern[] {IPV4, IPV6_IN_BRACKETS}) {
            Matcher matcher = form.matcher(text);
            if (matcher.matches()) {
                String port = matcher.group("port");
                return endpoint(matcher.group("ip"), port == null ? 0 : Integer.parseInt(port));
            }
        }
        Matcher alone = IPV6_ALONE.matcher(text);
        return alone.matches() ? endpoint(alone.group("ip"), 0) : Optional.empty();
    }

    private static Optional<Endpoint> endpoint(String ip, int port) {
        try {
            // The forms above are literals: nobody is asked for them.
            return port > MAX_PORT ? Optional.empty() : Optional.of(new Endpoint(InetAddress.getByName(ip), port));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }
}
