package dev.barque.backtest;

import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.Levels;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Rationale;
import dev.barque.core.decision.Scores;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.decision.Trade;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Interval;
import dev.barque.core.feature.RowId;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Days of made-up minutes with decisions and trades of every kind, the same for the same seed. Not a trading rule. */
public final class SyntheticReplays {
    public static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final FeatureSetId SET = FeatureSetId.of("v0.1.0");

    private final Symbol symbol;
    private final String profile;
    private final double threshold;
    private final int minutes;

    public SyntheticReplays(String symbol, String profile, double threshold, int minutes) {
        this.symbol = Symbol.of(symbol);
        this.profile = profile;
        this.threshold = threshold;
        this.minutes = minutes;
    }

    /** A trading day from 09:31 to 16:00 in New York if it has 390 minutes. */
    public ReplayResult day(LocalDate date, long seed) {
        Random random = new Random(seed);
        Bars.Builder builder = Bars.builder(symbol).interval(Duration.ofMinutes(1));
        Instant open = date.atTime(LocalTime.of(9, 30)).atZone(NEW_YORK).toInstant();
        double price = 672 + 10 * random.nextDouble();
        double drift = 0;
        for (int i = 1; i <= minutes; i++) {
            drift = 0.97 * drift + 0.02 * random.nextGaussian();
            price += drift + 0.12 * random.nextGaussian();
            builder.add(
                    UtcMicros.of(open) + i * UtcMicros.PER_MINUTE, price, 80_000 + random.nextInt(40_000), Double.NaN);
        }
        Bars bars = builder.build();
        return replay(bars, decisions(bars, random));
    }

    /** A curve of these points. */
    public static EquityCurve curve(long[] times, double... values) {
        return new EquityCurve(times, values, times.length);
    }

    private List<Decision> decisions(Bars bars, Random random) {
        List<Decision> decisions = new ArrayList<>();
        double[] strength = new double[3];
        for (int i = 0; i + 1 < bars.size(); i++) {
            for (int k = 0; k < 3; k++) {
                strength[k] = 0.93 * strength[k] + 0.17 * random.nextGaussian();
            }
            decisions.add(decide(bars, i, strength));
        }
        return decisions;
    }

    private Decision decide(Bars bars, int i, double[] strength) {
        Instant time = UtcMicros.toInstant(bars.time(i));
        if (i < 12) {
            return new NoTrade(
                    Grounds.empty(symbol, time, profile, null),
                    NoTrade.Reason.NO_FEATURES,
                    new SmallestChange("a feature row that is known by then", Double.NaN));
        }
        double last = bars.close(i);
        List<AgentView> views = new ArrayList<>();
        views.add(
                i % 50 < 6
                        ? AgentView.abstain("hedge", "no option chain was given")
                        : view(
                                "hedge",
                                strength[0],
                                "breakout",
                                "regime=pin, hedge_force=-0.0011, wall_dist=10.00",
                                Levels.none()));
        views.add(view(
                "liquidity",
                strength[1],
                "zone_follow",
                String.format(Locale.ROOT, "amihud=2.373e-12, lambda=%.4g, zones=1S/1R", Math.abs(strength[1]) * 1e-13),
                new Levels(
                        List.of(new Interval(last - 1.25, last - 1)), List.of(new Interval(last + 1, last + 1.25)))));
        views.add(view(
                "sentiment",
                strength[2],
                "risk_" + (strength[2] > 0 ? "on" : "off") + "_follow",
                String.format(Locale.ROOT, "regime=neutral, momo_z=%.2f, flip_prob=0.30", strength[2] * 3),
                Levels.none()));
        double up = score(views, 1);
        double down = score(views, -1);
        long above = views.stream().filter(v -> v.confidence() >= threshold).count();
        RowId row = new RowId(symbol, SET, time.minusSeconds(60), time, 1_000 + i);
        List<GuardVerdict> verdicts = i % 97 == 0
                ? List.of(new GuardVerdict("stale-data", GuardVerdict.Outcome.VETOED, 0, "12 bars of one price"))
                : List.of();
        Grounds grounds = new Grounds(symbol, time, profile, row, views, new Scores(up, down), verdicts);
        if (!verdicts.isEmpty()) {
            return new NoTrade(
                    grounds,
                    NoTrade.Reason.VETOED,
                    new SmallestChange("the guard stale-data would have to pass", Double.NaN));
        }
        if (above < 2) {
            double missing = threshold
                    - views.stream().mapToDouble(AgentView::confidence).max().orElse(0);
            return new NoTrade(
                    grounds,
                    NoTrade.Reason.INSUFFICIENT_ALIGNMENT,
                    new SmallestChange(
                            String.format(
                                    Locale.ROOT,
                                    "liquidity %+.3f confidence would align with sentiment to trade long",
                                    missing),
                            missing));
        }
        if (Math.abs(up - down) < 0.35) {
            return new NoTrade(
                    grounds,
                    NoTrade.Reason.MIXED_SIGNALS,
                    new SmallestChange(
                            String.format(Locale.ROOT, "an edge of 0.350 instead of %.3f", Math.abs(up - down)),
                            0.35 - Math.abs(up - down)));
        }
        Direction direction = up > down ? Direction.LONG : Direction.SHORT;
        return new Trade(
                grounds,
                direction,
                Math.min(1, Math.max(up, down) / 2),
                0.812,
                5 + i % 20,
                last - direction.sign() * 0.6,
                new Rationale("2/3 agents agree", "sentiment", i % 3 == 0 ? "good" : "fair", "low"));
    }

