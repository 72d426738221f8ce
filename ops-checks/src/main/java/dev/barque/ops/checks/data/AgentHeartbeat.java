package dev.barque.ops.checks.data;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.decision.AgentReports;
import dev.barque.core.decision.AgentStatus;
import dev.barque.core.time.UtcMicros;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Does every agent give its views? While the market is open the latest view of an agent must not be older than
 * {@code maxSilence}, counted from the opening; at any time an agent that falls behind the others, fails often or is
 * disconnected is degraded. Without a single agent that speaks it is unhealthy.
 *
 * @param maxSilence how old the latest view may be inside of market hours
 * @param maxFailureShare share of failures among views and failures above which an agent is degraded
 */
public record AgentHeartbeat(Duration maxSilence, double maxFailureShare) implements HealthCheck {
    private static final String SILENT =
            "See whether bars arrive and the pipeline runs; restart the host if it does not.";
    private static final String FAILING =
            "Read its last failure; mend the agent or its inputs, or leave it out of the profile.";
    private static final String AWAY =
            "It comes back by itself after its pause, or when the host connects it again; mend why it failed.";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "agent-heartbeat",
            "Does every agent give its views?",
            Set.of(AgentReports.class, TradingCalendar.class),
            Duration.ofSeconds(2),
            Criticality.IMPORTANT,
            Set.of("readiness"));

    /** Ten minutes; one failure in a hundred. */
    public AgentHeartbeat() {
        this(Duration.ofMinutes(10), 0.01);
    }

    /** Refuses a duration that is not positive and a share outside of 0 to 1. */
    public AgentHeartbeat {
        CheckErrors.requirePositive(DESCRIPTOR.id(), "maxSilence", maxSilence);
        CheckErrors.requireShareOrNone(DESCRIPTOR.id(), "maxFailureShare", maxFailureShare);
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        List<AgentStatus> agents = context.get(AgentReports.class).agents();
        Market market = new Market(context);
        if (agents.isEmpty()) {
            return new Verdict.Unknown("No agent is reported. Give the reports of the pipeline that is running.");
        }
        Optional<Verdict> outside = market.outside();
        if (outside.isPresent()) {
            return outside.get();
        }
        Findings findings = new Findings();
        long latest =
                agents.stream().mapToLong(AgentStatus::lastViewMicros).max().orElse(Long.MIN_VALUE);
        agents.forEach(agent -> look(agent, latest, findings));
        market.open().ifPresent(session -> {
            Instant last = latest == Long.MIN_VALUE ? session.open() : UtcMicros.toInstant(latest);
            Instant from = last.isBefore(session.open()) ? session.open() : last;
            Duration silence = Duration.between(from, market.now());
            if (silence.compareTo(maxSilence) > 0) {
                findings.unhealthy(
                        "all agents",
                        "no view for " + Figures.time(silence) + " of market hours",
                        "one in " + Figures.time(maxSilence),
                        SILENT);
            }
        });
        return findings.or("All of " + Figures.count(agents.size(), "agent") + " give their views.");
    }

    private void look(AgentStatus agent, long latest, Findings findings) {
        String where = "agent " + agent.agent();
        if (agent.link() == AgentStatus.Link.DISCONNECTED_BY_HOST) {
            findings.degraded(where, "the host has disconnected it", "a connected agent", AWAY);
            return;
        }
        String failure = agent.lastFailure().isBlank() ? "" : "; the last one: " + agent.lastFailure();
        if (agent.symbolsAway() > 0) {
            findings.degraded(
                    where,
                    "away on " + Figures.count(agent.symbolsAway(), "symbol") + " after failures" + failure,
                    "none",
                    AWAY);
        }
        double share = agent.failures() / (double) Math.max(1, agent.views() + agent.failures());
        if (share > maxFailureShare) {
            findings.degraded(
                    where,
                    agent.failures() + " failures beside " + agent.views() + " views" + failure,
                    "at most " + Figures.percent(maxFailureShare),
                    FAILING);
        }
        boolean behind = agent.lastViewMicros() == Long.MIN_VALUE
                ? latest != Long.MIN_VALUE
                : latest - agent.lastViewMicros() > maxSilence.toNanos() / 1_000;
        if (behind) {
            findings.degraded(
                    where,
                    agent.lastViewMicros() == Long.MIN_VALUE
                            ? "no view yet"
                            : "its last view is of " + UtcMicros.toInstant(agent.lastViewMicros()),
                    "one as recent as that of the others, " + UtcMicros.toInstant(latest),
                    FAILING);
        }
    }
}
