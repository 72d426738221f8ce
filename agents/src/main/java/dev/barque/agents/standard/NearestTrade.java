package dev.barque.agents.standard;

import dev.barque.agents.internal.PythonNumbers;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.SmallestChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The least that would have had to be different for a trade: in confidence, in agents, or in edge. */
final class NearestTrade {
    private NearestTrade() {}

    static SmallestChange of(List<AgentView> views, int quorum, double threshold, double edge, double up, double down) {
        SmallestChange best = towards(views, Direction.LONG, quorum, threshold, edge, up, down);
        SmallestChange other = towards(views, Direction.SHORT, quorum, threshold, edge, down, up);
        return rank(other) < rank(best) ? other : best;
    }

    private static double rank(SmallestChange change) {
        return Double.isNaN(change.amount()) ? Double.MAX_VALUE : change.amount();
    }

    private static SmallestChange towards(
            List<AgentView> views,
            Direction direction,
            int quorum,
            double threshold,
            double edge,
            double own,
            double other) {
        List<AgentView> pointing = new ArrayList<>();
        for (AgentView view : views) {
            if (view.bias() * direction.sign() > 0) {
                pointing.add(view);
            }
        }
        if (pointing.size() < quorum) {
            int lacking = quorum - pointing.size();
            return new SmallestChange(
                    lacking + " more agent" + (lacking == 1 ? "" : "s") + " would have to point " + direction.text(),
                    Double.NaN);
        }
        pointing.sort(Comparator.comparingDouble(AgentView::confidence).reversed());
        double lacking = 0;
        StringBuilder text = new StringBuilder();
        for (AgentView view : pointing.subList(0, quorum)) {
            double deficit = threshold - view.confidence();
            if (deficit > 0) {
                lacking += deficit;
                text.append(text.isEmpty() ? "" : " and ")
                        .append(view.agent())
                        .append(" +")
                        .append(PythonNumbers.fixed(deficit, 3));
            }
        }
        if (lacking > 0) {
            return new SmallestChange(
                    text + " confidence would align " + quorum + " agents " + direction.text(), lacking);
        }
        double missingEdge = edge * other - own;
        return new SmallestChange(
                "+" + PythonNumbers.fixed(missingEdge, 3) + " weight would give the edge to go " + direction.text(),
                Math.max(0, missingEdge));
    }
}
