package dev.kith.cli.doctor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code nft -a list ruleset} prints. */
final class NftRuleset {
    private static final Pattern BEGIN = Pattern.compile("\\s*(table|chain|set|map) (\\S+) (?:(\\S+) )?\\{.*");
    private static final Pattern RULE = Pattern.compile("\\s*(.*) # handle (\\d+)");

    private final List<NftChain> chains = new ArrayList<>();
    private String family = "";
    private String table = "";
    private Map<String, String> sets = new HashMap<>();
    private String set = "";

    private NftRuleset() {}

    /** Its chains, in order. */
    static List<NftChain> read(List<String> lines) {
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
            NftChain chain = chains.remove(chains.size() - 1);
            chains.add(new NftChain(family, table, chain.name(), line.strip(), chain.rules(), sets));
        } else if (rule.matches()) {
            chains.get(chains.size() - 1).rules().add(new NftRule(rule.group(1), rule.group(2)));
        }
    }

    private void begin(String what, String name, String second) {
        set = what.equals("set") || what.equals("map") ? name : "";
        switch (what) {
            case "table" -> {
                family = name;
                table = second;
                sets = new HashMap<>();
            }
            case "chain" -> chains.add(new NftChain(family, table, name, "", new ArrayList<>(), sets));
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
