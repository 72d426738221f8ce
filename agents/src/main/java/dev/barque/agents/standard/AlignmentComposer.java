package dev.barque.agents.standard;

import static dev.barque.agents.internal.PythonNumbers.max;
import static dev.barque.agents.internal.PythonNumbers.min;

import dev.barque.agents.Composer;
import dev.barque.agents.MarketContext;
import dev.barque.agents.Proposal;
import dev.barque.agents.internal.PythonNumbers;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Rationale;
import dev.barque.core.decision.Scores;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Votes: a trade needs a quorum of agents that point the same way with a confidence of at least 0.6, and 20 % more weight
 * than the other side. Size follows liquidity and confidence, the time stop the risk that the mood turns, the stop price the
 * liquidity zones.
 *
 * <p>The published quorum is 2, of three. Mended, it is the majority of those that speak, and at least 2.
 */
public final class AlignmentComposer implements Composer {
    /** Confidence from which an agent counts towards the quorum. */
    public static final double THRESHOLD = 0.6;

    private static final double EDGE = 1.2;
    private static final int LEAST_QUORUM = 2;

    private final Rules rules;
    private final Map<String, Double> reliability;
    private final int amihudField;

    AlignmentComposer(FeatureSchema schema, Rules rules, Map<String, Double> reliability) {
        this.rules = rules;
        this.reliability = Map.copyOf(reliability);
        amihudField = schema.indexOf("liquidity.present.amihud");
    }

    @Override
    public Proposal compose(List<AgentView> views, FeatureRow row, MarketContext market) {
        double amihud = rules.mended() ? row.float64Or(amihudField, Double.NaN) : RowFields.required(row, amihudField);
        return compose(views, amihud);
    }

    /** The proposal for these views in a market of this Amihud ratio (NaN when unknown). */
    public Proposal compose(List<AgentView> views, double amihud) {
        List<AgentView> clamped = new ArrayList<>(views.size());
        int voices = 0;
        for (AgentView view : views) {
            clamped.add(view.withConfidence(rules.clamp(view.confidence())));
            voices += view.abstains() ? 0 : 1;
        }
        double up = votes(clamped, Direction.LONG);
        double down = votes(clamped, Direction.SHORT);
        int quorum = rules.mended() ? Math.max(LEAST_QUORUM, voices / 2 + 1) : LEAST_QUORUM;
        boolean alignedUp = confident(clamped, Direction.LONG) >= quorum;
        boolean alignedDown = confident(clamped, Direction.SHORT) >= quorum;
        if (alignedUp && up > down * EDGE) {
            return take(clamped, up, down, Direction.LONG, amihud, voices);
        }
        if (alignedDown && down > up * EDGE) {
            return take(clamped, up, down, Direction.SHORT, amihud, voices);
        }
        NoTrade.Reason reason = NoTrade.Reason.NO_ALIGNMENT;
        if (rules.mended() && voices < quorum) {
            reason = NoTrade.Reason.TOO_FEW_VOICES;
        } else if (!alignedUp && !alignedDown) {
            reason = NoTrade.Reason.INSUFFICIENT_ALIGNMENT;
        } else if (up > 0 && down > 0 && Math.abs(up - down) < 0.2) {
            reason = NoTrade.Reason.MIXED_SIGNALS;
        }
        return new Proposal.Pass(
                clamped,
                scores(up, down),
                reason,
                NearestTrade.of(
                        clamped, quorum, agent -> THRESHOLD, EDGE, agent -> reliability.getOrDefault(agent, 1.0)));
    }

    private Proposal.Take take(
            List<AgentView> views, double up, double down, Direction direction, double amihud, int voices) {
        double own = direction == Direction.LONG ? up : down;
        double confidence = min(1.0, own / (up + down + 1e-9));
        double flip = flipProbability(views);
        double size = Sizing.ofAmihud(amihud) * min(1.0, 0.5 + confidence);
        int timeStop = (int) max(4, min(12, 10 * (1 - flip)));
        int agreeing = 0;
        for (AgentView view : views) {
            agreeing += view.bias() * direction.sign() > 0 ? 1 : 0;
        }
        Rationale rationale = new Rationale(
                agreeing + "/" + (rules.mended() ? voices : 3) + " agents agree",
                primaryDriver(views, direction),
                Sizing.quality(amihud, rules),
                flip > 0.5 ? "high" : flip > 0.3 ? "medium" : "low");
        return new Proposal.Take(
                views,
                scores(up, down),
                direction,
                rules.mended() ? confidence : PythonNumbers.round3(confidence),
                rules.mended() ? size : Sizing.publishedRounding(size, amihud),
                timeStop,
                stopLoss(views, direction),
                rationale);
    }

