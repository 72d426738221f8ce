package com.example.regime;

import dev.barque.agents.plugin.EngineProvider;
import dev.barque.testkit.FeatureEngineConformance;

/** What every engine has to do. */
class RegimeEngineConformanceTest extends FeatureEngineConformance {
    @Override
    protected EngineProvider provider() {
        return new RegimeEngineProvider();
    }
}
