package dev.barque.agents.standard;

import dev.barque.agents.internal.PythonNumbers;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.Shortfall;
import dev.barque.core.decision.SmallestChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The least that would have had to be different for a trade, named so that it can be tried: with the numbers of the views moved
 * to the bounds that it gives, the composer trades.
 *
 * <p>For each direction: the agents of most confidence fill the quorum, so that the least confidence is missing; an edge that is
 * missing then is taken from where a unit of confidence moves it most. That is mostly the other side, whose votes count more
 * than once in the comparison. The direction for which fewer agents would have to turn is the nearer one, then the one that
 * lacks less, then the one with more votes.
 */
final class NearestTrade implements SmallestChange.Search {
    /** By how much floating point may miss an edge that was computed, in units in the last place. */
    private static final int MOST_NUDGES = 64;

    /** From this share on all of an agent's confidence is meant, and not what rounding leaves of it. */
    private static final double ALL_OF_IT = 1 - 1e-12;

    /** How an agent stands to a direction. */
    private static final byte POINTS = 1;

    private static final byte OPPOSES = 2;
    private static final byte FILLS = 4;

    private final List<AgentView> views;
    private final double[] weights;
    private final int quorum;
    private final VotingSettings settings;
    private volatile @Nullable Way way;

    /**
     * Of views whose confidences lie in 0..1.
     *
     * @param weights what the confidence of each view is multiplied by, as known at the decision: asked for later, a source that
     *     learns might answer otherwise or not at all
     * @param quorum agents that must point one way
     * @param settings from which confidence an agent counts, and by how much the votes of the other side must be exceeded
     */
    NearestTrade(List<AgentView> views, double[] weights, int quorum, VotingSettings settings) {
        this.views = views;
        this.weights = weights;
        this.quorum = quorum;
        this.settings = settings;
    }

    /** The nearer way, looked for by the first who asks. */
    private Way way() {
        Way known = way;
        if (known == null) {
            known = nearer();
            way = known;
        }
        return known;
    }

    private Way nearer() {
        int lackingUp = lacking(Direction.LONG);
        int lackingDown = lacking(Direction.SHORT);
        if (lackingUp != lackingDown) {
            return new Way(lackingUp < lackingDown ? Direction.LONG : Direction.SHORT);
        }
        if (lackingUp > 0) {
            return new Way(votes(Direction.LONG) >= votes(Direction.SHORT) ? Direction.LONG : Direction.SHORT);
        }
        Way upward = new Way(Direction.LONG);
        Way downward = new Way(Direction.SHORT);
        return upward.isNoFartherThan(downward) ? upward : downward;
    }

    @Override
    public void appendTo(StringBuilder to) {
        way().appendTo(to);
    }

    @Override
    public double amount() {
        return way().amount();
    }

    @Override
    public void eachShortfall(SmallestChange.ShortfallReader to) {
        way().eachShortfall(to);
    }

    /** How many agents would have to turn. */
    private int lacking(Direction direction) {
        int pointing = 0;
        for (int i = 0; i < views.size(); i++) {
            pointing += views.get(i).bias() * direction.sign() > 0 ? 1 : 0;
        }
        return Math.max(0, quorum - pointing);
    }

    /** Of the agents that point one way, in the order and by the arithmetic of the composer. */
    private double votes(Direction direction) {
        double sum = 0;
        for (int i = 0; i < views.size(); i++) {
            if (views.get(i).bias() * direction.sign() > 0) {
                sum += views.get(i).confidence() * weights[i];
            }
        }
        return sum;
    }

    /** What one direction lacks. */
    private final class Way {
        private final Direction direction;
        private final double[] confidence = new double[views.size()];
        private final byte[] stands = new byte[views.size()];
        private final double votes;
        private final int lackingAgents;
        private double lackingConfidence;
        private double lackingEdge;

        Way(Direction direction) {
            this.direction = direction;
            for (int i = 0; i < views.size(); i++) {
                AgentView view = views.get(i);
                confidence[i] = view.confidence();
                double bias = view.bias() * direction.sign();
                stands[i] = bias > 0 ? POINTS : bias < 0 ? OPPOSES : 0;
            }
            votes = NearestTrade.this.votes(direction);
            lackingAgents = lacking(direction);
            turn();
            fillQuorum();
            makeEdge();
        }

        /** The most confident of those that speak and do not point this way would have to. */
        private void turn() {
            for (int turned = 0; turned < lackingAgents; turned++) {
                int best = -1;
                for (int i = 0; i < views.size(); i++) {
                    boolean candidate = !is(i, POINTS) && !views.get(i).abstains();
                    if (candidate && (best < 0 || deficit(i) < deficit(best))) {
                        best = i;
                    }
                }
                if (best < 0) {
                    return; // nobody is left who speaks
                }
                stands[best] = POINTS;
            }
        }

        private void fillQuorum() {
            for (int filled = 0; filled < quorum; filled++) {
                int best = -1;
                for (int i = 0; i < views.size(); i++) {
                    if (stands[i] == POINTS && (best < 0 || deficit(i) < deficit(best))) {
                        best = i;
                    }
                }
                if (best < 0) {
                    return;
                }
                stands[best] |= FILLS;
                lackingConfidence += deficit(best);
                confidence[best] = Math.max(confidence[best], threshold(best));
            }
        }

