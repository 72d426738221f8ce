package dev.barque.agents.plugin;

import java.util.Locale;

/** What a provider makes. Ids are unique within one kind. */
public enum PluginKind {
    /** A {@link dev.barque.agents.FeatureEngine}. */
    ENGINE(EngineProvider.class),
    /** An {@link dev.barque.agents.Agent}. */
    AGENT(AgentProvider.class),
    /** A {@link dev.barque.agents.Composer}. */
    COMPOSER(ComposerProvider.class),
    /** A {@link dev.barque.agents.TradeGuard}. */
    GUARD(GuardProvider.class);

    private final Class<? extends PluginProvider> service;

    PluginKind(Class<? extends PluginProvider> service) {
        this.service = service;
    }

    /** The interface whose full name is that of the file in {@code META-INF/services}. */
    public Class<? extends PluginProvider> service() {
        return service;
    }

    /** The word for it in messages and lists, such as {@code agent}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
