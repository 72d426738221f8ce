package dev.barque.backtest.execution.calibration;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Where fills cost money: by liquidity and by hour of the day, with an answer in words to many trades that lose.
 *
 * @param liquidity what the buckets of liquidity go by, for people
 * @param total all fills
 * @param byLiquidity from the most liquid fifth to the least, then those of which it is not known
 * @param byHour by the hour of the zone that was asked for, where there are fills
 * @param findings in plain words, the most important first
 */
public record SlippageReport(
        String liquidity, Bucket total, List<Bucket> byLiquidity, List<Bucket> byHour, List<String> findings) {
    private static final int PARTS = 5;

    /** Keeps copies of the lists. */
    public SlippageReport {
        byLiquidity = List.copyOf(byLiquidity);
        byHour = List.copyOf(byHour);
        findings = List.copyOf(findings);
    }

    /**
     * Some of the fills.
     *
     * @param name of them
     * @param fills how many
     * @param meanBps their mean cost in basis points of the price on arrival
     * @param cost what they cost in all, in the currency of the quote
     * @param profit what they earned after costs; 0 of those of which it is not known
     * @param withProfit of how many it is known
     */
    public record Bucket(String name, int fills, double meanBps, double cost, double profit, int withProfit) {
        /** What they would have earned at the prices on arrival. */
        public double profitBeforeSlippage() {
            return profit + cost;
        }
    }

    /**
     * By the Amihud ratio where at least half of the fills have one, else by the share of the bar's volume.
     *
     * @param fills at least one
     * @param zone of the hours
     */
    public static SlippageReport of(List<RecordedFill> fills, ZoneId zone) {
        if (fills.isEmpty()) {
            throw new IllegalArgumentException("a report needs at least one fill");
        }
        long withAmihud = fills.stream().filter(f -> f.amihud() > 0).count();
        boolean amihud = withAmihud * 2 >= fills.size();
        ToDoubleFunction<RecordedFill> by = amihud
                ? f -> f.amihud() > 0 ? f.amihud() : Double.NaN
                : f -> Math.abs(f.quantity()) / Math.max(1, f.barVolume());
        Bucket total = bucket("all", fills);
        List<Bucket> byLiquidity = byLiquidity(fills, by);
        List<Bucket> byHour = byHour(fills, zone);
        return new SlippageReport(
                amihud ? "Amihud ratio" : "share of the bar's volume",
                total,
                byLiquidity,
                byHour,
                findings(total, byLiquidity, byHour));
    }

    private static List<Bucket> byLiquidity(List<RecordedFill> fills, ToDoubleFunction<RecordedFill> by) {
        List<RecordedFill> known = new ArrayList<>();
        List<RecordedFill> unknown = new ArrayList<>();
        fills.forEach(fill -> (Double.isFinite(by.applyAsDouble(fill)) ? known : unknown).add(fill));
        known.sort(Comparator.comparingDouble(by));
        List<Bucket> buckets = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            int from = (int) ((long) known.size() * part / PARTS);
            int to = (int) ((long) known.size() * (part + 1) / PARTS);
            if (to > from) {
                String name = String.format(
                        Locale.ROOT,
                        "%s%.3g to %.3g",
                        part == 0 ? "most liquid, " : part == PARTS - 1 ? "least liquid, " : "",
                        by.applyAsDouble(known.get(from)),
                        by.applyAsDouble(known.get(to - 1)));
                buckets.add(bucket(name, known.subList(from, to)));
            }
        }
        if (!unknown.isEmpty()) {
            buckets.add(bucket("not known", unknown));
        }
        return buckets;
    }

    private static List<Bucket> byHour(List<RecordedFill> fills, ZoneId zone) {
        TreeMap<Integer, List<RecordedFill>> hours = new TreeMap<>();
        for (RecordedFill fill : fills) {
            Instant time = Instant.ofEpochSecond(Math.floorDiv(fill.timeMicros(), 1_000_000L));
            hours.computeIfAbsent(time.atZone(zone).getHour(), hour -> new ArrayList<>())
                    .add(fill);
        }
        List<Bucket> buckets = new ArrayList<>();
        hours.forEach((hour, of) -> buckets.add(bucket(String.format(Locale.ROOT, "%02d:00", hour), of)));
        return buckets;
    }

    private static Bucket bucket(String name, List<RecordedFill> fills) {
        double bps = 0;
        double cost = 0;
        double profit = 0;
        int withProfit = 0;
        for (RecordedFill fill : fills) {
            bps += fill.costBps();
            cost += fill.cost();
            if (!Double.isNaN(fill.profit())) {
                profit += fill.profit();
                withProfit++;
            }
        }
        return new Bucket(name, fills.size(), bps / fills.size(), cost, profit, withProfit);
    }

    private static List<String> findings(Bucket total, List<Bucket> byLiquidity, List<Bucket> byHour) {
        List<String> findings = new ArrayList<>();
        findings.add(text(
                "%d fills paid %.2f in slippage, %.2f bps of the price on arrival each.",
                total.fills(), total.cost(), total.meanBps()));
        if (total.withProfit() > 0) {
            findings.add(verdict(total));
        } else {
            findings.add("Whether that ate the profit cannot be said: no fill has a pnl.");
        }
        if (total.cost() > 0) {
            findings.add(worst("of the slippage was paid in the bucket of liquidity", total, byLiquidity));
            findings.add(worst("of the slippage was paid in the hour", total, byHour));
        }
        return findings;
    }

    private static String verdict(Bucket total) {
        double before = total.profitBeforeSlippage();
        if (total.profit() < 0 && before > 0) {
            return text(
                    "Slippage turned a gain into a loss: %.2f before it, %.2f after it. Trade less often, smaller, or"
                            + " where it is liquid; the decisions themselves earned money.",
                    before, total.profit());
        }
        if (total.profit() < 0) {
            return text(
                    "The decisions lose without slippage too: %.2f before it, %.2f after it. Cheaper execution alone"
                            + " does not mend that.",
                    before, total.profit());
        }
        return text("The fills earned %.2f before slippage and %.2f after it.", before, total.profit());
    }

    private static String worst(String what, Bucket total, List<Bucket> buckets) {
        Bucket worst =
                buckets.stream().max(Comparator.comparingDouble(Bucket::cost)).orElseThrow();
        return text(
                "%.0f %% %s %s, with %.0f %% of the fills and %.2f bps each.",
                100 * worst.cost() / total.cost(),
                what,
                worst.name(),
                100.0 * worst.fills() / total.fills(),
                worst.meanBps());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
