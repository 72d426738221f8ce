package com.example.regime;

import dev.barque.agents.Agent;
import dev.barque.agents.plugin.AgentProvider;
import dev.barque.agents.plugin.PluginDescriptor;
import dev.barque.agents.plugin.PluginParameter;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.feature.FeatureSchema;
import java.util.List;

/** Tells Barque of {@link RegimeAgent}; named in {@code META-INF/services}. */
public final class RegimeAgentProvider implements AgentProvider {
    private static final PluginDescriptor DESCRIPTOR = new PluginDescriptor(
            "regime",
            "1",
            "Goes with the regime that Hamilton's filter thinks more likely",
            List.of(PluginParameter.number(
                    "least_certainty", 0.2, 0, 1, "|2 x - 1| of the probability below which it takes no side")),
            List.of(RegimeAgent.UP_PROBABILITY));

    /** For the loader of services. */
    public RegimeAgentProvider() {}

    @Override
    public PluginDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Agent agent(FeatureSchema schema, PluginSettings settings) {
        return new RegimeAgent(schema, settings.number("least_certainty"));
    }
}
