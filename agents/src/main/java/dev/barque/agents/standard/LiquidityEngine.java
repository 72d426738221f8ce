package dev.barque.agents.standard;

import dev.barque.agents.EngineDescriptor;
import dev.barque.agents.EngineInput;
import dev.barque.agents.EngineOutput;
import dev.barque.agents.FeatureEngine;
import dev.barque.agents.internal.Frame;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.market.BarWindow;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.util.Arrays;

/**
 * The terrain: how deep the market is ({@link Illiquidity}) and where much was traded ({@link VolumeProfile}), over the last
 * hour or, where that holds no bar, the last 20 bars.
 */
final class LiquidityEngine implements FeatureEngine {
    static final FeatureSchema SCHEMA = schema().build();
    static final FeatureSchema MENDED_SCHEMA =
            schema().float64("liquidity.present.amihud_rank", "1").build();

    private static final long HOUR_MICROS = 60 * UtcMicros.PER_MINUTE;
    private static final int FALLBACK_BARS = 20;
    private static final double UNKNOWN_AMIHUD = 0.004;
    private static final double UNKNOWN_LAMBDA = 1.2;

    private final Rules rules;
    private final EngineDescriptor descriptor;

    LiquidityEngine(Rules rules) {
        this.rules = rules;
        descriptor = rules.mended()
                ? new EngineDescriptor(
                        "liquidity", "1", MENDED_SCHEMA, AmihudRank.HISTORY_BARS + AmihudRank.SPAN_BARS, Duration.ZERO)
                : new EngineDescriptor("liquidity", "0", SCHEMA, 61, Duration.ZERO);
    }

    private static FeatureSchema.Builder schema() {
        return FeatureSchema.builder()
                .int64("liquidity.past.zones_held", "zones")
                .int64("liquidity.past.zones_broken", "zones")
                .float64("liquidity.past.slippage_err_bps", "bps")
                .add("liquidity.present.support", FeatureType.INTERVAL_LIST, "USD")
                .add("liquidity.present.resistance", FeatureType.INTERVAL_LIST, "USD")
                .float64("liquidity.present.amihud", "1/USD")
                .float64("liquidity.present.lambda_impact", "1/USD")
                .float64("liquidity.present.conf", "1")
                .float64("liquidity.future.zone_survival", "1")
                .add("liquidity.future.slippage_cone_bps", FeatureType.FLOAT64_LIST, "bps")
                .float64("liquidity.future.next_magnet", "USD")
                .int64("liquidity.future.eta_bars", "bars")
                .float64("liquidity.future.conf", "1");
    }

    @Override
    public EngineDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public void compute(EngineInput input, EngineOutput out) {
        // The published system has no upper bound: bars later than 'now' are looked at too.
        BarWindow window = rules.mended() ? input.window().upTo(input.nowMicros()) : input.window();
        Columns hour = Columns.lastHour(window, input.nowMicros(), rules);
        if (rules.mended() && hour.size() == 0) {
            return;
        }
        Columns ordered = hour.inTimeOrder();
        double[] changes = Frame.relativeChanges(ordered.price);
        boolean enough = hour.size() >= 2;
        double amihud = enough ? Illiquidity.amihud(changes, ordered.dollarVolume) : Double.NaN;
        double lambda = enough ? Illiquidity.kyleLambda(changes, ordered.dollarVolume) : Double.NaN;
        double[] zones = VolumeProfile.zones(hour.price, hour.volume, rules);
        double price = hour.size() == 0 ? 0 : hour.price[hour.size() - 1];
        writeZones(out, zones, price);
        writeDepth(out, amihud, lambda);
        if (rules.mended()) {
            double rank = AmihudRank.of(window, amihud);
            if (!Double.isNaN(rank)) {
                out.float64(13, rank);
            }
        }
    }

    private static void writeZones(EngineOutput out, double[] zones, double price) {
        int supports = 0;
        int held = 0;
        while (2 * supports < zones.length && zones[2 * supports + 1] < price) {
            held += zones[2 * supports + 1] > price * 0.995 ? 1 : 0;
            supports++;
        }
        int firstResistance = zones.length / 2;
        while (firstResistance > 0 && zones[2 * (firstResistance - 1)] > price) {
            firstResistance--;
        }
        int resistances = zones.length / 2 - firstResistance;
        out.int64(0, held);
        out.int64(1, Math.max(0, supports - 2));
        out.float64(2, 5.0);
        int shownSupports = Math.min(2, supports);
        out.intervalList(3, Arrays.copyOfRange(zones, 2 * (supports - shownSupports), 2 * supports));
        out.intervalList(
                4, Arrays.copyOfRange(zones, 2 * firstResistance, 2 * (firstResistance + Math.min(2, resistances))));
        double magnet = price;
        if (resistances > 0) {
            magnet = (zones[2 * firstResistance] + zones[2 * firstResistance + 1]) / 2;
        } else if (supports > 0) {
            magnet = (zones[2 * supports - 2] + zones[2 * supports - 1]) / 2;
        }
        boolean any = zones.length > 0;
        out.float64(8, any ? 0.7 : 0.5);
        out.float64List(9, 5, 10, 20);
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

    /** The bars that count, in the order in which they arrived. */
    private static final class Columns {
        private final long[] time;
        private final double[] price;
        private final double[] volume;
        private final double[] dollarVolume;

        private Columns(int size) {
            time = new long[size];
            price = new double[size];
            volume = new double[size];
            dollarVolume = new double[size];
        }

        static Columns lastHour(BarWindow window, long now, Rules rules) {
            int size = 0;
            for (int i = 0; i < window.size(); i++) {
                size += counts(window.time(i), now, rules) ? 1 : 0;
            }
            if (size == 0) {
                // Under the mended rules a bar that is still in the future must not come back through the fallback.
                return rules.mended()
                        ? new Columns(0)
                        : of(window.last(FALLBACK_BARS), now, rules, Math.min(FALLBACK_BARS, window.size()), true);
            }
            return of(window, now, rules, size, false);
        }

        private static boolean counts(long time, long now, Rules rules) {
            return time > now - HOUR_MICROS && (!rules.mended() || time <= now);
        }

        private static Columns of(BarWindow window, long now, Rules rules, int size, boolean all) {
            Columns out = new Columns(size);
            int next = 0;
            for (int i = 0; i < window.size(); i++) {
                if (all || counts(window.time(i), now, rules)) {
                    out.time[next] = window.time(i);
                    out.price[next] = window.close(i);
                    out.volume[next] = window.volume(i);
                    out.dollarVolume[next] = window.dollarVolume(i);
                    next++;
                }
            }
            return out;
        }

        int size() {
            return time.length;
        }

        Columns inTimeOrder() {
            int[] order = Frame.orderOf(time);
            Columns out = new Columns(size());
            for (int i = 0; i < order.length; i++) {
                out.time[i] = time[order[i]];
                out.price[i] = price[order[i]];
                out.volume[i] = volume[order[i]];
                out.dollarVolume[i] = dollarVolume[order[i]];
            }
            return out;
        }
    }
}
