package dev.kith.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A datagram goes through the chains of nftables; what may stop it is taken down on the way. */
final class Passage {
    /** The kernel has no more. */
    private static final int JUMPS = 16;

    /**
     * Where it may have ended.
     *
     * @param match how certain that is
     * @param chain in this chain
     * @param rule by this rule, or else by what the chain does with the rest
     */
    record End(Match match, NftChain chain, Optional<NftRule> rule) {}

    private final List<NftChain> chains;
    private final Criteria criteria;
    private final List<End> ends = new ArrayList<>();

    private Passage(List<NftChain> chains, Criteria criteria) {
        this.chains = chains;
        this.criteria = criteria;
    }

    static List<End> ends(List<NftChain> chains, Criteria criteria) {
        Passage passage = new Passage(chains, criteria);
        for (NftChain chain : chains) {
            if (chain.isOnTheWayOf(criteria)) {
                Match through = passage.follow(chain, Match.YES, JUMPS);
                if (chain.dropsTheRest()) {
                    passage.end(through, chain, Optional.empty());
                }
            }
        }
        return passage.ends;
    }

    private void end(Match match, NftChain chain, Optional<NftRule> rule) {
        if (match != Match.NO) {
            ends.add(new End(match, chain, rule));
        }
    }

    /** Tells whether what enters comes out of it again. */
    private Match follow(NftChain chain, Match entered, int jumps) {
        Match goesOn = Match.YES;
        Match returns = Match.NO;
        for (NftRule rule : chain.rules()) {
            for (NftRule.Outcome outcome : rule.outcomes(criteria, chain.sets())) {
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

    private Match jump(NftChain from, NftRule.Outcome to, Match entered, int jumps) {
        return chains.stream()
                .filter(chain -> chain.isBeside(from) && chain.name().equals(to.chain()))
                .filter(chain -> entered != Match.NO && jumps > 0)
                .findFirst()
                .map(chain -> follow(chain, entered, jumps - 1))
                .orElse(Match.YES);
    }
}
