package dev.barque.agents;

import dev.barque.core.decision.AgentReports;
import dev.barque.core.decision.AgentStatus;
import dev.barque.core.decision.AgentView;
import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.feature.FeatureRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The agents of one run: asks them, survives them, and keeps their heartbeats. What decides about a view is kept for each symbol
 * in its {@link Links}, used by one thread at a time; different symbols may be asked by different threads, and reports may be read
 * by any.
 */
final class AgentRoster implements AgentReports {
    private final List<Agent> agents;
    private final FailureRule rule;
    private final LongSupplier ticker;
    private final boolean refusalsStop;
    private final AgentHeartbeat[] heartbeats;
    private final AgentView[] away;
    private final AgentView[] silenced;

    AgentRoster(Profile profile, FailureRule rule, LongSupplier ticker) {
        agents = profile.agents();
        refusalsStop = profile.missingEngines() == MissingEngines.SKIP_BAR;
        this.rule = rule;
        this.ticker = ticker;
        heartbeats = new AgentHeartbeat[agents.size()];
        away = new AgentView[agents.size()];
        silenced = new AgentView[agents.size()];
        for (int a = 0; a < heartbeats.length; a++) {
            String id = agents.get(a).id();
            heartbeats[a] = new AgentHeartbeat(id);
            away[a] = AgentView.abstain(id, "disconnected after " + rule.failuresInARow() + " failures in a row");
            silenced[a] = AgentView.abstain(id, "disconnected by the host");
        }
    }

    /** The links of a symbol, with no failure yet. */
    Links links() {
        return new Links(agents.size());
    }

    /** What the agents make of a row, in their order. */
    List<AgentView> views(Links links, FeatureRow row, MarketContext market) {
        AgentView[] views = links.views;
        long before = ticker.getAsLong();
        for (int a = 0; a < views.length; a++) {
            if (heartbeats[a].isSilenced()) {
                views[a] = silenced[a];
            } else if (links.barsAway[a] > 0) {
                links.barsAway[a]--;
                views[a] = away[a];
            } else {
                views[a] = ask(a, links, row, market);
                long after = ticker.getAsLong();
                heartbeats[a].viewTook(after - before);
                before = after;
            }
        }
        return List.of(views);
    }

    private AgentView ask(int a, Links links, FeatureRow row, MarketContext market) {
        Agent agent = agents.get(a);
        String problem;
        try {
            AgentView view = agent.view(row, market);
            problem = problemWith(view, agent);
            if (problem.isEmpty()) {
                if (links.disconnected[a]) {
                    links.disconnected[a] = false;
                    heartbeats[a].cameBack();
                }
                links.failures[a] = 0;
                heartbeats[a].viewed(market.timeMicros());
                return view;
            }
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            // The published system stops at data that its agents refuse, and its recordings with it.
            if (refusalsStop && e instanceof BarqueException coded && coded.concern() == Concern.DATA) {
                throw coded;
            }
            problem = AgentErrors.failure(e);
        }
        heartbeats[a].failed(problem);
        links.failures[a]++;
        if (links.disconnected[a] || links.failures[a] >= rule.failuresInARow()) {
            links.barsAway[a] = rule.barsAway();
            if (!links.disconnected[a]) {
                links.disconnected[a] = true;
                heartbeats[a].wentAway();
            }
        }
        return AgentView.abstain(agent.id(), problem);
    }

    // The contract forbids null; a plug-in that was compiled without our checks may give it all the same.
    @SuppressWarnings("ConstantValue")
    private static String problemWith(@Nullable AgentView view, Agent agent) {
        if (view == null) {
            return "failed: it gave no view";
        }
        if (!view.agent().equals(agent.id())) {
            return "failed: it spoke in the name of " + view.agent();
        }
        if (!(view.bias() >= -1 && view.bias() <= 1)) {
            return "failed: its bias must be -1..+1 but was " + view.bias();
        }
        if (!(view.confidence() >= 0 && view.confidence() <= 1)) {
            return "failed: its confidence must be 0..1 but was " + view.confidence();
        }
        return "";
    }

    /** How often agents have failed in this run. */
    long failures() {
        long failures = 0;
        for (AgentHeartbeat heartbeat : heartbeats) {
            failures += heartbeat.failures();
        }
        return failures;
    }

    /** Lets an agent speak again, or not, on all symbols. */
    void link(String agent, AgentStatus.Link link) {
        for (AgentHeartbeat heartbeat : heartbeats) {
            if (heartbeat.agent().equals(agent)) {
                heartbeat.link(link);
                return;
            }
        }
        throw AgentErrors.noSuchAgent(agent, agents.stream().map(Agent::id).toList());
    }

    @Override
    public List<AgentStatus> agents() {
        List<AgentStatus> all = new ArrayList<>();
        for (AgentHeartbeat heartbeat : heartbeats) {
            all.add(heartbeat.status());
        }
        return List.copyOf(all);
    }

    /** How the agents stand with one symbol. */
    static final class Links {
        private final int[] failures;
        private final int[] barsAway;
        private final boolean[] disconnected;
        // Of the bar that is asked about; copied before anyone sees it.
        private final AgentView[] views;

        private Links(int agents) {
            failures = new int[agents];
            barsAway = new int[agents];
            disconnected = new boolean[agents];
            views = new AgentView[agents];
        }
    }
}
