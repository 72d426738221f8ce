package dev.barque.cli.internal.work;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.OptionChains;
import dev.barque.agents.Profile;
import dev.barque.agents.options.PreparedChains;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.backtest.ReplayRules;
import dev.barque.store.chains.ChainFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A profile that ships, with the option chains and the rules of the replay that belong to it. */
public enum ProfileChoice {
    /** The default: the published rules, mended. */
    V1,
    /** The published system, exactly. */
    PUBLISHED_V1;

    private static final Duration CHAIN_AGE = Duration.ofMinutes(15);

    /** The rules from bars to decisions. */
    public Profile profile() {
        return this == V1 ? StandardProfiles.v1() : StandardProfiles.publishedV1();
    }

    /** The pipeline that computes and decides. */
    public DecisionPipeline pipeline() {
        return new DecisionPipeline(profile(), this == V1 ? OptionChains.none() : StandardProfiles.standInChains());
    }

    /**
     * The pipeline that computes and decides with the option chains of a home: under V1 those that were taken in, up to 15 minutes
     * old, with Greeks computed where the vendor gave none, and no rates.
     */
    public DecisionPipeline pipeline(Path home) {
        return this == V1
                ? new DecisionPipeline(profile(), PreparedChains.of(ChainFiles.ofHome(home, CHAIN_AGE)))
                : pipeline();
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
