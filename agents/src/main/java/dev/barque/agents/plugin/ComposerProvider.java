package dev.barque.agents.plugin;

import dev.barque.agents.Composer;
import dev.barque.core.feature.FeatureSchema;

/** Makes a composer. Found by {@code ServiceLoader}; needs a public constructor without arguments. Safe for use by several threads. */
public interface ComposerProvider extends PluginProvider {
    /** A composer that reads rows of this schema; refuses a schema that lacks a feature it needs, by the feature's name. */
    Composer composer(FeatureSchema schema, PluginSettings settings);
}
