package dev.barque.agents.plugin;

import dev.barque.agents.Agent;
import dev.barque.agents.Composer;
import dev.barque.agents.FeatureEngine;
import dev.barque.agents.TradeGuard;
import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The engines, agents, composers and guards that there are: those of Barque, those that jars bring, those that a host
 * registers. Each provider is asked for its descriptor once, when it is collected; listing runs no plug-in code afterwards.
 *
 * <p>A provider that a loader names and that cannot be used (its file cannot be read, its class is missing or of another
 * type, its constructor, static initialiser or descriptor throws) is one of the {@link #failures()} and never gets in the way
 * of the others. Two found providers that give one id are both failures, because which of them comes first on a class path is
 * chance; two of which one is registered are refused with code {@code agents.duplicate-plugin}. Immutable and safe for use by
 * several threads.
 */
public final class Plugins {
    private final Section<EngineProvider> engines;
    private final Section<AgentProvider> agents;
    private final Section<ComposerProvider> composers;
    private final Section<GuardProvider> guards;

    private Plugins(
            Section<EngineProvider> engines,
            Section<AgentProvider> agents,
            Section<ComposerProvider> composers,
            Section<GuardProvider> guards) {
        this.engines = engines;
        this.agents = agents;
        this.composers = composers;
        this.guards = guards;
    }

    /** What a class loader finds by {@link java.util.ServiceLoader}, with the parts of Barque among it. */
    public static Plugins discover(ClassLoader loader) {
        return builder().discover(loader).build();
    }

    /** Starts with nothing, not even the parts of Barque. */
    public static Builder builder() {
        return new Builder();
    }

    /** Those that can be used: engines, agents, composers, guards, each in the order in which they were found. */
    public List<Plugin> all() {
        return Stream.of(engines, agents, composers, guards)
                .flatMap(section -> section.plugins().stream())
                .toList();
    }

    /** Those that cannot be used, in the same order. */
    public List<PluginFailure> failures() {
        return Stream.of(engines, agents, composers, guards)
                .flatMap(section -> section.failures().stream())
                .toList();
    }

    /** The providers of agents that can be used, for readers of profiles that make them themselves. */
    public List<AgentProvider> agentProviders() {
        return agents.providers();
    }

    /** The providers of guards that can be used, for readers of profiles that make them themselves. */
    public List<GuardProvider> guardProviders() {
        return guards.providers();
    }

    /**
     * Makes an engine. This and the methods below throw {@link BarqueException} with code {@code agents.no-such-plugin},
     * {@code agents.duplicate-plugin}, {@code agents.bad-settings} (all problems at once), or {@code agents.plugin-failed}
     * when the provider throws or gives null.
     *
     * @param settings by the name of the parameter; what is absent is as the descriptor says
     */
    public FeatureEngine engine(String id, Map<String, String> settings) {
        Section.Entry<EngineProvider> entry = engines.get(id);
        PluginSettings checked = checked(entry.plugin(), settings);
        return made(entry.plugin(), () -> entry.provider().engine(checked));
    }

    /**
     * Makes an agent for rows of a schema.
     *
     * @throws BarqueException also with code {@code agents.missing-inputs} when the schema lacks features that the agent
     *     declares as its inputs, naming all of them
     */
    public Agent agent(String id, FeatureSchema schema, Map<String, String> settings) {
        Section.Entry<AgentProvider> entry = agents.get(id);
        PluginSettings checked = checked(entry.plugin(), settings);
        requireInputs(entry.plugin(), schema);
        return made(entry.plugin(), () -> entry.provider().agent(schema, checked));
    }

    /** Makes a composer for rows of a schema; throws as {@link #agent}. */
    public Composer composer(String id, FeatureSchema schema, Map<String, String> settings) {
        Section.Entry<ComposerProvider> entry = composers.get(id);
        PluginSettings checked = checked(entry.plugin(), settings);
        requireInputs(entry.plugin(), schema);
        return made(entry.plugin(), () -> entry.provider().composer(schema, checked));
    }

    /** Makes a guard. */
    public TradeGuard guard(String id, Map<String, String> settings) {
        Section.Entry<GuardProvider> entry = guards.get(id);
        PluginSettings checked = checked(entry.plugin(), settings);
        return made(entry.plugin(), () -> entry.provider().guard(checked));
    }

    private static PluginSettings checked(Plugin plugin, Map<String, String> settings) {
        List<String> problems = PluginSettings.problems(plugin.descriptor(), settings);
        if (!problems.isEmpty()) {
            throw PluginErrors.badSettings(plugin, problems);
        }
        return PluginSettings.of(plugin.descriptor(), settings);
    }

    private static void requireInputs(Plugin plugin, FeatureSchema schema) {
        List<String> missing = plugin.descriptor().inputs().stream()
                .filter(input -> !schema.has(input))
                .toList();
        if (!missing.isEmpty()) {
            throw PluginErrors.missingInputs(plugin, missing, schema);
        }
    }

    private static <T> T made(Plugin plugin, Supplier<@Nullable T> making) {
        T part;
        try {
            part = making.get();
        } catch (BarqueException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw PluginErrors.failed(plugin, e);
        }
        if (part == null) {
            throw PluginErrors.failed(plugin, null);
        }
        return part;
    }

    /** Collects providers; not safe for use by several threads. */
    public static final class Builder {
        private final List<EngineProvider> engines = new ArrayList<>();
        private final List<AgentProvider> agents = new ArrayList<>();
        private final List<ComposerProvider> composers = new ArrayList<>();
        private final List<GuardProvider> guards = new ArrayList<>();
        private final List<ClassLoader> loaders = new ArrayList<>();

        private Builder() {}

        /** Registers a provider. */
        public Builder engine(EngineProvider provider) {
            engines.add(provider);
            return this;
        }

        /** Registers a provider. */
        public Builder agent(AgentProvider provider) {
            agents.add(provider);
            return this;
        }

        /** Registers a provider. */
        public Builder composer(ComposerProvider provider) {
            composers.add(provider);
            return this;
        }

        /** Registers a provider. */
        public Builder guard(GuardProvider provider) {
            guards.add(provider);
            return this;
        }

        /**
         * Adds what a loader finds. A class that is found again, by another loader or beside its registration, counts once.
         */
        public Builder discover(ClassLoader loader) {
            loaders.add(loader);
            return this;
        }

        /**
         * Collects all of it.
         *
         * @throws BarqueException with code {@code agents.duplicate-plugin} when a registered provider and another have one
         *     id, or {@code agents.plugin-failed} when a registered one cannot describe itself
         */
        public Plugins build() {
            return new Plugins(
                    collected(PluginKind.ENGINE, EngineProvider.class, engines),
                    collected(PluginKind.AGENT, AgentProvider.class, agents),
                    collected(PluginKind.COMPOSER, ComposerProvider.class, composers),
                    collected(PluginKind.GUARD, GuardProvider.class, guards));
        }

        private <P extends PluginProvider> Section<P> collected(PluginKind kind, Class<P> service, List<P> registered) {
            Section<P> section = new Section<>(kind, service);
            registered.forEach(section::register);
            loaders.forEach(section::discover);
            return section;
        }
    }
}
