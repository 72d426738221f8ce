package dev.barque.agents.standard;

import dev.barque.agents.Agent;
import dev.barque.agents.Composer;
import dev.barque.agents.FeatureEngine;
import dev.barque.agents.plugin.AgentProvider;
import dev.barque.agents.plugin.ComposerProvider;
import dev.barque.agents.plugin.EngineProvider;
import dev.barque.agents.plugin.PluginDescriptor;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.agents.reliability.ReliabilitySource;
import dev.barque.core.feature.FeatureSchema;
import java.util.List;
import java.util.Map;

/**
 * The parts of the profile V1, provided as anybody's are. Those of PUBLISHED_V1 belong together and are not offered one by
 * one. The service files name these classes; the loader of services needs them public, nobody else does.
 */
final class StandardProviders {
    private static final String VERSION = "1";

    private StandardProviders() {}

    private static PluginDescriptor descriptor(String id, String meaning, String... inputs) {
        return new PluginDescriptor(id, VERSION, meaning, List.of(), List.of(inputs));
    }

    /** Dealer positioning. */
    public static final class Hedge implements EngineProvider {
        @Override
        public PluginDescriptor descriptor() {
            return StandardProviders.descriptor(
                    "hedge", "How hard dealers' hedging pushes the price, from open interest", OPTION_CHAIN);
        }

        @Override
        public FeatureEngine engine(PluginSettings settings) {
            return new HedgeEngine(Rules.MENDED);
        }
    }

    /** Depth and zones. */
    public static final class Liquidity implements EngineProvider {
        @Override
        public PluginDescriptor descriptor() {
            return StandardProviders.descriptor(
                    "liquidity", "How deep the market is and where much was traded, over the last hour", BARS);
        }

        @Override
        public FeatureEngine engine(PluginSettings settings) {
            return new LiquidityEngine(Rules.MENDED);
        }
    }

    /** Mood. */
    public static final class Sentiment implements EngineProvider {
        @Override
        public PluginDescriptor descriptor() {
            return StandardProviders.descriptor(
                    "sentiment",
                    "The mood: momentum, volatility against its baseline, side of the volume, news",
                    BARS,
                    NEWS);
        }

        @Override
        public FeatureEngine engine(PluginSettings settings) {
            return new SentimentEngine(Rules.MENDED);
        }
    }

    /** Completeness. */
    public static final class Quality implements EngineProvider {
        @Override
        public PluginDescriptor descriptor() {
            return StandardProviders.descriptor(
                    "quality", "The share of the last 60 bars that have a price and a volume", BARS);
        }

        @Override
        public FeatureEngine engine(PluginSettings settings) {
            return new QualityEngine(Rules.MENDED);
        }
    }

    /** Reads dealer positioning. */
    public static final class HedgeReader implements AgentProvider {
        @Override
        public PluginDescriptor descriptor() {
            return StandardProviders.descriptor(
                    "hedge",
                    "Follows the force of dealers' hedging; a pinned market counts less, a near wall more",
                    "hedge.present.hedge_force",
                    "hedge.present.regime",
                    "hedge.present.wall_dist",
                    "hedge.present.conf");
        }

        @Override
        public Agent agent(FeatureSchema schema, PluginSettings settings) {
            return new HedgeAgent(schema, Rules.MENDED);
        }
    }

    /** Reads the terrain. */
    public static final class LiquidityReader implements AgentProvider {
        @Override
        public PluginDescriptor descriptor() {
            return StandardProviders.descriptor(
                    "liquidity",
                    "Leans towards the next magnet or away from the nearer zone, less in a thin market",
                    "liquidity.present.support",
                    "liquidity.present.resistance",
                    "liquidity.present.amihud",
                    "liquidity.present.lambda_impact",
                    "liquidity.present.conf",
                    "liquidity.future.next_magnet",
                    "liquidity.present.amihud_rank");
        }

        @Override
        public Agent agent(FeatureSchema schema, PluginSettings settings) {
            return new LiquidityAgent(schema, Rules.MENDED);
        }
    }

    /** Reads the mood. */
    public static final class SentimentReader implements AgentProvider {
        @Override
        public PluginDescriptor descriptor() {
            return StandardProviders.descriptor(
                    "sentiment",
                    "Goes with the mood: more with momentum, less when it is likely to turn",
                    "sentiment.present.regime",
                    "sentiment.present.conf",
                    "sentiment.present.price_momo_z",
                    "sentiment.present.vol_momo_z",
                    "sentiment.future.flip_prob_10b",
                    "sentiment.future.vov_tilt");
        }

        @Override
        public Agent agent(FeatureSchema schema, PluginSettings settings) {
            return new SentimentAgent(schema, Rules.MENDED);
        }
    }

    /** Votes. */
    public static final class Alignment implements ComposerProvider {
        @Override
        public PluginDescriptor descriptor() {
            return StandardProviders.descriptor(
                    "alignment",
                    "Trades when a quorum of confident agents points one way with an edge over the other",
                    "liquidity.present.amihud");
        }

        @Override
        public Composer composer(FeatureSchema schema, PluginSettings settings) {
            return new AlignmentComposer(
                    schema, Rules.MENDED, VotingSettings.standard(), ReliabilitySource.fixed(Map.of()));
        }
    }
}
