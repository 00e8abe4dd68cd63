package dev.kith.cli.doctor;

import dev.kith.peer.Endpoint;
import java.net.Inet6Address;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of nftables, which iptables, firewalld and ufw write, too, and the older ones: which may drop a datagram, and where. */
final class Firewall {
    /** Prints every rule of nftables. */
    private static final String LISTING = "sudo nft -a list ruleset";

    /** Whom a datagram goes to. */
    enum Kind {
        /** All who listen. */
        TO_ALL,
        /** This host alone. */
        TO_ONE,
        /** The same, of which none was seen: it would come, and answer nothing that was sent there. */
        UNASKED
    }

    /**
     * A datagram that may be dropped.
     *
     * @param interfaceName by which it comes or goes, or nothing where that is not known
     * @param six whether it is one of IPv6
     * @param port it goes to
     * @param kind whom it goes to
     * @param from what it may come from; nothing where that is not known
     * @param to what it goes to; nothing where that is this host, or a group of those who listen
     * @param opened the port that is opened for it, if not that it goes to, since that is another at each start
     */
    record Datagram(
            String interfaceName,
            boolean six,
            int port,
            Kind kind,
            List<Endpoint> from,
            List<Endpoint> to,
            int opened) {
        static Datagram toAll(String interfaceName, boolean six, int port, List<Endpoint> from) {
            return new Datagram(interfaceName, six, port, Kind.TO_ALL, from, List.of(), port);
        }

        static Datagram unasked(String interfaceName, int port, int opened) {
            return new Datagram(interfaceName, false, port, Kind.UNASKED, List.of(), List.of(), opened);
        }

        /** The same that did not come, though it was asked for there. */
        Datagram answering(List<Endpoint> sender) {
            return new Datagram(interfaceName, six, port, Kind.TO_ONE, sender, List.of(), opened);
        }

        /** What this node asks another: by IPv4, if it has that, since both have gone unanswered. */
        static Optional<Datagram> asking(String interfaceName, List<Endpoint> from, List<Endpoint> asked) {
            boolean six = asked.stream().allMatch(at -> at.ip() instanceof Inet6Address);
            List<Endpoint> to = asked.stream()
                    .filter(at -> at.ip() instanceof Inet6Address == six)
                    .toList();
            return to.stream()
                    .findFirst()
                    .map(first -> new Datagram(interfaceName, six, first.port(), Kind.TO_ONE, from, to, first.port()));
        }

        boolean toAll() {
            return kind == Kind.TO_ALL;
        }
    }

    /**
     * What may have dropped it.
     *
     * @param match how certain that is
     * @param rule what does it
     * @param fix what lets it through
     * @param listing what prints all rules of that kind
     */
    record Suspect(Match match, String rule, String fix, String listing) {
        boolean isCertain() {
            return match == Match.YES;
        }

        Suspect orMoreCertain(Suspect other) {
            return other.match().compareTo(match) > 0 ? other : this;
        }
    }

    private final List<LegacyRules> legacy;
    private final Optional<String> unread;
    private final List<Chain> chains;

    private Firewall(List<String> printed, Optional<String> unread, List<LegacyRules> legacy) {
        this.legacy = legacy;
        this.unread = unread;
        this.chains = NftRuleset.read(printed);
    }

    /** As this process may see it. */
    static Firewall of(Host host) {
        Host.Outcome printed = host.call("nft", "-a", "list", "ruleset");
        return new Firewall(printed.lines(), unread(printed.ending(), Rights.of(host)), LegacyRules.of(host));
    }

    private static Optional<String> unread(Host.Ending ending, Rights rights) {
        return switch (ending) {
            case DONE -> Optional.empty();
            case LATE -> Optional.of("the rules of the firewall are not seen, they take too long to print: " + LISTING);
            // Who is not root may not even be told where it is.
            case ABSENT, FAILED ->
                Optional.of("the rules of the firewall " + unread(ending == Host.Ending.ABSENT, rights));
        };
    }

    private static String unread(boolean isAbsent, Rights rights) {
        if (!rights.isRoot()) {
            return "need root: sudo kith doctor";
        }
        if (isAbsent) {
            return "are not seen: nft is not installed here";
        }
        return rights.mayAdministerNetworks()
                ? "are not seen; to see why: " + LISTING
                : "need CAP_NET_ADMIN, which root does not have here";
    }

    /** Why what nftables do is not seen, if it is not. */
    Optional<String> unread() {
        return unread;
    }

    /** What prints every rule there is. */
    String listing() {
        return Stream.concat(Stream.of(LISTING), legacy.stream().flatMap(rules -> rules.listing().stream()))
                .collect(Collectors.joining("; "));
    }

    /** Says of what is dropped which rule is the cause, or else which may be, if one is seen, and how to let it through. */
    Finding explain(Finding dropped, String hook, Datagram datagram) {
        Optional<Suspect> suspect = suspect(hook, datagram);
        Finding explained = suspect.map(one -> explain(dropped, one)).orElse(dropped);
        return suspect.filter(Suspect::isCertain).isPresent()
                ? explained
                : unread.map(explained::because).orElse(explained);
    }

    /** What most likely dropped it, if anything that is seen may have. */
    Optional<Suspect> suspect(String hook, Datagram datagram) {
        Criteria criteria = new Criteria(datagram, hook.equals("output"));
        Stream<Suspect> all = Stream.concat(
                Passage.ends(chains, criteria).stream().map(end -> suspect(end, criteria)),
                legacy.stream().flatMap(rules -> rules.suspects(criteria).stream()));
        return all.reduce(Suspect::orMoreCertain);
    }

    /** Says that this is the cause, or else that it may be, and how to let it through. */
    static Finding explain(Finding dropped, Suspect suspect) {
        Finding explained = suspect.isCertain()
                ? dropped.because("firewall: " + suspect.rule())
                : dropped.because("firewall, perhaps: " + suspect.rule())
                        .because("not certain; to see all its rules: " + suspect.listing());
        return explained.mendedBy(suspect.fix());
    }

    private Suspect suspect(Passage.End end, Criteria criteria) {
        Chain chain = end.chain();
        String does = end.rule().map(rule -> ", " + rule.printed()).orElse(" drops whatever no rule accepts");
        return new Suspect(
                end.match(),
                "table %s %s, chain %s%s".formatted(chain.family(), chain.table(), chain.name(), does),
                allow(chain, criteria),
                LISTING);
    }

    /** Whether the rules let such a datagram in for certain not. */
    boolean isClosedTo(Datagram datagram) {
        return suspect("input", datagram).filter(Suspect::isCertain).isPresent();
    }

    /** By the program whose rules they are, since it writes them anew. */
    private String allow(Chain chain, Criteria criteria) {
        int port = criteria.datagram().opened();
        if (chain.table().equals("firewalld")) {
            return "sudo firewall-cmd --add-port=%d/udp".formatted(port);
        }
        boolean isOfUfw = chains.stream()
                .anyMatch(any -> any.isBeside(chain) && any.name().startsWith("ufw"));
        if (!criteria.goesOut() && isOfUfw) {
            return "sudo ufw allow %d/udp".formatted(port);
        }
        return "sudo nft insert rule %s udp dport %d accept".formatted(chain.path(), port);
    }
}
