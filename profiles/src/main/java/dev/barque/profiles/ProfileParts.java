package dev.barque.profiles;

import dev.barque.agents.Agent;
import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.AgentProvider;
import dev.barque.agents.plugin.GuardProvider;
import dev.barque.agents.plugin.PluginDescriptor;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.feature.FeatureSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The agents and guards that a profile may name besides the agents of its base. Finding them is the host's business. Immutable,
 * and as safe for use by several threads as what makes the parts.
 */
public final class ProfileParts {
    private static final ProfileParts NONE = builder().build();

    private final Map<String, Part<AgentMaker>> agents;
    private final Map<String, Part<GuardMaker>> guards;

    private ProfileParts(Builder from) {
        agents = Collections.unmodifiableMap(new LinkedHashMap<>(from.agents));
        guards = Collections.unmodifiableMap(new LinkedHashMap<>(from.guards));
    }

    /** Nothing besides the agents of the base. */
    public static ProfileParts none() {
        return NONE;
    }

    /** What these providers make; two of one kind with one id are refused. */
    public static ProfileParts of(List<? extends AgentProvider> agents, List<? extends GuardProvider> guards) {
        Builder parts = builder();
        for (AgentProvider provider : agents) {
            PluginDescriptor descriptor = provider.descriptor();
            parts.agent(descriptor, (schema, values) -> provider.agent(schema, PluginSettings.of(descriptor, values)));
        }
        for (GuardProvider provider : guards) {
            PluginDescriptor descriptor = provider.descriptor();
            parts.guard(descriptor, values -> provider.guard(PluginSettings.of(descriptor, values)));
        }
        return parts.build();
    }

    /** Starts with nothing besides the agents of the base. */
    public static Builder builder() {
        return new Builder();
    }

    /** Makes an agent that reads rows of a schema, of values that its descriptor allows. */
    @FunctionalInterface
    public interface AgentMaker {
        /** The agent. */
        Agent agent(FeatureSchema schema, Map<String, String> values);
    }

    /** Makes a guard, of values that its descriptor allows. */
    @FunctionalInterface
    public interface GuardMaker {
        /** The guard. */
        TradeGuard guard(Map<String, String> values);
    }

    /** Something by name, and how to make it. */
    private record Part<T>(PluginDescriptor descriptor, T maker) {}

    /** Makes an agent by its id; empty when there is none. */
    Optional<Agent> agent(ProfilePart part, FeatureSchema schema) {
        @Nullable Part<AgentMaker> found = agents.get(part.id());
        return found == null ? Optional.empty() : Optional.of(found.maker().agent(schema, part.parameters()));
    }

    /** Makes a guard by its id; empty when there is none. */
    Optional<TradeGuard> guard(ProfilePart part) {
        @Nullable Part<GuardMaker> found = guards.get(part.id());
        return found == null ? Optional.empty() : Optional.of(found.maker().guard(part.parameters()));
    }

    /** What can be set on an agent that is not of the base. */
    Optional<PluginDescriptor> agentDescriptor(String id) {
        return Optional.ofNullable(agents.get(id)).map(Part::descriptor);
    }

    /** What can be set on a guard. */
    Optional<PluginDescriptor> guardDescriptor(String id) {
        return Optional.ofNullable(guards.get(id)).map(Part::descriptor);
    }

    /** The ids of the agents that a profile on a base may name: those of the base first. */
    List<String> agentIds(ProfileBase base) {
        List<String> ids = new ArrayList<>();
        base.profile().agents().forEach(agent -> ids.add(agent.id()));
        agents.keySet().stream().filter(id -> !ids.contains(id)).forEach(ids::add);
        return ids;
    }

    /** The ids of the guards that a profile may name. */
    List<String> guardIds() {
        return List.copyOf(guards.keySet());
    }

    /** Collects parts; not safe for use by several threads. */
    public static final class Builder {
        private final Map<String, Part<AgentMaker>> agents = new LinkedHashMap<>();
        private final Map<String, Part<GuardMaker>> guards = new LinkedHashMap<>();

        private Builder() {}

        /** Adds an agent; a second one of its id is refused. One of the id of an agent of the base is not asked: the base's is. */
        public Builder agent(PluginDescriptor descriptor, AgentMaker maker) {
            requireNew(
                    "agents", descriptor, agents.putIfAbsent(descriptor.id(), new Part<>(descriptor, maker)) == null);
            return this;
        }

        /** Adds a guard; a second one of its id is refused. */
        public Builder guard(PluginDescriptor descriptor, GuardMaker maker) {
            requireNew(
                    "guards", descriptor, guards.putIfAbsent(descriptor.id(), new Part<>(descriptor, maker)) == null);
            return this;
        }

        /** What was added so far. */
        public ProfileParts build() {
            return new ProfileParts(this);
        }

        private static void requireNew(String kind, PluginDescriptor descriptor, boolean isNew) {
            if (!isNew) {
                throw new IllegalArgumentException("Two " + kind + " have the id '" + descriptor.id() + "'");
            }
        }
    }
}
