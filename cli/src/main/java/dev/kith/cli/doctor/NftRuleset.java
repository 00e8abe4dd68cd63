package dev.kith.cli.doctor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what {@code nft -a list ruleset} prints. */
final class NftRuleset {
    private static final Pattern BEGIN = Pattern.compile("\\s*(table|chain|set|map) (\\S+) (?:(\\S+) )?\\{.*");
    private static final Pattern HOOK = Pattern.compile("type \\S+ hook (\\S+) .*");
    private static final Pattern DEVICES = Pattern.compile(" devices? (?:= )?(\\{[^}]*\\}|\\S+)");
    private static final Pattern RULE = Pattern.compile("\\s*(.*) # handle (\\d+)");

    private final List<Chain> chains = new ArrayList<>();
    private String family = "";
    private String table = "";
    private Map<String, String> sets = new HashMap<>();
    private String set = "";

    private NftRuleset() {}

    /** Its chains, in order. */
    static List<Chain> read(List<String> lines) {
        NftRuleset ruleset = new NftRuleset();
        lines.forEach(ruleset::read);
        return ruleset.chains;
    }

    private void read(String line) {
        Matcher begin = BEGIN.matcher(line);
        Matcher rule = RULE.matcher(line);
        if (begin.matches()) {
            begin(
                    begin.group(1),
                    begin.group(2),
                    Optional.ofNullable(begin.group(3)).orElse(""));
        } else if (!set.isEmpty()) {
            element(line.strip());
        } else if (chains.isEmpty()) {
            return;
        } else if (line.strip().startsWith("type ")) {
            Chain chain = chains.remove(chains.size() - 1);
            chains.add(new Chain(family, table, chain.name(), base(line.strip()), chain.rules()));
        } else if (rule.matches()) {
            chains.get(chains.size() - 1).rules().add(new NftRule(rule.group(1), rule.group(2), sets));
        }
    }

    private static Chain.Base base(String line) {
        Matcher hook = HOOK.matcher(line);
        return new Chain.Base(hook.matches() ? hook.group(1) : "", devices(line), line.contains("policy drop;"));
    }

    /** One is printed in quotes, and of several none is. */
    private static List<String> devices(String line) {
        return DEVICES.matcher(line)
                .results()
                .flatMap(devices -> Stream.of(devices.group(1).split("[\\s,\"{}]+")))
                .filter(device -> !device.isEmpty())
                .toList();
    }

    private void begin(String what, String name, String second) {
        set = what.equals("set") || what.equals("map") ? name : "";
        switch (what) {
            case "table" -> {
                family = name;
                table = second;
                sets = new HashMap<>();
            }
            case "chain" -> chains.add(new Chain(family, table, name, Chain.Base.NONE, new ArrayList<>()));
            default -> sets.put(name, "");
        }
    }

    /** They are in as many lines as it takes. */
    private void element(String line) {
        String before = sets.getOrDefault(set, "");
        boolean goesOn = before.startsWith("{") && !before.endsWith("}");
        if (goesOn || line.startsWith("elements = {")) {
            sets.put(set, (before + " " + line.replace("elements = ", "")).strip());
        }
    }
}
