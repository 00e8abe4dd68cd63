package dev.kith.cli.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules that iptables wrote before nftables were there, which nft does not list; of one kind of IP. */
final class LegacyRules {
    private static final Pattern CHAIN = Pattern.compile("-[PNA] (?<name>\\S+).*");
    private static final List<String> BASE = List.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING");

    private final String program;
    private final List<Chain> chains;

    private LegacyRules(String program, List<Chain> chains) {
        this.program = program;
        this.chains = chains;
    }

    /** Those of both kinds. */
    static List<LegacyRules> of(Host host) {
        return List.of(
                read(host, "ip", "/proc/net/ip_tables_names", "iptables"),
                read(host, "ip6", "/proc/net/ip6_tables_names", "ip6tables"));
    }

    /** To ask where there are none would make the kernel load what they are for. */
    private static LegacyRules read(Host host, String family, String file, String name) {
        List<String> tables = host.lines(file);
        String program = tables.isEmpty() ? name : program(host, name);
        List<Chain> chains = new ArrayList<>();
        for (String table : tables) {
            chains.addAll(
                    chains(family, table, host.run(program, "-t", table, "-S").orElse(List.of())));
        }
        return new LegacyRules(program, chains);
    }

    /** Where nothing else is it has the plain name, by which elsewhere rules of nftables are written. */
    private static String program(Host host, String name) {
        String own = name + "-legacy";
        boolean isPlain = host.call(own, "-V").ending() == Host.Ending.ABSENT
                && host.run(name, "-V")
                        .filter(lines -> lines.stream().noneMatch(line -> line.contains("nf_tables")))
                        .isPresent();
        return isPlain ? name : own;
    }

    private static List<Chain> chains(String family, String table, List<String> printed) {
        Map<String, List<Rule>> rules = new LinkedHashMap<>();
        for (String line : printed) {
            Matcher chain = CHAIN.matcher(line);
            if (chain.matches()) {
                rules.computeIfAbsent(chain.group("name"), none -> new ArrayList<>())
                        .add(new LegacyRule(line));
            }
        }
        return rules.entrySet().stream()
                .map(chain -> new Chain(family, table, chain.getKey(), base(chain.getKey(), printed), chain.getValue()))
                .toList();
    }

    private static Chain.Base base(String chain, List<String> printed) {
        return BASE.contains(chain)
                ? new Chain.Base(chain.toLowerCase(Locale.ROOT), List.of(), printed.contains(policy(chain)))
                : Chain.Base.NONE;
    }

    private static String policy(String chain) {
        return "-P " + chain + " DROP";
    }

    /** What prints them, if there are any. */
    Optional<String> listing() {
        return chains.isEmpty() ? Optional.empty() : Optional.of("sudo " + program + "-save");
    }

    /** What may have dropped such a datagram. */
    List<Firewall.Suspect> suspects(Criteria criteria) {
        return Passage.ends(chains, criteria).stream()
                .map(end -> suspect(end, criteria))
                .toList();
    }

    private Firewall.Suspect suspect(Passage.End end, Criteria criteria) {
        String table = end.chain().table();
        // The one that is meant where none is said.
        String command = program + (table.equals("filter") ? "" : " -t " + table);
        return new Firewall.Suspect(
                end.match(),
                command + " "
                        + end.rule()
                                .map(Rule::printed)
                                .orElse(policy(end.chain().name())),
                "sudo %s -I %s -p udp --dport %d -j ACCEPT"
                        .formatted(
                                command, end.entry().name(), criteria.datagram().opened()),
                "sudo " + command + " -S");
    }
}
