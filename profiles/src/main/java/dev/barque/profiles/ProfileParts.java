package dev.barque.profiles;

import dev.barque.agents.Agent;
import dev.barque.agents.plugin.AgentProvider;
import dev.barque.agents.plugin.GuardProvider;
import dev.barque.agents.plugin.PluginDescriptor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The agents and guards that a profile may name besides the agents of its base. Finding them is the host's business. */
public final class ProfileParts {
    private static final ProfileParts NONE = of(List.of(), List.of());

    private final Map<String, AgentProvider> agents;
    private final Map<String, GuardProvider> guards;

    private ProfileParts(Map<String, AgentProvider> agents, Map<String, GuardProvider> guards) {
        this.agents = agents;
        this.guards = guards;
    }

    /** Nothing besides the agents of the base. */
    public static ProfileParts none() {
        return NONE;
    }

    /** What these providers make; two of one kind with one id are refused, as is the id of an agent that ships. */
    public static ProfileParts of(List<? extends AgentProvider> agents, List<? extends GuardProvider> guards) {
        Map<String, AgentProvider> agentById = new LinkedHashMap<>();
        for (AgentProvider provider : agents) {
            requireNew(
                    "agents",
                    provider.descriptor(),
                    agentById.put(provider.descriptor().id(), provider) == null);
        }
        for (ProfileBase base : ProfileBase.values()) {
            for (Agent shipped : base.profile().agents()) {
                if (agentById.containsKey(shipped.id())) {
                    throw new IllegalArgumentException("A provider of agents has the id '" + shipped.id()
                            + "', which is that of an agent of " + base);
                }
            }
        }
        Map<String, GuardProvider> guardById = new LinkedHashMap<>();
        for (GuardProvider provider : guards) {
            requireNew(
                    "guards",
                    provider.descriptor(),
                    guardById.put(provider.descriptor().id(), provider) == null);
        }
        return new ProfileParts(Collections.unmodifiableMap(agentById), Collections.unmodifiableMap(guardById));
    }

    /** Providers of agents by their id. */
    Map<String, AgentProvider> agents() {
        return agents;
    }

    /** Providers of guards by their id. */
    Map<String, GuardProvider> guards() {
        return guards;
    }

    /** The ids of the agents that a profile on a base may name. */
    List<String> agentIds(ProfileBase base) {
        List<String> ids = new ArrayList<>();
        base.profile().agents().forEach(agent -> ids.add(agent.id()));
        ids.addAll(agents.keySet());
        return ids;
    }

    private static void requireNew(String kind, PluginDescriptor descriptor, boolean isNew) {
        if (!isNew) {
            throw new IllegalArgumentException("Two providers of " + kind + " have the id '" + descriptor.id() + "'");
        }
    }
}
