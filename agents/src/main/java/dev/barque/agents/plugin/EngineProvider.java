package dev.barque.agents.plugin;

import dev.barque.agents.FeatureEngine;

/** Makes an engine. Found by {@code ServiceLoader}; needs a public constructor without arguments. Safe for use by several threads. */
public interface EngineProvider {
    /** What it makes. */
    PluginDescriptor descriptor();

    /** An engine of these settings. */
    FeatureEngine engine(PluginSettings settings);
}
