package dev.kith.cli.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules that iptables wrote before nftables were there, which nft does not list. */
final class LegacyRules {
    private static final Pattern RULE =
            Pattern.compile("-A (?<chain>\\S+) (?<when>.*)-j (?:DROP|REJECT)(?: --reject-with \\S+)?");
    private static final Pattern ASIDE = Pattern.compile("-m \\S+|--comment (?:\"[^\"]*\"|\\S+)");
    private static final Pattern OPTION = Pattern.compile("(! )?(-\\S+)(?: ([^-!\\s]\\S*))?");

    private final List<String> four;
    private final List<String> six;

    private LegacyRules(List<String> four, List<String> six) {
        this.four = four;
        this.six = six;
    }

    static LegacyRules of(Host host) {
        return new LegacyRules(
                printed(host, "/proc/net/ip_tables_names", "iptables-legacy"),
                printed(host, "/proc/net/ip6_tables_names", "ip6tables-legacy"));
    }

    /** To ask where there are none would make the kernel load what they are for. */
    private static List<String> printed(Host host, String tables, String command) {
        return host.lines(tables).contains("filter") ? host.run(command, "-S").orElse(List.of()) : List.of();
    }

    /** What may have dropped such a datagram. */
    List<Firewall.Suspect> suspects(Criteria criteria) {
        String command = criteria.six() ? "ip6tables-legacy" : "iptables-legacy";
        String chain = criteria.goesOut() ? "OUTPUT" : "INPUT";
        String fix = "sudo %s -I %s -p udp --dport %d -j ACCEPT"
                .formatted(command, chain, criteria.datagram().opened());
        return (criteria.six() ? six : four)
                .stream()
                        .flatMap(rule -> Stream.of(drops(rule, chain, criteria))
                                .filter(match -> match != Match.NO)
                                .map(match -> new Firewall.Suspect(
                                        match, command + " " + rule, fix, "sudo " + command + " -S")))
                        .toList();
    }

    private static Match drops(String rule, String chain, Criteria criteria) {
        if (rule.equals("-P " + chain + " DROP")) {
            return Match.YES;
        }
        Matcher drops = RULE.matcher(rule);
        if (!drops.matches()) {
            return Match.NO;
        }
        // One that others jump to may be on any way.
        boolean isOnOtherWay = List.of("INPUT", "OUTPUT", "FORWARD").contains(drops.group("chain"))
                && !drops.group("chain").equals(chain);
        return OPTION.matcher(ASIDE.matcher(drops.group("when")).replaceAll(""))
                .results()
                .map(option -> {
                    String values = Optional.ofNullable(option.group(3)).orElse("");
                    Match match = match(option.group(2), values, criteria);
                    return option.group(1) == null ? match : match.not();
                })
                .reduce(Match.of(!isOnOtherWay), Match::and);
    }

    private static Match match(String option, String values, Criteria criteria) {
        return Stream.of(values.split(","))
                .map(value -> switch (option) {
                    case "-p" -> criteria.protocol(value);
                    case "-i", "-o" -> criteria.interfaceName(value.replaceFirst("\\+$", "*"));
                    case "-s" -> criteria.from(value);
                    case "-d" -> criteria.to(value);
                    case "--dport", "--dports" -> criteria.toPort(value.replace(':', '-'));
                    case "--sport", "--sports" -> criteria.fromPort(value.replace(':', '-'));
                    case "--ctstate", "--state" -> criteria.state(value.toLowerCase(Locale.ROOT));
                    case "--pkt-type", "--dst-type" -> criteria.kind(value.toLowerCase(Locale.ROOT));
                    default -> Match.MAYBE;
                })
                .reduce(Match.NO, Match::or);
    }
}
