package dev.barque.testkit;

import dev.barque.agents.plugin.AgentProvider;
import dev.barque.agents.plugin.ComposerProvider;
import dev.barque.agents.plugin.EngineProvider;
import dev.barque.agents.plugin.PluginProvider;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.feature.FeatureSchema;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Nested;

/** The parts that ship, held to what plug-ins are held to. */
class StandardPartsConformanceTest {
    private static <P extends PluginProvider> P provider(Class<P> service, String id) {
        return ServiceLoader.load(service).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.descriptor().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Nested
    class HedgeEngine extends FeatureEngineConformance {
        @Override
        protected EngineProvider provider() {
            return StandardPartsConformanceTest.provider(EngineProvider.class, "hedge");
        }
    }

    @Nested
    class LiquidityEngine extends FeatureEngineConformance {
        @Override
        protected EngineProvider provider() {
            return StandardPartsConformanceTest.provider(EngineProvider.class, "liquidity");
        }
    }

    @Nested
    class SentimentEngine extends FeatureEngineConformance {
        @Override
        protected EngineProvider provider() {
            return StandardPartsConformanceTest.provider(EngineProvider.class, "sentiment");
        }
    }

    @Nested
    class QualityEngine extends FeatureEngineConformance {
        @Override
        protected EngineProvider provider() {
            return StandardPartsConformanceTest.provider(EngineProvider.class, "quality");
        }
    }

    abstract static class OfV1 extends AgentConformance {
        @Override
        protected FeatureSchema schema() {
            return StandardProfiles.v1().featureSet().schema();
        }
    }

    @Nested
    class HedgeAgent extends OfV1 {
        @Override
        protected AgentProvider provider() {
            return StandardPartsConformanceTest.provider(AgentProvider.class, "hedge");
        }
    }

    @Nested
    class LiquidityAgent extends OfV1 {
        @Override
        protected AgentProvider provider() {
            return StandardPartsConformanceTest.provider(AgentProvider.class, "liquidity");
        }
    }

    @Nested
    class SentimentAgent extends OfV1 {
        @Override
        protected AgentProvider provider() {
            return StandardPartsConformanceTest.provider(AgentProvider.class, "sentiment");
        }
    }

    @Nested
    class AlignmentComposer extends ComposerConformance {
        @Override
        protected ComposerProvider provider() {
            return StandardPartsConformanceTest.provider(ComposerProvider.class, "alignment");
        }

        @Override
        protected FeatureSchema schema() {
            return StandardProfiles.v1().featureSet().schema();
        }
    }
}
