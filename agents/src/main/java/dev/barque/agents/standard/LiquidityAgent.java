package dev.barque.agents.standard;

import static dev.barque.agents.internal.PythonNumbers.general;
import static dev.barque.agents.internal.PythonNumbers.max;
import static dev.barque.agents.internal.PythonNumbers.min;

import dev.barque.agents.Agent;
import dev.barque.agents.MarketContext;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.Levels;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.Interval;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Reads the terrain: leans towards the next magnet, or away from the nearer zone, with a confidence that falls in a thin
 * market.
 */
final class LiquidityAgent implements Agent {
    /** Distance in price below which the magnet says nothing. */
    private static final double MEANINGFUL_DISTANCE = 0.1;

    private final Rules rules;
    private final int support;
    private final int resistance;
    private final int amihud;
    private final int lambda;
    private final int confidence;
    private final int magnet;
    private final int rank;

    LiquidityAgent(FeatureSchema schema, Rules rules) {
        this.rules = rules;
        support = schema.indexOf("liquidity.present.support");
        resistance = schema.indexOf("liquidity.present.resistance");
        amihud = schema.indexOf("liquidity.present.amihud");
        lambda = schema.indexOf("liquidity.present.lambda_impact");
        confidence = schema.indexOf("liquidity.present.conf");
        magnet = schema.indexOf("liquidity.future.next_magnet");
        rank = rules.mended() ? schema.indexOf("liquidity.present.amihud_rank") : -1;
    }

    @Override
    public String id() {
        return "liquidity";
    }

    @Override
    public AgentView view(FeatureRow row, MarketContext market) {
        if (rules.mended()) {
            if (row.isNull(confidence) || row.isNull(amihud)) {
                return AgentView.abstain(id(), "liquidity could not be measured");
            }
            if (row.isNull(rank)) {
                return AgentView.abstain(id(), "too little history to judge liquidity by");
            }
        } else if (row.isNull(support) || row.isNull(resistance)) {
            throw RowFields.missing(row, row.isNull(support) ? support : resistance);
        }
        List<Interval> supports = row.intervals(support);
        List<Interval> resistances = row.intervals(resistance);
        double ratio = RowFields.required(row, amihud);
        double impact = rules.mended() ? row.float64Or(lambda, Double.NaN) : RowFields.required(row, lambda);
        double base = RowFields.required(row, confidence);
        double bias = magnetBias(row, market.spot());
        if (bias == 0 && !(supports.isEmpty() && resistances.isEmpty())) {
            bias = zoneBias(supports, resistances, market.spot());
        }
        int more = Integer.compare(supports.size(), resistances.size());
        return AgentView.of(
                id(),
                bias,
                rules.clamp(base * quality(row, ratio)),
                more > 0 ? "support_dominant" : more < 0 ? "resistance_dominant" : "zone_follow",
                new Levels(supports, resistances),
                new Seen(ratio, impact, supports.size(), resistances.size()));
    }

    /**
     * How good liquidity is, 1 for the best. Published: on an absolute scale from 1e-15 (1) to 1 (0), by which no real market
     * reaches 0.9. Mended: against the symbol's own history; at least as liquid as its own median is full quality, and from
     * there it falls to 0 for the least liquid hour seen.
     */
    private double quality(FeatureRow row, double ratio) {
        if (rules.mended()) {
            return Math.min(1, 2 * (1 - row.float64(rank)));
        }
        return ratio > 0 ? min(1.0, -Math.log10(max(ratio, 1e-15)) / 15) : 0.5;
    }

    private double magnetBias(FeatureRow row, double spot) {
        if (row.isNull(magnet)) {
            return 0;
        }
        double distance = row.float64(magnet) - spot;
        return Math.abs(distance) > MEANINGFUL_DISTANCE ? (distance > 0 ? 1 : -1) : 0;
    }

    private static double zoneBias(List<Interval> supports, List<Interval> resistances, double spot) {
        double nearestSupport = supports.isEmpty() ? 0 : fold(supports, Interval::hi, 1);
        double nearestResistance =
                resistances.isEmpty() ? Double.POSITIVE_INFINITY : fold(resistances, Interval::lo, -1);
        if (nearestSupport > 0 && Math.abs(spot - nearestSupport) < Math.abs(spot - nearestResistance)) {
            return 1;
        }
        return nearestResistance < Double.POSITIVE_INFINITY ? -1 : 0;
    }

    /** Greatest (sign 1) or least (sign -1) end, the first standing unless a later one beats it. */
    private static double fold(List<Interval> zones, ToDoubleFunction<Interval> end, int sign) {
        double best = end.applyAsDouble(zones.get(0));
        for (Interval zone : zones) {
            double candidate = end.applyAsDouble(zone);
            best = sign > 0 ? max(best, candidate) : min(best, candidate);
        }
        return best;
    }

    private record Seen(double amihud, double lambda, int supports, int resistances) implements Evidence {
        @Override
        public String text() {
            StringBuilder text = new StringBuilder();
            appendTo(text);
            return text.toString();
        }

        @Override
        public void appendTo(StringBuilder to) {
            general(to.append("amihud="), amihud, 4);
            general(to.append(", lambda="), lambda, 3);
            to.append(", zones=")
                    .append(supports)
                    .append("S/")
                    .append(resistances)
                    .append('R');
        }
    }
}
