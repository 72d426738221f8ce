package dev.barque.agents.standard;

import dev.barque.agents.EngineInput;
import dev.barque.agents.EngineMemory;
import dev.barque.agents.EngineOutput;
import dev.barque.core.market.BarWindow;

/** What {@link LiquidityEngine} computes: the hour moves on bar by bar, and the history that the rank needs is remembered. */
final class LiquidityMemory implements EngineMemory {
    private static final double UNKNOWN_AMIHUD = 0.004;
    private static final double UNKNOWN_LAMBDA = 1.2;
    private static final double[] SLIPPAGE_CONE = {5, 10, 20};

    private final Rules rules;
    private final VolumeProfile profile = new VolumeProfile();
    private final AmihudRank rank = new AmihudRank();
    private final RecentHour hour;

    LiquidityMemory(Rules rules) {
        this.rules = rules;
        hour = new RecentHour(rules);
    }

    @Override
    public void compute(EngineInput input, EngineOutput out) {
        BarWindow window = rules.mended() ? input.window().upTo(input.nowMicros()) : input.window();
        hour.take(window, input.nowMicros());
        int size = hour.size();
        if (rules.mended() && size == 0) {
            return;
        }
        double amihud = hour.amihud();
        double lambda = hour.kyleLambda();
        int zones = profile.zones(hour.price(), hour.volume(), size, rules);
        writeZones(out, profile.found(), zones, size == 0 ? 0 : hour.price()[size - 1]);
        writeDepth(out, amihud, lambda);
        if (rules.mended()) {
            double share = rank.of(window, amihud);
            if (!Double.isNaN(share)) {
                out.float64(13, share);
            }
        }
    }

    private static void writeZones(EngineOutput out, double[] zones, int ends, double price) {
        int supports = 0;
        int held = 0;
        while (2 * supports < ends && zones[2 * supports + 1] < price) {
            held += zones[2 * supports + 1] > price * 0.995 ? 1 : 0;
            supports++;
        }
        int firstResistance = ends / 2;
        while (firstResistance > 0 && zones[2 * (firstResistance - 1)] > price) {
            firstResistance--;
        }
        int resistances = ends / 2 - firstResistance;
        out.int64(0, held);
        out.int64(1, Math.max(0, supports - 2));
        out.float64(2, 5.0);
        int shownSupports = Math.min(2, supports);
        out.intervalList(3, zones, 2 * (supports - shownSupports), 2 * supports);
        out.intervalList(4, zones, 2 * firstResistance, 2 * (firstResistance + Math.min(2, resistances)));
        double magnet = price;
        if (resistances > 0) {
            magnet = (zones[2 * firstResistance] + zones[2 * firstResistance + 1]) / 2;
        } else if (supports > 0) {
            magnet = (zones[2 * supports - 2] + zones[2 * supports - 1]) / 2;
        }
        boolean any = ends > 0;
        out.float64(8, any ? 0.7 : 0.5);
        out.float64List(9, SLIPPAGE_CONE);
        out.float64(10, magnet);
        out.int64(11, 6);
        out.float64(12, any ? 0.65 : 0.4);
    }

    private void writeDepth(EngineOutput out, double amihud, double lambda) {
        boolean known = !Double.isNaN(amihud) && !Double.isNaN(lambda);
        out.float64(7, known ? 0.7 : 0.5);
        if (rules.mended()) {
            // What could not be measured is null: a made-up 0.004 would look like a very illiquid market.
            if (!Double.isNaN(amihud)) {
                out.float64(5, amihud);
            }
            if (!Double.isNaN(lambda)) {
                out.float64(6, lambda);
            }
            return;
        }
        out.float64(5, Double.isNaN(amihud) ? UNKNOWN_AMIHUD : amihud);
        out.float64(6, Double.isNaN(lambda) ? UNKNOWN_LAMBDA : lambda);
    }
}
