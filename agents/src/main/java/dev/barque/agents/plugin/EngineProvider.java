package dev.barque.agents.plugin;

import dev.barque.agents.FeatureEngine;

/** Makes an engine. Found by {@code ServiceLoader}; needs a public constructor without arguments. Safe for use by several threads. */
public interface EngineProvider extends PluginProvider {
    /** Input of an engine: the bars of its window. */
    String BARS = "bars";

    /** Input of an engine: the listed options of the symbol. */
    String OPTION_CHAIN = "option_chain";

    /** Input of an engine: the sentiment of the news. */
    String NEWS = "news";

    /** An engine of these settings. */
    FeatureEngine engine(PluginSettings settings);
}
