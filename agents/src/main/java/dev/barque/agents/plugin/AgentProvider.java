package dev.barque.agents.plugin;

import dev.barque.agents.Agent;
import dev.barque.core.feature.FeatureSchema;

/** Makes an agent. Found by {@code ServiceLoader}; needs a public constructor without arguments. Safe for use by several threads. */
public interface AgentProvider extends PluginProvider {
    /** An agent that reads rows of this schema; refuses a schema that lacks a feature it needs, by the feature's name. */
    Agent agent(FeatureSchema schema, PluginSettings settings);
}
