package dev.kith.cli.doctor;

import dev.kith.peer.Endpoint;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a rule may ask of a datagram, each with one value.
 *
 * @param datagram the one that was dropped
 * @param goesOut whether it was on its way out
 */
record Criteria(Firewall.Datagram datagram, boolean goesOut) {
    private static final List<AddressRange> MULTICAST = List.of(
            AddressRange.parse("224.0.0.0/4").orElseThrow(),
            AddressRange.parse("ff00::/8").orElseThrow());

    boolean six() {
        return datagram.six();
    }

    /** A name, or the beginning of one with {@code *}. */
    Match interfaceName(String value) {
        String name = datagram.interfaceName();
        if (name.isEmpty()) {
            return Match.MAYBE;
        }
        return Match.of(
                value.endsWith("*") ? name.startsWith(value.substring(0, value.length() - 1)) : name.equals(value));
    }

    Match protocol(String value) {
        return Match.of(List.of("udp", "17", "all", "0").contains(value));
    }

    Match toPort(String value) {
        return port(value, datagram.port());
    }

    Match fromPort(String value) {
        return datagram.from().stream()
                .map(from -> port(value, from.port()))
                .reduce(Match::or)
                .orElse(Match.MAYBE);
    }

    Match from(String value) {
        return AddressRange.parse(value)
                .map(range -> ofAll(datagram.from(), range::contains))
                .orElse(Match.MAYBE);
    }

    /** Each of the addresses that it may have is asked for. */
    private Match ofAll(List<Endpoint> all, Predicate<InetAddress> asked) {
        List<Boolean> answers = all.stream()
                .filter(at -> at.ip() instanceof Inet6Address == six())
                .map(at -> asked.test(at.ip()))
                .distinct()
                .toList();
        return answers.size() == 1 ? Match.of(answers.get(0)) : Match.MAYBE;
    }

    /** Which group or address of this host it goes to is not known here. */
    Match to(String value) {
        return AddressRange.parse(value)
                .map(range -> {
                    if (!datagram.to().isEmpty()) {
                        return ofAll(datagram.to(), range::contains);
                    }
                    if (MULTICAST.stream().anyMatch(range::contains)) {
                        boolean isWider = MULTICAST.stream().noneMatch(all -> all.contains(range));
                        return datagram.toAll() ? Match.YES : isWider ? Match.MAYBE : Match.NO;
                    }
                    boolean isMulticast = MULTICAST.stream().anyMatch(all -> all.contains(range));
                    return isMulticast == datagram.toAll() ? Match.MAYBE : Match.NO;
                })
                .orElse(Match.MAYBE);
    }

    /** The kind of its destination. */
    Match kind(String value) {
        if (datagram.toAll()) {
            return Match.of(value.equals("multicast"));
        }
        boolean isOfThisHost = value.equals("local") && !goesOut;
        return Match.of(isOfThisHost || List.of("host", "unicast").contains(value));
    }

    /** What is said to all, or was not asked for, is the first of its flow, and an answer is not; what goes to one may be either. */
    Match state(String value) {
        Match isFirst = datagram.kind() != Firewall.Kind.TO_ONE ? Match.YES : goesOut ? Match.MAYBE : Match.NO;
        return switch (value) {
            case "new" -> isFirst;
            case "established" -> isFirst.not();
            case "related" -> isFirst.and(isFirst.not());
            case "invalid" -> Match.NO;
            default -> Match.MAYBE;
        };
    }

    /** One, or from one to another. */
    private static Match port(String value, int port) {
        if (!value.matches("\\d{1,5}(-\\d{1,5})?")) {
            return Match.MAYBE;
        }
        String[] ends = value.split("-");
        return Match.of(Integer.parseInt(ends[0]) <= port && port <= Integer.parseInt(ends[ends.length - 1]));
    }
}
