package dev.barque.agents.standard;

import dev.barque.agents.internal.PythonNumbers;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.SmallestChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The least that would have had to be different for a trade: in confidence, in agents, or in edge. */
final class NearestTrade {
    private NearestTrade() {}

    /**
     * Of views whose confidences lie in 0..1.
     *
     * @param quorum agents that must point one way
     * @param threshold by agent, the confidence from which it counts towards the quorum
     * @param edge how many times the votes of the other side must be exceeded
     * @param reliability by agent, what its confidence is multiplied by
     */
    static SmallestChange of(
            List<AgentView> views,
            int quorum,
            ToDoubleFunction<String> threshold,
            double edge,
            ToDoubleFunction<String> reliability) {
        List<Voter> voters = new ArrayList<>(views.size());
        for (AgentView view : views) {
            double weight = reliability.applyAsDouble(view.agent());
            voters.add(new Voter(view, weight, threshold.applyAsDouble(view.agent()) - view.confidence()));
        }
        Way upward = towards(voters, Direction.LONG, quorum, edge);
        Way downward = towards(voters, Direction.SHORT, quorum, edge);
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

    /** An agent, what its confidence counts, and what it lacks of its threshold. */
    private record Voter(AgentView view, double weight, double deficit) {}

    private static Way towards(List<Voter> voters, Direction direction, int quorum, double edge) {
        List<Voter> pointing = new ArrayList<>();
        double own = 0;
        double other = 0;
        for (Voter voter : voters) {
            double towards = voter.view().bias() * direction.sign();
            double vote = voter.view().confidence() * voter.weight();
            if (towards > 0) {
                pointing.add(voter);
                own += vote;
            } else if (towards < 0) {
                other += vote;
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
        double missingEdge = Math.max(0, edge * other - own - added);
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