    private Scores scores(double up, double down) {
        return rules.mended() ? new Scores(up, down) : new Scores(PythonNumbers.round3(up), PythonNumbers.round3(down));
    }

    private double votes(List<AgentView> views, Direction direction) {
        double sum = 0;
        for (AgentView view : views) {
            if (view.bias() * direction.sign() > 0) {
                sum += weight(views, view.agent());
            }
        }
        return sum;
    }

    /** Weights go by name: of two views of one agent the later one gives the weight of both. */
    private double weight(List<AgentView> views, String agent) {
        for (int i = views.size() - 1; i >= 0; i--) {
            if (views.get(i).agent().equals(agent)) {
                return views.get(i).confidence() * reliability.getOrDefault(agent, 1.0);
            }
        }
        throw new IllegalStateException("No view of " + agent);
    }

    private static int confident(List<AgentView> views, Direction direction) {
        int count = 0;
        for (AgentView view : views) {
            count += view.bias() * direction.sign() > 0 && view.confidence() >= THRESHOLD ? 1 : 0;
        }
        return count;
    }

    private static String primaryDriver(List<AgentView> views, Direction direction) {
        AgentView best = views.get(0);
        for (AgentView view : views) {
            if (view.confidence() * view.bias() * direction.sign()
                    > best.confidence() * best.bias() * direction.sign()) {
                best = view;
            }
        }
        return best.agent();
    }

    /** How likely the mood turns; 0.3 when nobody says. The published system reads it back from two-decimal text. */
    private double flipProbability(List<AgentView> views) {
        double flip = 0.3;
        for (AgentView view : views) {
            if (view.agent().equals("sentiment")) {
                flip = rules.mended()
                        ? view.evidence()
                                .number(SentimentAgent.FLIP_PROBABILITY)
                                .orElse(flip)
                        : readBack(view.evidence().text(), flip);
            }
        }
        return flip;
    }

    private static double readBack(String notes, double otherwise) {
        String key = SentimentAgent.FLIP_PROBABILITY + "=";
        int at = notes.indexOf(key);
        if (at < 0) {
            return otherwise;
        }
        String rest = notes.substring(at + key.length());
        // The text up to the next comma, and no further than the next occurrence of the key.
        int end = rest.indexOf(key);
        String value = end < 0 ? rest : rest.substring(0, end);
        int comma = value.indexOf(',');
        return PythonNumbers.parse(comma < 0 ? value : value.substring(0, comma))
                .orElse(otherwise);
    }

    private double stopLoss(List<AgentView> views, Direction direction) {
        double stop = Double.NaN;
        for (AgentView view : views) {
            if (view.agent().equals("liquidity")) {
                List<Interval> zones = direction == Direction.LONG
                        ? view.levels().support()
                        : view.levels().resistance();
                if (!zones.isEmpty()) {
                    stop = rules.mended() ? beyondNearest(zones, direction) : beyondFarthest(zones, direction);
                }
            }
        }
        return stop;
    }

    private static double beyondFarthest(List<Interval> zones, Direction direction) {
        double stop =
                direction == Direction.LONG ? zones.get(0).lo() : zones.get(0).hi();
        for (Interval zone : zones) {
            stop = direction == Direction.LONG ? min(stop, zone.lo()) : max(stop, zone.hi());
        }
        return stop;
    }

    private static double beyondNearest(List<Interval> zones, Direction direction) {
        Interval nearest = zones.get(0);
        for (Interval zone : zones) {
            boolean nearer = direction == Direction.LONG ? zone.hi() > nearest.hi() : zone.lo() < nearest.lo();
            nearest = nearer ? zone : nearest;
        }
        return direction == Direction.LONG ? nearest.lo() : nearest.hi();
    }
}
