package dev.barque.agents.standard;

import dev.barque.agents.internal.PythonNumbers;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.Shortfall;
import dev.barque.core.decision.SmallestChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The least that would have had to be different for a trade, named so that it can be tried: with the numbers of the views moved
 * to the bounds that it gives, the composer trades.
 *
 * <p>For each direction: the agents of most confidence fill the quorum, so that the least confidence is missing; an edge that is
 * missing then is taken from where a unit of confidence moves it most. That is mostly the other side, whose votes count more
 * than once in the comparison. The direction for which fewer agents would have to turn is the nearer one, then the one that
 * lacks less, then the one with more votes.
 */
final class NearestTrade {
    /** By how much floating point may miss an edge that was computed, in units in the last place. */
    private static final int MOST_NUDGES = 64;

    /** From this share on all of an agent's confidence is meant, and not what rounding leaves of it. */
    private static final double ALL_OF_IT = 1 - 1e-12;

    private final List<AgentView> views;
    private final int quorum;
    private final ToDoubleFunction<String> threshold;
    private final double edge;
    private final ToDoubleFunction<String> reliability;

    private NearestTrade(
            List<AgentView> views,
            int quorum,
            ToDoubleFunction<String> threshold,
            double edge,
            ToDoubleFunction<String> reliability) {
        this.views = views;
        this.quorum = quorum;
        this.threshold = threshold;
        this.edge = edge;
        this.reliability = reliability;
    }

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
        NearestTrade nearest = new NearestTrade(views, quorum, threshold, edge, reliability);
        int lackingUp = nearest.lacking(Direction.LONG);
        int lackingDown = nearest.lacking(Direction.SHORT);
        if (lackingUp != lackingDown) {
            return nearest.new Way(lackingUp < lackingDown ? Direction.LONG : Direction.SHORT).change();
        }
        Way upward = nearest.new Way(Direction.LONG);
        Way downward = nearest.new Way(Direction.SHORT);
        return upward.isNoFartherThan(downward) ? upward.change() : downward.change();
    }

    /** How many agents would have to turn. */
    private int lacking(Direction direction) {
        int pointing = 0;
        for (int i = 0; i < views.size(); i++) {
            pointing += views.get(i).bias() * direction.sign() > 0 ? 1 : 0;
        }
        return Math.max(0, quorum - pointing);
    }

    /** What one direction lacks. */
    private final class Way {
        private final Direction direction;
        private final double[] confidence = new double[views.size()];
        private final boolean[] points = new boolean[views.size()];
        private final boolean[] opposes = new boolean[views.size()];
        private final boolean[] fills = new boolean[views.size()];
        private final double votes;
        private final int lackingAgents;
        private double lackingConfidence;
        private double lackingEdge;

        Way(Direction direction) {
            this.direction = direction;
            for (int i = 0; i < views.size(); i++) {
                AgentView view = views.get(i);
                confidence[i] = view.confidence();
                points[i] = view.bias() * direction.sign() > 0;
                opposes[i] = view.bias() * direction.sign() < 0;
            }
            votes = votes(points);
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
                    boolean candidate = !points[i] && !views.get(i).abstains();
                    if (candidate && (best < 0 || deficit(i) < deficit(best))) {
                        best = i;
                    }
                }
                if (best < 0) {
                    return; // nobody is left who speaks
                }
                points[best] = true;
                opposes[best] = false;
            }
        }

        private void fillQuorum() {
            for (int filled = 0; filled < quorum; filled++) {
                int best = -1;
                for (int i = 0; i < views.size(); i++) {
                    if (points[i] && !fills[i] && (best < 0 || deficit(i) < deficit(best))) {
                        best = i;
                    }
                }
                if (best < 0) {
                    return;
                }
                fills[best] = true;
                lackingConfidence += deficit(best);
                confidence[best] = Math.max(confidence[best], threshold.applyAsDouble(agent(best)));
            }
        }

        /** How much confidence an agent lacks to count; of those that lack none the most confident comes first. */
        private double deficit(int i) {
            double lacking = threshold.applyAsDouble(agent(i)) - views.get(i).confidence();
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
                double missing = edge * votes(opposes) - votes(points);
                double step = Math.max(0, missing) / leverage(best);
                step = step < room(best) * ALL_OF_IT ? step : room(best);
                int sign = points[best] ? 1 : -1;
                confidence[best] = points[best] ? Math.min(1, before + step) : Math.max(0, before - step);
                for (int n = 0; n < MOST_NUDGES && !hasEdge() && room(best) > 0; n++) {
                    confidence[best] = sign > 0 ? Math.nextUp(confidence[best]) : Math.nextDown(confidence[best]);
                }
                lackingEdge += Math.abs(confidence[best] - before);
            }
        }

        private boolean hasEdge() {
            return votes(points) > votes(opposes) * edge;
        }

        private int confident() {
            int count = 0;
            for (int i = 0; i < views.size(); i++) {
                count += points[i] && confidence[i] >= threshold.applyAsDouble(agent(i)) ? 1 : 0;
            }
            return count;
        }

        private double room(int i) {
            return points[i] ? 1 - confidence[i] : opposes[i] ? confidence[i] : 0;
        }

        /** How far one unit of confidence moves the comparison. */
        private double leverage(int i) {
            double weight = reliability.applyAsDouble(agent(i));
            return points[i] ? weight : weight * edge;
        }

        /** In the order and by the arithmetic of the composer. */
        private double votes(boolean[] of) {
            double sum = 0;
            for (int i = 0; i < views.size(); i++) {
                if (of[i]) {
                    sum += confidence[i] * reliability.applyAsDouble(agent(i));
                }
            }
            return sum;
        }

        private String agent(int i) {
            return views.get(i).agent();
        }

        /** Of two for which as many agents would have to turn. */
        boolean isNoFartherThan(Way other) {
            double own = lackingAgents > 0 ? 0 : lackingConfidence + lackingEdge;
            double others = lackingAgents > 0 ? 0 : other.lackingConfidence + other.lackingEdge;
            return own != others ? own < others : votes >= other.votes;
        }

        SmallestChange change() {
            List<Shortfall> shortfalls = shortfalls();
            if (lackingAgents > 0) {
                return new SmallestChange(
                        lackingAgents + " more agent" + (lackingAgents == 1 ? "" : "s") + " would have to point "
                                + direction.text(),
                        Double.NaN,
                        shortfalls);
            }
            StringBuilder text = new StringBuilder();
            if (lackingConfidence > 0) {
                named(text, true);
                text.append(" confidence would align ")
                        .append(quorum)
                        .append(" agents ")
                        .append(direction.text());
            }
            if (lackingEdge > 0) {
                text.append(text.isEmpty() ? "" : ", and ");
                named(text, false);
                text.append(" confidence would give the edge to go ").append(direction.text());
            }
            return new SmallestChange(text.toString(), lackingConfidence + lackingEdge, shortfalls);
        }

        private void named(StringBuilder text, boolean forQuorum) {
            int before = text.length();
            for (int i = 0; i < views.size(); i++) {
                double toCount = fills[i] ? deficit(i) : 0;
                double by = forQuorum ? toCount : confidence[i] - views.get(i).confidence() - toCount;
                if (by != 0) {
                    text.append(text.length() == before ? "" : " and ")
                            .append(agent(i))
                            .append(by > 0 ? " +" : " ")
                            .append(PythonNumbers.fixed(by, 3));
                }
            }
        }

        /** None where no numbers of those who speak would do. */
        private List<Shortfall> shortfalls() {
            if (!hasEdge() || confident() < quorum) {
                return List.of();
            }
            List<Shortfall> shortfalls = new ArrayList<>(2);
            for (int i = 0; i < views.size(); i++) {
                AgentView view = views.get(i);
                if (points[i] && !(view.bias() * direction.sign() > 0)) {
                    shortfalls.add(new Shortfall(
                            view.agent(),
                            Shortfall.BIAS,
                            view.bias(),
                            direction == Direction.LONG ? Shortfall.Reach.ABOVE : Shortfall.Reach.BELOW,
                            0));
                }
                if (confidence[i] != view.confidence()) {
                    shortfalls.add(new Shortfall(
                            view.agent(),
                            Shortfall.CONFIDENCE,
                            view.confidence(),
                            confidence[i] > view.confidence() ? Shortfall.Reach.AT_LEAST : Shortfall.Reach.AT_MOST,
                            confidence[i]));
                }
            }
            return shortfalls;
        }
    }
}
