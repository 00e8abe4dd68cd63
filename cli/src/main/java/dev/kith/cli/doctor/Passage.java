package dev.kith.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A datagram goes through the chains of a firewall; what may stop it is taken down on the way. */
final class Passage {
    /** The kernel has no more. */
    private static final int JUMPS = 16;

    /**
     * Where it may have ended.
     *
     * @param match how certain that is
     * @param entry the chain by which the kernel led it in
     * @param chain in this chain
     * @param rule by this rule, or else by what the chain does with the rest
     */
    record End(Match match, Chain entry, Chain chain, Optional<Rule> rule) {}

    private final List<Chain> chains;
    private final Criteria criteria;
    private final Chain entry;
    private final List<End> ends = new ArrayList<>();

    private Passage(List<Chain> chains, Criteria criteria, Chain entry) {
        this.chains = chains;
        this.criteria = criteria;
        this.entry = entry;
    }

    static List<End> ends(List<Chain> chains, Criteria criteria) {
        return chains.stream()
                .filter(chain -> chain.isOnTheWayOf(criteria))
                .flatMap(chain -> new Passage(chains, criteria, chain).ends().stream())
                .toList();
    }

    private List<End> ends() {
        Match through = follow(entry, Match.YES, JUMPS);
        if (entry.base().dropsTheRest()) {
            end(through, entry, Optional.empty());
        }
        return ends;
    }

    private void end(Match match, Chain chain, Optional<Rule> rule) {
        if (match != Match.NO) {
            ends.add(new End(match, entry, chain, rule));
        }
    }

    /** Tells whether what enters comes out of it again. */
    private Match follow(Chain chain, Match entered, int jumps) {
        Match goesOn = Match.YES;
        Match returns = Match.NO;
        for (Rule rule : chain.rules()) {
            for (Rule.Outcome outcome : rule.outcomes(criteria)) {
                Match here = goesOn.and(outcome.match());
                Match leaves = here;
                switch (outcome.verdict()) {
                    case "drop", "reject" -> {
                        end(entered.and(here), chain, Optional.of(rule));
                        // One that only may have dropped it excuses no later one.
                        leaves = Match.of(here == Match.YES);
                    }
                    case "jump" ->
                        leaves = here.and(
                                jump(chain, outcome, entered.and(here), jumps).not());
                    case "goto" -> returns = returns.or(here.and(jump(chain, outcome, entered.and(here), jumps)));
                    case "return" -> returns = returns.or(here);
                    default -> {}
                }
                goesOn = goesOn.and(leaves.not());
            }
        }
        return goesOn.or(returns);
    }

    private Match jump(Chain from, Rule.Outcome to, Match entered, int jumps) {
        return chains.stream()
                .filter(chain -> chain.isBeside(from) && chain.name().equals(to.chain()))
                .filter(chain -> entered != Match.NO && jumps > 0)
                .findFirst()
                .map(chain -> follow(chain, entered, jumps - 1))
                .orElse(Match.YES);
    }
}
