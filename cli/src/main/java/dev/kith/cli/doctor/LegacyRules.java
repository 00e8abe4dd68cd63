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
    private static final Pattern POLICY = Pattern.compile("-P (?<chain>\\S+) DROP");
    private static final Pattern ASIDE = Pattern.compile("-m \\S+|--comment (?:\"[^\"]*\"|\\S+)");
    private static final Pattern OPTION = Pattern.compile("(! )?(-\\S+)(?: ([^-!\\s]\\S*))?");

    private static final List<String> IN = List.of("PREROUTING", "INPUT");
    private static final List<String> OUT = List.of("OUTPUT", "POSTROUTING");

    /** One that others jump to may be on any way. */
    private static final List<String> BASE = List.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING");

    /** A rule, and the table it is in. */
    private record Rule(String table, String text) {
        /** The one that is meant where none is said. */
        private String option() {
            return table.equals("filter") ? "" : "-t " + table + " ";
        }
    }

    private final List<Rule> four;
    private final List<Rule> six;

    private LegacyRules(List<Rule> four, List<Rule> six) {
        this.four = four;
        this.six = six;
    }

    static LegacyRules of(Host host) {
        return new LegacyRules(
                printed(host, "/proc/net/ip_tables_names", "iptables-legacy"),
                printed(host, "/proc/net/ip6_tables_names", "ip6tables-legacy"));
    }

    /** What prints them, by as many commands as there are kinds of them. */
    List<String> listings() {
        return Stream.concat(
                        four.stream().map(rule -> "sudo iptables-legacy-save"),
                        six.stream().map(rule -> "sudo ip6tables-legacy-save"))
                .distinct()
                .toList();
    }

    /** To ask where there are none would make the kernel load what they are for. */
    private static List<Rule> printed(Host host, String tables, String command) {
        return host.lines(tables).stream()
                .flatMap(table -> host.run(command, "-t", table, "-S").orElse(List.of()).stream()
                        .map(text -> new Rule(table, text)))
                .toList();
    }

    /** What may have dropped such a datagram. */
    List<Firewall.Suspect> suspects(Criteria criteria) {
        return of(criteria).stream()
                .flatMap(rule -> suspect(rule, criteria).stream())
                .toList();
    }

    private List<Rule> of(Criteria criteria) {
        return criteria.six() ? six : four;
    }

    private Optional<Firewall.Suspect> suspect(Rule rule, Criteria criteria) {
        Matcher policy = POLICY.matcher(rule.text());
        Matcher drops = RULE.matcher(rule.text());
        if (!policy.matches() && !drops.matches()) {
            return Optional.empty();
        }
        String chain = (policy.matches() ? policy : drops).group("chain");
        List<String> way = criteria.goesOut() ? OUT : IN;
        boolean isOnItsWay = way.contains(chain) || (drops.matches() && !BASE.contains(chain));
        Match match = drops.matches() ? match(drops.group("when"), criteria) : Match.YES;
        if (!isOnItsWay || match == Match.NO) {
            return Optional.empty();
        }
        String command = criteria.six() ? "ip6tables-legacy " : "iptables-legacy ";
        String fix = "sudo %s%s-I %s -p udp --dport %d -j ACCEPT"
                .formatted(
                        command,
                        rule.option(),
                        opened(chain, rule, criteria),
                        criteria.datagram().opened());
        return Optional.of(new Firewall.Suspect(
                match, command + rule.option() + rule.text(), fix, "sudo " + command + rule.option() + "-S"));
    }

    /** A chain is opened where the kernel itself leads to, so one that others jump to before that. */
    private String opened(String chain, Rule rule, Criteria criteria) {
        if (BASE.contains(chain)) {
            return chain;
        }
        return (criteria.goesOut() ? OUT : IN)
                .stream()
                        .filter(base -> of(criteria).stream()
                                .filter(other -> other.table().equals(rule.table()))
                                .anyMatch(other -> other.text().startsWith("-A " + base + " ")
                                        && other.text().endsWith("-j " + chain)))
                        .findFirst()
                        .orElse(criteria.goesOut() ? "OUTPUT" : "INPUT");
    }

    private static Match match(String when, Criteria criteria) {
        return OPTION.matcher(ASIDE.matcher(when).replaceAll(""))
                .results()
                .map(option -> {
                    String values = Optional.ofNullable(option.group(3)).orElse("");
                    Match match = match(option.group(2), values, criteria);
                    return option.group(1) == null ? match : match.not();
                })
                .reduce(Match.YES, Match::and);
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
