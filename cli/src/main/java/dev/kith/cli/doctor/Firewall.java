package dev.kith.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of nftables, which iptables, firewalld and ufw write, too, and the older ones: which may drop a datagram, and where. */
final class Firewall {
    private static final Pattern TABLE = Pattern.compile("table (\\S+) (\\S+) \\{.*");
    private static final Pattern CHAIN = Pattern.compile("\\s*chain (\\S+) \\{.*");
    private static final Pattern HOOK = Pattern.compile("\\s*type filter hook (\\S+) .*policy (\\S+);.*");
    private static final Pattern RULE = Pattern.compile("\\s*(.*) # handle (\\d+)");
    private static final Pattern PORTS = Pattern.compile(".*\\b(?:udp|th) dport (?:\\{ ([^}]*) \\}|(\\S+)).*");

    /** A datagram that may be dropped. */
    record Datagram(String interfaceName, boolean six, int port, boolean toAll) {}

    private record Chain(String family, String table, String name, String hook, String policy) {
        String path() {
            return family + " " + table + " " + name;
        }
    }

    private record Rule(Chain chain, String text, String handle) {
        boolean drops() {
            return text.matches("(.*\\s)?(drop|reject)(\\s.*)?");
        }

        boolean accepts() {
            return text.matches(".*\\baccept\\b.*");
        }
    }

    private final LegacyRules legacy;
    private final boolean told;
    private final List<Chain> chains = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();

    private Firewall(Optional<List<String>> printed, LegacyRules legacy) {
        this.legacy = legacy;
        this.told = printed.isPresent();
        read(printed.orElse(List.of()));
    }

    /** As this process may see it. */
    static Firewall of(Host host) {
        return new Firewall(host.run("nft", "-a", "list", "ruleset"), LegacyRules.of(host));
    }

    private void read(List<String> lines) {
        String family = "";
        String table = "";
        String name = "";
        Chain chain = new Chain("", "", "", "", "");
        for (String line : lines) {
            Matcher isTable = TABLE.matcher(line);
            Matcher isChain = CHAIN.matcher(line);
            Matcher isHook = HOOK.matcher(line);
            Matcher isRule = RULE.matcher(line);
            if (isTable.matches()) {
                family = isTable.group(1);
                table = isTable.group(2);
            } else if (isChain.matches()) {
                name = isChain.group(1);
                chain = new Chain(family, table, name, "", "accept");
                chains.add(chain);
            } else if (isHook.matches()) {
                chains.remove(chain);
                chain = new Chain(family, table, name, isHook.group(1), isHook.group(2));
                chains.add(chain);
            } else if (isRule.matches() && !line.contains("{ #")) {
                rules.add(new Rule(chain, isRule.group(1), isRule.group(2)));
            }
        }
    }

    /** Says of what is dropped which rule may be the cause, if one is seen, and how to let it through. */
    Finding explain(Finding dropped, String hook, Datagram datagram) {
        if (!told) {
            return dropped.because("the rules of the firewall need root: sudo kith doctor");
        }
        for (Rule rule : rules) {
            if (rule.drops() && mayBeOn(rule.chain(), hook) && mayMatch(rule, datagram)) {
                return dropped.because("firewall: table %s %s, chain %s, handle %s: %s"
                                .formatted(
                                        rule.chain().family(),
                                        rule.chain().table(),
                                        rule.chain().name(),
                                        rule.handle(),
                                        rule.text()))
                        .mendedBy(allow(rule.chain(), datagram));
            }
        }
        for (Chain chain : chains) {
            boolean accepted = rules.stream()
                    .anyMatch(rule -> rule.chain().equals(chain) && rule.accepts() && namesPort(rule, datagram));
            boolean ofOtherFamily = chain.family().equals(datagram.six() ? "ip" : "ip6");
            if (chain.policy().equals("drop") && chain.hook().equals(hook) && !ofOtherFamily && !accepted) {
                return dropped.because("firewall: table %s %s, chain %s drops whatever no rule accepts"
                                .formatted(chain.family(), chain.table(), chain.name()))
                        .mendedBy(allow(chain, datagram));
            }
        }
        return legacy.explain(dropped, hook, datagram);
    }

    /** By the program whose rules they are, since it writes them anew. */
    private String allow(Chain chain, Datagram datagram) {
        if (chain.table().equals("firewalld")) {
            return "sudo firewall-cmd --add-port=%d/udp".formatted(datagram.port());
        }
        if (!chain.hook().equals("output")
                && chains.stream().anyMatch(any -> any.name().startsWith("ufw"))) {
            return "sudo ufw allow %d/udp".formatted(datagram.port());
        }
        return "sudo nft insert rule %s udp dport %d accept".formatted(chain.path(), datagram.port());
    }

    /** One that others jump to may be on any way. */
    private static boolean mayBeOn(Chain chain, String hook) {
        boolean isFirst =
                hook.equals("input") && List.of("prerouting", "ingress").contains(chain.hook());
        return chain.hook().isEmpty() || chain.hook().equals(hook) || isFirst;
    }

    private static boolean mayMatch(Rule rule, Datagram datagram) {
        String text = rule.text();
        boolean ofOtherFamily = datagram.six()
                ? text.matches(".*\\bip (s|d)addr .*") || rule.chain().family().equals("ip")
                : text.matches(".*\\b(ip6|icmpv6) .*") || rule.chain().family().equals("ip6");
        boolean ofOtherProtocol = text.matches(".*\\b(tcp|icmp|sctp) .*");
        boolean ofOtherInterface =
                text.matches(".*\\biif(name)? \"(?!" + Pattern.quote(datagram.interfaceName()) + "\").*")
                        || text.matches(".*\\bct state (invalid|established|related)\\b.*");
        boolean ofOthersOnly = text.matches(".*\\b(ip6? saddr|udp sport|rt type) .*");
        boolean metNobody = text.matches(".*\\bcounter packets 0 .*");
        boolean toOne = !datagram.toAll() && text.matches(".*(multicast|224\\.|239\\.|ff[0-9a-f]{2}:).*");
        return !ofOtherFamily
                && !ofOtherProtocol
                && !ofOtherInterface
                && !ofOthersOnly
                && !metNobody
                && !toOne
                && (!PORTS.matcher(text).matches() || namesPort(rule, datagram));
    }

    private static boolean namesPort(Rule rule, Datagram datagram) {
        Matcher ports = PORTS.matcher(rule.text());
        if (!ports.matches()) {
            return false;
        }
        String named = ports.group(1) == null ? ports.group(2) : ports.group(1);
        for (String range : named.split(",\\s*")) {
            String[] ends = range.strip().split("-");
            boolean isNumber = ends[0].matches("\\d{1,5}") && ends[ends.length - 1].matches("\\d{1,5}");
            if (isNumber
                    && Integer.parseInt(ends[0]) <= datagram.port()
                    && datagram.port() <= Integer.parseInt(ends[ends.length - 1])) {
                return true;
            }
        }
        return false;
    }
}
