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

    static SmallestChange of(
            List<AgentView> views, double[] weights, int quorum, VotingSettings settings, double up, double down) {
        Way upward = towards(views, weights, Direction.LONG, quorum, settings, up, down);
        Way downward = towards(views, weights, Direction.SHORT, quorum, settings, down, up);
        return upward.isNoFartherThan(downward) ? upward.change() : downward.change();
    }

    /**
     * What one direction lacks: agents first, then confidence or edge; of two that lack the same, the one with more votes is
     * nearer.
     */
    private record Way(SmallestChange change, int lackingAgents, double lackingAmount, double votes) {
        boolean isNoFartherThan(Way other) {
            if (lackingAgents != other.lackingAgents) {
                return lackingAgents < other.lackingAgents;
            }
            return lackingAmount != other.lackingAmount ? lackingAmount < other.lackingAmount : votes >= other.votes;
        }
    }

    /** An agent that points the right way, what its confidence counts, and what it lacks of its threshold. */
    private record Voter(AgentView view, double weight, double deficit) {}

    private static Way towards(
            List<AgentView> views,
            double[] weights,
            Direction direction,
            int quorum,
            VotingSettings settings,
            double own,
            double other) {
        List<Voter> pointing = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            AgentView view = views.get(i);
            if (view.bias() * direction.sign() > 0) {
                pointing.add(new Voter(view, weights[i], settings.threshold(view.agent()) - view.confidence()));
            }
        }
        int agents = Math.max(0, quorum - pointing.size());
        if (agents > 0) {
            String text =
                    agents + " more agent" + (agents == 1 ? "" : "s") + " would have to point " + direction.text();
            return new Way(new SmallestChange(text, Double.NaN), agents, 0, own);
        }
        pointing.sort(Comparator.comparingDouble(Voter::deficit));
        double lacking = 0;
        double added = 0;
        StringBuilder text = new StringBuilder();
        for (Voter voter : pointing.subList(0, quorum)) {
            double deficit = voter.deficit();
            if (deficit > 0) {
                lacking += deficit;
                added += deficit * voter.weight();
                text.append(text.isEmpty() ? "" : " and ")
                        .append(voter.view().agent())
                        .append(" +")
                        .append(PythonNumbers.fixed(deficit, 3));
            }
        }
        // What is added to confidence is added to the votes too, by its weight; the edge may ask for more.
        double missingEdge = Math.max(0, settings.edge() * other - own - added);
        String weight =
                "+" + PythonNumbers.fixed(missingEdge, 3) + " weight would give the edge to go " + direction.text();
        if (lacking == 0) {
            return new Way(new SmallestChange(weight, missingEdge), 0, missingEdge, own);
        }
        String confidence = text + " confidence would align " + quorum + " agents " + direction.text();
        return new Way(
                new SmallestChange(
                        missingEdge > 0 ? confidence + ", and " + weight : confidence, lacking + missingEdge),
                0,
                lacking + missingEdge,
                own);
    }
}