        /** How much confidence an agent lacks to count; of those that lack none the most confident comes first. */
        private double deficit(int i) {
            double lacking = threshold(i) - views.get(i).confidence();
            return Math.max(0, lacking);
        }

        private void makeEdge() {
            // Each turn uses one agent up or makes the edge; where nobody votes this way no turn does.
            for (int turn = 0; turn < views.size() && !hasEdge(); turn++) {
                int best = -1;
                for (int i = 0; i < views.size(); i++) {
                    if (room(i) > 0 && (best < 0 || leverage(i) > leverage(best))) {
                        best = i;
                    }
                }
                if (best < 0) {
                    return;
                }
                double before = confidence[best];
                double missing = settings.edge() * votes(OPPOSES) - votes(POINTS);
                double step = Math.max(0, missing) / leverage(best);
                step = step < room(best) * ALL_OF_IT ? step : room(best);
                int sign = is(best, POINTS) ? 1 : -1;
                confidence[best] = sign > 0 ? Math.min(1, before + step) : Math.max(0, before - step);
                for (int n = 0; n < MOST_NUDGES && !hasEdge() && room(best) > 0; n++) {
                    confidence[best] = sign > 0 ? Math.nextUp(confidence[best]) : Math.nextDown(confidence[best]);
                }
                lackingEdge += Math.abs(confidence[best] - before);
            }
        }

        private boolean hasEdge() {
            return votes(POINTS) > votes(OPPOSES) * settings.edge();
        }

        private int confident() {
            int count = 0;
            for (int i = 0; i < views.size(); i++) {
                count += is(i, POINTS) && confidence[i] >= threshold(i) ? 1 : 0;
            }
            return count;
        }

        private double room(int i) {
            return is(i, POINTS) ? 1 - confidence[i] : is(i, OPPOSES) ? confidence[i] : 0;
        }

        /** How far one unit of confidence moves the comparison. */
        private double leverage(int i) {
            double weight = weights[i];
            return is(i, POINTS) ? weight : weight * settings.edge();
        }

        /** In the order and by the arithmetic of the composer. */
        private double votes(byte of) {
            double sum = 0;
            for (int i = 0; i < views.size(); i++) {
                if (is(i, of)) {
                    sum += confidence[i] * weights[i];
                }
            }
            return sum;
        }

        private boolean is(int i, byte stand) {
            return (stands[i] & stand) != 0;
        }

        private double threshold(int i) {
            return settings.threshold(agent(i));
        }

        private String agent(int i) {
            return views.get(i).agent();
        }

        /** Of two for which no agent would have to turn. */
        boolean isNoFartherThan(Way other) {
            double own = lackingConfidence + lackingEdge;
            double others = other.lackingConfidence + other.lackingEdge;
            return own != others ? own < others : votes >= other.votes;
        }

        double amount() {
            return lackingAgents > 0 ? Double.NaN : lackingConfidence + lackingEdge;
        }

        void appendTo(StringBuilder text) {
            if (lackingAgents > 0) {
                text.append(lackingAgents)
                        .append(lackingAgents == 1 ? " more agent" : " more agents")
                        .append(" would have to point ")
                        .append(direction.text());
                return;
            }
            if (lackingConfidence > 0) {
                named(text, true);
                text.append(" confidence would align ")
                        .append(quorum)
                        .append(" agents ")
                        .append(direction.text());
            }
            if (lackingEdge > 0) {
                text.append(lackingConfidence > 0 ? ", and " : "");
                named(text, false);
                text.append(" confidence would give the edge to go ").append(direction.text());
            }
        }

        private void named(StringBuilder text, boolean forQuorum) {
            int before = text.length();
            for (int i = 0; i < views.size(); i++) {
                double toCount = is(i, FILLS) ? deficit(i) : 0;
                double by = forQuorum ? toCount : confidence[i] - views.get(i).confidence() - toCount;
                if (by != 0) {
                    text.append(text.length() == before ? "" : " and ")
                            .append(agent(i))
                            .append(by > 0 ? " +" : " ");
                    PythonNumbers.fixed(text, by, 3);
                }
            }
        }

        /** None where no numbers of those who speak would do. */
        void eachShortfall(SmallestChange.ShortfallReader to) {
            if (!hasEdge() || confident() < quorum) {
                return;
            }
            for (int i = 0; i < views.size(); i++) {
                AgentView view = views.get(i);
                if (is(i, POINTS) && !(view.bias() * direction.sign() > 0)) {
                    Shortfall.Reach reach = direction == Direction.LONG ? Shortfall.Reach.ABOVE : Shortfall.Reach.BELOW;
                    to.shortfall(view.agent(), Shortfall.BIAS, view.bias(), reach, 0);
                }
                if (confidence[i] != view.confidence()) {
                    Shortfall.Reach reach =
                            confidence[i] > view.confidence() ? Shortfall.Reach.AT_LEAST : Shortfall.Reach.AT_MOST;
                    to.shortfall(view.agent(), Shortfall.CONFIDENCE, view.confidence(), reach, confidence[i]);
                }
            }
        }
    }
}
