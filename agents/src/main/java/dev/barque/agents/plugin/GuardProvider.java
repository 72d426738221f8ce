package dev.barque.agents.plugin;

import dev.barque.agents.TradeGuard;

/** Makes a guard. Found by {@code ServiceLoader}; needs a public constructor without arguments. Safe for use by several threads. */
public interface GuardProvider extends PluginProvider {
    /** A guard of these settings. */
    TradeGuard guard(PluginSettings settings);
}
