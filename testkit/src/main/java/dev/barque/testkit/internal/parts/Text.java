package dev.barque.testkit.internal.parts;

import dev.barque.agents.Proposal;
import dev.barque.core.decision.AgentView;
import java.util.List;
import java.util.stream.Collectors;

/** Views and proposals as lines that are equal when they are, to the last bit of a number, whatever their classes. */
public final class Text {
    private Text() {}

    /** A view. */
    public static String of(AgentView view) {
        return view.agent() + (view.abstains() ? " abstains" : "") + " bias=" + view.bias() + " confidence="
                + view.confidence() + " thesis=" + view.thesis() + " " + view.levels() + " because "
                + view.evidence().text();
    }

    /** A proposal. */
    public static String of(Proposal proposal) {
        return decision(proposal) + " " + proposal.scores() + " of " + ofViews(proposal.views());
    }

    /** What a proposal comes to, without the views behind it. */
    public static String decision(Proposal proposal) {
        if (proposal instanceof Proposal.Take take) {
            return "take " + take.direction() + " confidence=" + take.confidence() + " size=" + take.size()
                    + " timeStop=" + take.timeStopBars() + " stop=" + take.stopLoss() + " " + take.rationale();
        }
        Proposal.Pass pass = (Proposal.Pass) proposal;
        return "pass " + pass.reason() + " " + pass.smallestChange();
    }

    /** Views. */
    public static String ofViews(List<AgentView> views) {
        return views.stream().map(Text::of).collect(Collectors.joining(" | "));
    }
}
