package dev.barque.core.decision;

import java.util.List;

/** Where health checks read how agents are doing. Implementations may be asked by any thread while decisions are made. */
@FunctionalInterface
public interface AgentReports {
    /** The agents in the order in which they are asked. */
    List<AgentStatus> agents();
}
