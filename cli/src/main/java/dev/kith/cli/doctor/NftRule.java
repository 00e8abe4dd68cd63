package dev.kith.cli.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A rule as nft prints it.
 *
 * @param text its words
 * @param handle by which it is named in its table
 * @param sets the elements of the sets and maps of its table
 */
record NftRule(String text, String handle, Map<String, String> sets) implements Rule {
    private static final Pattern ASIDE = Pattern.compile(
            "comment \"[^\"]*\"|counter packets \\d+ bytes \\d+|log\\b(?: (?:prefix \"[^\"]*\"|(?:level|group|snaplen|queue-threshold|flags) \\S+))*");
    private static final String ONE =
            "(?:fib \\w+(?: \\. \\w+)* (?:type|oif(?:name)?|check)|[io]if(?:name)?|pkttype|(?:meta|ct|ip6?|udp|th|tcp|sctp|dccp|udplite|icmp|icmpv6|igmp|ether|rt) [a-z0-9-]+)";
    private static final String JOINED = " . ";
    private static final Pattern CRITERION = Pattern.compile(
            "(?<what>" + ONE + "(?: \\. " + ONE + ")*) " + "(?<how>!= |vmap )?(?<value>\\{ [^}]* \\}|\"[^\"]*\"|\\S+)");
    private static final Pattern VERDICT =
            Pattern.compile("(?<does>accept|drop|reject|return|jump|goto)\\b ?(?<chain>[^\\s\"]*)?.*");

    @Override
    public String printed() {
        return "handle %s: %s".formatted(handle, text);
    }

    @Override
    public List<Outcome> outcomes(Criteria criteria) {
        List<Outcome> all = new ArrayList<>();
        // What was dropped has been counted.
        boolean isCounted = criteria.datagram().kind() != Firewall.Kind.UNASKED;
        Match match = Match.of(!(isCounted && text.contains("counter packets 0 ")));
        String rest = ASIDE.matcher(text).replaceAll("").strip();
        while (!rest.isEmpty()) {
            Matcher criterion = CRITERION.matcher(rest);
            Matcher verdict = VERDICT.matcher(rest);
            int end = rest.length();
            if (verdict.lookingAt()) {
                all.add(new Outcome(match, verdict.group("does"), verdict.group("chain")));
            } else if (criterion.lookingAt()) {
                end = criterion.end();
                String what = criterion.group("what");
                List<String> values = values(criterion.group("value"));
                Match asked = match.and(isAsked(what, criteria));
                if ("vmap ".equals(criterion.group("how"))) {
                    values.forEach(value -> all.add(outcome(asked, what, value, criteria)));
                } else {
                    Match any = values.stream()
                            .map(value -> match(what, value, criteria))
                            .reduce(Match.NO, Match::or);
                    match = asked.and("!= ".equals(criterion.group("how")) ? any.not() : any);
                }
            } else {
                match = match.and(Match.MAYBE);
                end = (rest + " ").indexOf(' ');
            }
            rest = rest.substring(end).strip();
        }
        return all;
    }

    private static Outcome outcome(Match asked, String what, String element, Criteria criteria) {
        String[] halves = element.split(" : ", 2);
        String[] verdict = halves[halves.length - 1].split(" ", 2);
        return new Outcome(
                asked.and(match(what, halves[0], criteria)), verdict[0], verdict.length == 1 ? "" : verdict[1]);
    }

    /** One, several between braces or commas, or those of a set with a name. */
    private List<String> values(String value) {
        String listed = value.startsWith("@") ? sets.getOrDefault(value.substring(1), "?") : value;
        return Arrays.stream(listed.replaceAll("^\\{ | \\}$", "").split(",\\s*"))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    /** Whether such a datagram has what is asked for at all; no negation changes that. */
    private static Match isAsked(String what, Criteria criteria) {
        return Stream.of(what.split(Pattern.quote(JOINED)))
                .map(one -> isOneAsked(one, criteria))
                .reduce(Match.YES, Match::and);
    }

    private static Match isOneAsked(String what, Criteria criteria) {
        String first = what.split(" ")[0];
        return switch (first) {
            case "ip" -> Match.of(!criteria.six());
            case "ip6" -> Match.of(criteria.six());
            case "iif", "iifname" -> Match.of(!criteria.goesOut());
            case "oif", "oifname" -> Match.of(criteria.goesOut());
            case "tcp", "sctp", "dccp", "udplite", "icmp", "icmpv6", "igmp", "rt" -> Match.NO;
            default -> Match.YES;
        };
    }

    private static Match match(String what, String element, Criteria criteria) {
        // What follows a point that is left alone is asked for by words that are not known here.
        if (what.contains(JOINED) || element.contains(JOINED) || element.equals(".")) {
            return Match.MAYBE;
        }
        String value = element.split(" ")[0].replace("\"", "");
        return switch (what) {
            case "iif", "iifname", "oif", "oifname" -> criteria.interfaceName(value);
            case "meta l4proto", "ip protocol", "ip6 nexthdr" -> criteria.protocol(value);
            case "meta nfproto" -> Match.of(value.equals(criteria.six() ? "ipv6" : "ipv4"));
            case "meta protocol", "ether type" -> Match.of(value.equals(criteria.six() ? "ip6" : "ip"));
            case "udp dport", "th dport" -> criteria.toPort(value);
            case "udp sport", "th sport" -> criteria.fromPort(value);
            case "ip saddr", "ip6 saddr" -> criteria.from(value);
            case "ip daddr", "ip6 daddr" -> criteria.to(value);
            case "pkttype", "meta pkttype", "fib daddr type" -> criteria.kind(value);
            case "ct state" -> criteria.state(value);
            default -> Match.MAYBE;
        };
    }
}
