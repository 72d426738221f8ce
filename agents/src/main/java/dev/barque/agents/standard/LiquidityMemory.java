package dev.barque.agents.standard;

import dev.barque.agents.EngineInput;
import dev.barque.agents.EngineMemory;
import dev.barque.agents.EngineOutput;
import dev.barque.agents.internal.Frame;
import dev.barque.core.market.BarWindow;
import dev.barque.core.time.UtcMicros;
import java.util.Arrays;

/**
 * What {@link LiquidityEngine} computes. The hour is computed anew each time, over arrays that are kept; the history that the
 * rank needs is remembered.
 */
final class LiquidityMemory implements EngineMemory {
    private static final long HOUR_MICROS = 60 * UtcMicros.PER_MINUTE;
    private static final int FALLBACK_BARS = 20;
    private static final double UNKNOWN_AMIHUD = 0.004;
    private static final double UNKNOWN_LAMBDA = 1.2;
    private static final double[] SLIPPAGE_CONE = {5, 10, 20};

    private final Rules rules;
    private final VolumeProfile profile = new VolumeProfile();
    private final AmihudRank rank = new AmihudRank();
    private final Columns hour = new Columns();
    private final Columns sorted = new Columns();
    private double[] changes = {};
    private double[] ratios = {};

    LiquidityMemory(Rules rules) {
        this.rules = rules;
    }

    @Override
    public void compute(EngineInput input, EngineOutput out) {
        // The published system has no upper bound: bars later than 'now' are looked at too.
        BarWindow window = rules.mended() ? input.window().upTo(input.nowMicros()) : input.window();
        takeLastHour(window, input.nowMicros());
        int size = hour.size;
        if (rules.mended() && size == 0) {
            return;
        }
        double amihud = Double.NaN;
        double lambda = Double.NaN;
        if (size >= 2) {
            Columns ordered = hour.isTimeOrdered() ? hour : sorted.sortedFrom(hour);
            if (changes.length < size) {
                changes = new double[hour.price.length];
                ratios = new double[hour.price.length];
            }
            Frame.relativeChanges(ordered.price, 0, size, changes);
            amihud = Illiquidity.amihud(changes, ordered.dollarVolume, size, ratios);
            lambda = Illiquidity.kyleLambda(changes, ordered.dollarVolume, size);
        }
        int zones = profile.zones(hour.price, hour.volume, size, rules);
        writeZones(out, profile.found(), zones, size == 0 ? 0 : hour.price[size - 1]);
        writeDepth(out, amihud, lambda);
        if (rules.mended()) {
            double share = rank.of(window, amihud);
            if (!Double.isNaN(share)) {
                out.float64(13, share);
            }
        }
    }

    /** The bars of the last hour, in the order in which they arrived. */
    private void takeLastHour(BarWindow window, long now) {
        hour.size = 0;
        for (int i = 0; i < window.size(); i++) {
            long time = window.time(i);
            if (time > now - HOUR_MICROS && (!rules.mended() || time <= now)) {
                hour.add(window, i);
            }
        }
        // Under the mended rules a bar that is still in the future must not come back through the fallback.
        if (hour.size == 0 && !rules.mended()) {
            for (int i = Math.max(0, window.size() - FALLBACK_BARS); i < window.size(); i++) {
                hour.add(window, i);
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

    /** Bars in columns that grow and are used again. */
    private static final class Columns {
        private int size;
        private long[] time = new long[64];
        private double[] price = new double[64];
        private double[] volume = new double[64];
        private double[] dollarVolume = new double[64];

        void add(BarWindow window, int i) {
            put(window.time(i), window.close(i), window.volume(i), window.dollarVolume(i));
        }

        private void put(long at, double close, double traded, double value) {
            if (size == time.length) {
                time = Arrays.copyOf(time, 2 * size);
                price = Arrays.copyOf(price, 2 * size);
                volume = Arrays.copyOf(volume, 2 * size);
                dollarVolume = Arrays.copyOf(dollarVolume, 2 * size);
            }
            time[size] = at;
            price[size] = close;
            volume[size] = traded;
            dollarVolume[size] = value;
            size++;
        }

        boolean isTimeOrdered() {
            for (int i = 1; i < size; i++) {
                if (time[i] < time[i - 1]) {
                    return false;
                }
            }
            return true;
        }

        Columns sortedFrom(Columns other) {
            size = 0;
            for (int i : Frame.orderOf(Arrays.copyOf(other.time, other.size))) {
                put(other.time[i], other.price[i], other.volume[i], other.dollarVolume[i]);
            }
            return this;
        }
    }
}
