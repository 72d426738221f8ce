package com.example.regime;

import dev.barque.agents.plugin.AgentProvider;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.testkit.AgentConformance;

/** What every agent has to do. */
class RegimeAgentConformanceTest extends AgentConformance {
    @Override
    protected AgentProvider provider() {
        return new RegimeAgentProvider();
    }

    /** The features of its engine: what it declares to read, and others that it must not look at. */
    @Override
    protected FeatureSchema schema() {
        RegimeEngineProvider engines = new RegimeEngineProvider();
        return engines.engine(PluginSettings.defaults(engines.descriptor())).descriptor().schema();
    }
}
