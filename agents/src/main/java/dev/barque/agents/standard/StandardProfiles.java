package dev.barque.agents.standard;

import dev.barque.agents.Agent;
import dev.barque.agents.FeatureEngine;
import dev.barque.agents.MissingEngines;
import dev.barque.agents.OptionChains;
import dev.barque.agents.Profile;
import dev.barque.agents.StampRule;
import dev.barque.agents.WindowRule;
import dev.barque.agents.reliability.ReliabilitySource;
import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The profiles that ship: two sets of rules over one code. */
public final class StandardProfiles {
    private static final int PUBLISHED_WARM_UP = 50;
    private static final int MENDED_WARM_UP = 20;

    private static final Profile PUBLISHED_V1 = profile(Rules.PUBLISHED, VotingSettings.published());
    private static final Profile V1 = profile(Rules.MENDED, VotingSettings.standard());

    private StandardProfiles() {}

    /** The published system, exactly; features v0.1.0. */
    public static Profile publishedV1() {
        return PUBLISHED_V1;
    }

    /** The default: the same with its faults mended; features v1.0.0. */
    public static Profile v1() {
        return V1;
    }

    /** Those two. */
    public static List<Profile> all() {
        return List.of(PUBLISHED_V1, V1);
    }

    /**
     * The published composer with weights by agent (1 for an agent that is not named): how it weighs agents of unequal
     * reliability. It takes any number, as the published system does: below 0 a vote counts against itself.
     */
    public static AlignmentComposer publishedComposer(Map<String, Double> reliability) {
        Map<String, Double> weights = Map.copyOf(reliability);
        return publishedComposer(VotingSettings.published(), (agent, atMicros) -> weights.getOrDefault(agent, 1.0));
    }

    /** The composer of {@link #v1()} with weights by agent. */
    public static AlignmentComposer composer(Map<String, Double> reliability) {
        return composer(VotingSettings.standard(), ReliabilitySource.fixed(reliability));
    }

    /** The published composer with other numbers: its faults are kept, its features are v0.1.0. */
    public static AlignmentComposer publishedComposer(VotingSettings settings, ReliabilitySource reliability) {
        return new AlignmentComposer(PUBLISHED_V1.featureSet().schema(), Rules.PUBLISHED, settings, reliability);
    }

    /** The composer of {@link #v1()} with other numbers; its features are v1.0.0. */
    public static AlignmentComposer composer(VotingSettings settings, ReliabilitySource reliability) {
        return new AlignmentComposer(V1.featureSet().schema(), Rules.MENDED, settings, reliability);
    }

    /**
     * The option chains that the published system makes up for every bar, since its agents cannot do without. Not market
     * data; deterministic.
     */
    public static OptionChains standInChains() {
        return new StandInChain();
    }

    private static Profile profile(Rules rules, VotingSettings voting) {
        List<FeatureEngine> engines = List.of(
                new HedgeEngine(rules),
                new LiquidityEngine(rules),
                new SentimentEngine(rules),
                new QualityEngine(rules));
        FeatureSet set = new FeatureSet(
                FeatureSetId.of(rules.mended() ? "v1.0.0" : "v0.1.0"),
                schemaOf(engines),
                rules.mended() ? Lookback.atMost(Duration.ofMinutes(5)) : Lookback.sameDate());
        List<Agent> agents = List.of(
                new HedgeAgent(set.schema(), rules),
                new LiquidityAgent(set.schema(), rules),
                new SentimentAgent(set.schema(), rules));
        return new Profile(
                rules.mended() ? "V1" : "PUBLISHED_V1",
                set,
                engines,
                agents,
                new AlignmentComposer(set.schema(), rules, voting, ReliabilitySource.fixed(Map.of())),
                List.of(),
                rules.mended() ? MissingEngines.ABSTAIN : MissingEngines.SKIP_BAR,
                rules.mended() ? StampRule.BAR_CLOSE : StampRule.BAR_OPEN,
                rules.mended() ? WindowRule.ACROSS_DAYS : WindowRule.EACH_DAY_ANEW,
                rules.mended() ? MENDED_WARM_UP : PUBLISHED_WARM_UP);
    }

    private static FeatureSchema schemaOf(List<FeatureEngine> engines) {
        List<FeatureField> fields = new ArrayList<>();
        for (FeatureEngine engine : engines) {
            fields.addAll(engine.descriptor().schema().fields());
        }
        return FeatureSchema.of(fields);
    }
}
