package dev.barque.agents.standard;

import static dev.barque.agents.internal.PythonNumbers.max;
import static dev.barque.agents.internal.PythonNumbers.min;

import dev.barque.agents.Composer;
import dev.barque.agents.MarketContext;
import dev.barque.agents.Proposal;
import dev.barque.agents.internal.PythonNumbers;
import dev.barque.agents.reliability.ReliabilitySource;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Rationale;
import dev.barque.core.decision.Scores;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.Interval;
import java.util.List;
import java.util.Objects;

/**
 * Votes: a trade needs a quorum of agents that point the same way with enough confidence, and more weight than the other side
 * by an edge. Size follows liquidity and confidence, the time stop the risk that the mood turns, the stop price the liquidity
 * zones. Each number of it is one of {@link VotingSettings}; how much an agent's word counts is asked of a
 * {@link ReliabilitySource} for the instant of the decision.
 *
 * <p>The published quorum is 2, of three. Mended, it is the majority of those that speak, and at least 2.
 */
public final class AlignmentComposer implements Composer {
    /** The weights of a few agents that all count alike; nobody writes to it. */
    private static final double[] ONES = {1, 1, 1, 1, 1, 1, 1, 1};

    private final Rules rules;
    private final VotingSettings settings;
    private final ReliabilitySource reliability;
    private final int amihudField;

    AlignmentComposer(FeatureSchema schema, Rules rules, VotingSettings settings, ReliabilitySource reliability) {
        this.rules = rules;
        this.settings = Objects.requireNonNull(settings, "settings");
        this.reliability = Objects.requireNonNull(reliability, "reliability");
        amihudField = schema.indexOf("liquidity.present.amihud");
    }

    /** The numbers that it votes by. */
    public VotingSettings settings() {
        return settings;
    }

    @Override
    public Proposal compose(List<AgentView> views, FeatureRow row, MarketContext market) {
        double amihud = rules.mended() ? row.float64Or(amihudField, Double.NaN) : RowFields.required(row, amihudField);
        return compose(views, amihud, market.spot(), market.timeMicros());
    }

    /**
     * The proposal for these views in a market of this Amihud ratio (NaN when unknown), at an unknown price and before anything
     * could be known of the agents: with weights that do not change over time it is the proposal of any instant.
     */
    public Proposal compose(List<AgentView> views, double amihud) {
        return compose(views, amihud, Double.NaN, Long.MIN_VALUE);
    }

    private Proposal compose(List<AgentView> views, double amihud, double spot, long atMicros) {
        List<AgentView> clamped = clamped(views);
        int voices = 0;
        for (int i = 0; i < clamped.size(); i++) {
            voices += clamped.get(i).abstains() ? 0 : 1;
        }
        double[] weights = weights(clamped, atMicros);
        double up = votes(clamped, weights, Direction.LONG);
        double down = votes(clamped, weights, Direction.SHORT);
        int quorum = settings.quorum(voices);
        boolean alignedUp = confident(clamped, Direction.LONG) >= quorum;
        boolean alignedDown = confident(clamped, Direction.SHORT) >= quorum;
        if (alignedUp && up > down * settings.edge()) {
            return take(clamped, up, down, Direction.LONG, amihud, spot, voices);
        }
        if (alignedDown && down > up * settings.edge()) {
            return take(clamped, up, down, Direction.SHORT, amihud, spot, voices);
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
                SmallestChange.by(new NearestTrade(clamped, weights, quorum, settings)));
    }

    /** The views with confidences in 0..1; mostly they are so already. */
    private List<AgentView> clamped(List<AgentView> views) {
        int right = 0;
        while (right < views.size() && clamped(views.get(right)).equals(views.get(right))) {
            right++;
        }
        return right == views.size()
                ? List.copyOf(views)
                : views.stream().map(this::clamped).toList();
    }

    private AgentView clamped(AgentView view) {
        return view.withConfidence(rules.clamp(view.confidence()));
    }

