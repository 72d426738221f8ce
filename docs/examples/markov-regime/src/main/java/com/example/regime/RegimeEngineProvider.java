package com.example.regime;

import dev.barque.agents.FeatureEngine;
import dev.barque.agents.plugin.EngineProvider;
import dev.barque.agents.plugin.PluginDescriptor;
import dev.barque.agents.plugin.PluginParameter;
import dev.barque.agents.plugin.PluginSettings;
import java.util.List;

/** Tells Barque of {@link RegimeEngine}; named in {@code META-INF/services}. */
public final class RegimeEngineProvider implements EngineProvider {
    private static final PluginDescriptor DESCRIPTOR = new PluginDescriptor(
            "regime",
            "1",
            "How likely an upward regime is, by Hamilton's filter over two hours of returns",
            List.of(
                    PluginParameter.number(
                            "drift", 0.25, 0.01, 2, "mean of a return in its regime, in standard deviations"),
                    PluginParameter.number(
                            "persistence", 0.97, 0.5, 0.9999, "probability that the regime stays from bar to bar")),
            List.of(BARS));

    /** For the loader of services. */
    public RegimeEngineProvider() {}

    @Override
    public PluginDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public FeatureEngine engine(PluginSettings settings) {
        return new RegimeEngine(new RegimeFilter(settings.number("drift"), settings.number("persistence")));
    }
}
