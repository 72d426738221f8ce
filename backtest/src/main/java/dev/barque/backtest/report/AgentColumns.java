package dev.barque.backtest.report;

import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Decision;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The agents that spoke, in the order in which they were first heard; a second view of one agent has its own column. */
final class AgentColumns {
    private final Set<String> names = new LinkedHashSet<>();

    void see(Decision decision) {
        names.addAll(byColumn(decision).keySet());
    }

    List<String> names() {
        return List.copyOf(names);
    }

    /** The view of each agent in the order in which they were asked. */
    static Map<String, AgentView> byColumn(@Nullable Decision decision) {
        Map<String, AgentView> views = new LinkedHashMap<>();
        Map<String, Integer> heard = new HashMap<>();
        if (decision != null) {
            for (AgentView view : decision.views()) {
                int times = heard.merge(view.agent(), 1, Integer::sum);
                views.put(times == 1 ? view.agent() : view.agent() + " #" + times, view);
            }
        }
        return views;
    }
}