    private Proposal.Take take(
            List<AgentView> views,
            double up,
            double down,
            Direction direction,
            double amihud,
            double spot,
            int voices) {
        double own = direction == Direction.LONG ? up : down;
        double confidence = min(1.0, own / (up + down + 1e-9));
        double flip = flipProbability(views);
        double size = Sizing.of(amihud, confidence, settings.size());
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
                rules.mended() ? size : Sizing.publishedRounding(size, amihud, settings.size()),
                settings.timeStop().bars(flip),
                stopLoss(views, direction, spot),
                rationale);
    }

    private Scores scores(double up, double down) {
        return rules.mended() ? new Scores(up, down) : new Scores(PythonNumbers.round3(up), PythonNumbers.round3(down));
    }

    /** What the confidence of each view is multiplied by. */
    private double[] weights(List<AgentView> views, long atMicros) {
        int equal = 0;
        while (equal < views.size() && weight(views.get(equal).agent(), atMicros) == 1) {
            equal++;
        }
        if (equal == views.size() && equal < ONES.length) {
            return ONES;
        }
        double[] weights = new double[views.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weight(views.get(i).agent(), atMicros);
        }
        return weights;
    }

    /**
     * What the confidence of an agent is multiplied by at an instant, UTC microseconds. Throws IllegalStateException where the
     * source of the weights gives none that can be used.
     */
    public double weight(String agent, long atMicros) {
        double weight = reliability.weight(agent, atMicros);
        // The published system counts with any number.
        if (rules.mended() && (!(weight >= 0) || weight == Double.POSITIVE_INFINITY)) {
            throw new IllegalStateException("The weight of agent '" + agent
                    + "' must be finite and not negative, but the reliability source of the profile says " + weight);
        }
        return weight;
    }

    private static double votes(List<AgentView> views, double[] weights, Direction direction) {
        double sum = 0;
        for (int i = 0; i < views.size(); i++) {
            if (views.get(i).bias() * direction.sign() > 0) {
                sum += lastConfidence(views, views.get(i).agent()) * weights[i];
            }
        }
        return sum;
    }

    /** Votes go by name: of two views of one agent the later one gives the confidence of both. */
    private static double lastConfidence(List<AgentView> views, String agent) {
        for (int i = views.size() - 1; i >= 0; i--) {
            if (views.get(i).agent().equals(agent)) {
                return views.get(i).confidence();
            }
        }
        throw new IllegalStateException("No view of " + agent);
    }

    private int confident(List<AgentView> views, Direction direction) {
        int count = 0;
        for (int i = 0; i < views.size(); i++) {
            AgentView view = views.get(i);
            boolean sure = view.confidence() >= settings.threshold(view.agent());
            count += view.bias() * direction.sign() > 0 && sure ? 1 : 0;
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

    /** How likely the mood turns; what the settings say when nobody does. The published system reads it back from two-decimal text. */
    private double flipProbability(List<AgentView> views) {
        double flip = settings.timeStop().unknownFlip();
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

    private double stopLoss(List<AgentView> views, Direction direction, double spot) {
        VotingSettings.Stop rule = settings.stop();
        double stop = Double.NaN;
        for (AgentView view : views) {
            if (view.agent().equals("liquidity") && rule.zone() != VotingSettings.Zone.NONE) {
                List<Interval> zones = direction == Direction.LONG
                        ? view.levels().support()
                        : view.levels().resistance();
                if (!zones.isEmpty()) {
                    stop = rule.zone() == VotingSettings.Zone.NEAREST
                            ? beyondNearest(zones, direction)
                            : beyondFarthest(zones, direction);
                    stop *= 1 - direction.sign() * rule.beyondBps() / 10_000;
                }
            }
        }
        // An unknown price leaves the stop unknown.
        return Double.isNaN(stop) && rule.fallbackBps() > 0
                ? spot * (1 - direction.sign() * rule.fallbackBps() / 10_000)
                : stop;
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