    private static AgentView view(String agent, double strength, String thesis, String evidence, Levels levels) {
        return AgentView.of(
                agent, Math.signum(strength), Math.min(1, Math.abs(strength)), thesis, levels, Evidence.of(evidence));
    }

    private static double score(List<AgentView> views, int sign) {
        return views.stream()
                .filter(v -> v.bias() * sign > 0)
                .mapToDouble(AgentView::confidence)
                .sum();
    }

    private ReplayResult replay(Bars bars, List<Decision> decisions) {
        List<ClosedTrade> trades = new ArrayList<>();
        double[] equity = new double[bars.size()];
        long[] times = new long[bars.size()];
        Trade open = null;
        int entry = 0;
        double entryPrice = 0;
        double earned = 0;
        for (int i = 0; i < bars.size(); i++) {
            Decision before = i == 0 ? null : decisions.get(i - 1);
            double slip = bars.close(i) * 1.5e-4;
            if (open != null) {
                ExitReason exit = exit(open, before, i - entry, bars.close(i), i == bars.size() - 1);
                if (exit != null) {
                    int sign = open.direction().sign();
                    double exitPrice = bars.close(i) - sign * slip;
                    double pnl = (exitPrice - entryPrice) * sign * open.size();
                    trades.add(new ClosedTrade(
                            open.direction(),
                            open.size(),
                            UtcMicros.toInstant(bars.time(entry)),
                            entryPrice,
                            UtcMicros.toInstant(bars.time(i)),
                            exitPrice,
                            exit,
                            pnl,
                            2 * slip * open.size(),
                            i - entry,
                            open.timeStopBars() - (i - entry),
                            open.confidence(),
                            open.rationale()));
                    earned += pnl;
                    open = null;
                }
            }
            if (open == null && before instanceof Trade trade && i < bars.size() - 1) {
                open = trade;
                entry = i;
                entryPrice = bars.close(i) + trade.direction().sign() * slip;
            }
            double mark = open == null
                    ? 0
                    : (bars.close(i) - entryPrice) * open.direction().sign() * open.size();
            times[i] = bars.time(i);
            equity[i] = earned + mark;
        }
        return new ReplayResult(
                profile,
                SET,
                bars,
                decisions,
                trades,
                new EquityCurve(times, equity, equity.length),
                statistics(trades, equity));
    }

    private static @Nullable ExitReason exit(
            Trade open, @Nullable Decision before, int held, double price, boolean lastBar) {
        if (lastBar) {
            return ExitReason.END_OF_DAY;
        }
        if (before instanceof Trade next && next.direction() != open.direction()) {
            return ExitReason.DIRECTION_FLIP;
        }
        if ((price - open.stopLoss()) * open.direction().sign() <= 0) {
            return ExitReason.STOP_LOSS;
        }
        return held >= open.timeStopBars() ? ExitReason.TIME_STOP : null;
    }

    private static ReplayStatistics statistics(List<ClosedTrade> trades, double[] equity) {
        double high = 0;
        double deepest = 0;
        for (double value : equity) {
            high = Math.max(high, value);
            deepest = Math.max(deepest, high - value);
        }
        return new ReplayStatistics(
                trades.stream().mapToDouble(ClosedTrade::pnl).sum(),
                trades.size(),
                trades.isEmpty()
                        ? 0
                        : (double) trades.stream().filter(t -> t.pnl() > 0).count() / trades.size(),
                trades.stream()
                        .mapToDouble(ClosedTrade::pnl)
                        .filter(p -> p > 0)
                        .average()
                        .orElse(0),
                trades.stream()
                        .mapToDouble(ClosedTrade::pnl)
                        .filter(p -> p < 0)
                        .average()
                        .orElse(0),
                0,
                deepest,
                trades.stream().mapToDouble(ClosedTrade::costs).sum());
    }
}
