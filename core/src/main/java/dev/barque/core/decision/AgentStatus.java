package dev.barque.core.decision;

import java.util.Objects;

/**
 * How an agent has been doing over all symbols of a run: its heartbeat, for whoever watches over a system. Times are those of
 * bars, so that a replay reports the same; latencies are zero where nobody gave a ticker.
 *
 * @param agent its id
 * @param link whether the host lets it speak
 * @param lastViewMicros time of the latest bar on which it gave a view, abstaining or not, UTC microseconds;
 *     {@link Long#MIN_VALUE} before the first
 * @param views how many views it gave
 * @param failures how often it failed: it threw, gave null, or numbers out of range
 * @param symbolsAway on how many symbols it is disconnected just now because of failures in a row
 * @param disconnections how often that has happened
 * @param lastFailure what was wrong the last time it failed; empty when it never did
 * @param meanNanos mean time that a view took, nanoseconds
 * @param maxNanos longest time that a view took, nanoseconds
 */
public record AgentStatus(
        String agent,
        Link link,
        long lastViewMicros,
        long views,
        long failures,
        int symbolsAway,
        long disconnections,
        String lastFailure,
        long meanNanos,
        long maxNanos) {
    /** Nulls are refused. */
    public AgentStatus {
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(link, "link");
        Objects.requireNonNull(lastFailure, "lastFailure");
    }

    /** Whether nothing stands between the agent and a vote: the host lets it speak, and it is away on no symbol. */
    public boolean isConnected() {
        return link == Link.CONNECTED && symbolsAway == 0;
    }

    /** Whether the host lets an agent speak. */
    public enum Link {
        /** It is asked on every bar, but for symbols on which it is away after failures. */
        CONNECTED,
        /** The host has disconnected it on all symbols. */
        DISCONNECTED_BY_HOST
    }
}
