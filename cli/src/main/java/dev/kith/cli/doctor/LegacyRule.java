package dev.kith.cli.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A rule as iptables prints it.
 *
 * @param printed its words
 */
record LegacyRule(String printed) implements Rule {
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern RULE =
            Pattern.compile("-A \\S+ (?<when>(?:.* )?)-(?<how>[jg]) (?<target>\\S+)(?: .*)?");
    private static final Pattern ASIDE = Pattern.compile("-m \\S+|--comment \\S+");
    private static final Pattern OPTION = Pattern.compile("(! )?(-\\S+)(?: ([^-!\\s]\\S*))?");

    /** One, or none if it does nothing with it; to jump where no chain is, as to write a log, is nothing. */
    @Override
    public List<Outcome> outcomes(Criteria criteria) {
        Matcher rule = RULE.matcher(QUOTED.matcher(printed).replaceAll("TEXT"));
        return rule.matches()
                ? List.of(outcome(match(rule.group("when"), criteria), rule.group("how"), rule.group("target")))
                : List.of();
    }

    private static Outcome outcome(Match match, String how, String target) {
        return switch (target) {
            case "ACCEPT", "DROP", "REJECT", "RETURN" -> new Outcome(match, target.toLowerCase(Locale.ROOT), "");
            default -> new Outcome(match, how.equals("g") ? "goto" : "jump", target);
        };
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
