package dev.barque.cli.internal.work;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.OptionChains;
import dev.barque.agents.Profile;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.backtest.ReplayRules;
import java.util.Optional;

/** A profile that ships, with the option chains and the rules of the replay that belong to it. */
public enum ProfileChoice {
    /** The default: the published rules, mended. */
    V1,
    /** The published system, exactly. */
    PUBLISHED_V1;

    /** The rules from bars to decisions. */
    public Profile profile() {
        return this == V1 ? StandardProfiles.v1() : StandardProfiles.publishedV1();
    }

    /** The pipeline that computes and decides. */
    public DecisionPipeline pipeline() {
        return new DecisionPipeline(profile(), this == V1 ? OptionChains.none() : StandardProfiles.standInChains());
    }

    /** How a replay of it accounts. */
    public ReplayRules replayRules() {
        return this == V1 ? ReplayRules.standard() : ReplayRules.published();
    }

    /** What a reader of its results must know. */
    public Optional<String> caveat() {
        return this == V1
                ? Optional.empty()
                : Optional.of(
                        "The hedge features of PUBLISHED_V1 rest on the option chain that the published system makes"
                                + " up for every bar, not on market data.");
    }
}
