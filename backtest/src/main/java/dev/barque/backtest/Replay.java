package dev.barque.backtest;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.DecisionSession;
import dev.barque.agents.MarketContext;
import dev.barque.core.account.Fill;
import dev.barque.core.decision.Circumstances;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.DecisionLog;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Trade;
import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.feature.FeatureReader;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.RowCursor;
import dev.barque.core.market.Bars;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Replays bars through the pipeline that decides live: at each bar the features are read as of its instant, one decision is
 * made, and what it asks for is executed at the next bar's price with slippage. The last bar only executes; a position that
 * is still open is closed at its price. Keeps no state between runs; safe for use by several threads.
 */
public final class Replay {
    private final DecisionPipeline pipeline;
    private final ReplayRules rules;
    private final DecisionLog log;
    private final int amihudField;

    /** A replay of these decisions under these rules. */
    public Replay(DecisionPipeline pipeline, ReplayRules rules) {
        this(pipeline, rules, DecisionLog.none());
    }

    private Replay(DecisionPipeline pipeline, ReplayRules rules, DecisionLog log) {
        this.pipeline = pipeline;
        this.rules = rules;
        this.log = log;
        amihudField = pipeline.profile().featureSet().schema().indexOf("liquidity.present.amihud");
    }

    /**
     * The same, and every decision goes to a log when it is made: one for each bar. That on the last bar is made for the log
     * alone, since there is no bar behind it on which it could be executed. Closing the log is left to its owner.
     */
    public Replay loggingTo(DecisionLog to) {
        return new Replay(pipeline, rules, to);
    }

    /** Replays bars with the features of the profile's own set. */
    public ReplayResult run(Bars bars, FeatureReader features) {
        return run(bars, features, pipeline.profile().featureSet().id());
    }

    /** Replays bars with the features of another version that has the same schema; guards know nothing but bars and rows. */
    public ReplayResult run(Bars bars, FeatureReader features, FeatureSetId set) {
        return run(bars, features, set, Optional.empty());
    }

    /** Replays bars and shows guards the account that comes of it and what surrounds it. */
    public ReplayResult run(Bars bars, FeatureReader features, FeatureSetId set, ReplayCircumstances circumstances) {
        return run(bars, features, set, Optional.of(circumstances));
    }

    private ReplayResult run(
            Bars bars, FeatureReader features, FeatureSetId set, Optional<ReplayCircumstances> circumstances) {
        Bars ordered = bars.inTimeOrder();
        Run run = new Run(ordered, features.cursor(set, ordered.symbol()), set, circumstances.orElse(null));
        for (int i = 0; i + 1 < ordered.size(); i++) {
            run.step(i);
        }
        run.logLast();
        run.finish();
        return run.result();
    }

    /** What a bar without features lacks. */
    static String withoutRow(FeatureSetId set) {
        return "a row of " + set + " known by then would be needed";
    }

    /** One run over one stretch of bars. */
    private final class Run {
        private final Bars bars;
        private final RowCursor rows;
        private final FeatureSetId set;
        private final @Nullable ReplayCircumstances surroundings;
        private final Account account = new Account();
        private final DecisionSession session = pipeline.newSession();
        private final ReplayExecution execution;
        private final List<Decision> decisions;
        private final long[] times;
        private final double[] equity;
        private int points;
        private double latestAmihud = Double.NaN;

        Run(Bars bars, RowCursor rows, FeatureSetId set, @Nullable ReplayCircumstances surroundings) {
            this.bars = bars;
            this.rows = rows;
            this.set = set;
            execution = new ReplayExecution(bars);
            this.surroundings = surroundings;
            decisions = new ArrayList<>(bars.size());
            times = new long[bars.size()];
            equity = new double[bars.size()];
        }

        void step(int i) {
            Optional<FeatureRow> row = rowAt(i);
            Decision decision = decide(i, row);
            decisions.add(decision);
            log.append(decision);
            if (rules.mark() == ReplayRules.Mark.TRUE) {
                mark(i);
            }
            boolean decided = row.isPresent()
                    && !(decision instanceof NoTrade none && none.reason() == NoTrade.Reason.ENGINE_MISSING);
            if (decided || rules.timeStop() == ReplayRules.TimeStop.ALL_BARS) {
                if (decided) {
                    latestAmihud = row.get().float64Or(amihudField, Double.NaN);
                }
                execute(i, decision);
            }
            if (rules.mark() == ReplayRules.Mark.EARLY) {
                mark(i);
            }
        }

        void logLast() {
            int last = bars.size() - 1;
            if (last >= 0 && !log.equals(DecisionLog.none())) {
                log.append(decide(last, rowAt(last)));
            }
        }

        private Optional<FeatureRow> rowAt(int i) {
            long micros = pipeline.eventMicros(bars, i);
            try {
                return rows.find(micros, micros);
            } catch (BarqueException e) {
                if (rules.unreadable() == ReplayRules.Unreadable.NO_FEATURES && e.concern() == Concern.DATA) {
                    return Optional.empty();
                }
                throw e;
            }
        }

        private Decision decide(int i, Optional<FeatureRow> row) {
            MarketContext market = pipeline.contextAt(bars, i);
            Circumstances circumstances = circumstancesAt(i);
            return row.isPresent()
                    ? session.decide(row.get(), market, circumstances)
                    : session.withoutFeatures(market, withoutRow(set), circumstances);
        }

        /** As of the bar: what was executed up to it, at its price. */
        private Circumstances circumstancesAt(int i) {
            ReplayCircumstances given = surroundings;
            if (given == null) {
                return Circumstances.unknown();
            }
            given.account().mark(bars.symbol(), bars.time(i), bars.close(i));
            return given.source()
                    .at(bars.symbol(), bars.time(i), given.account().state(bars.symbol(), bars.time(i)));
        }

        private void open(Trade trade, long time, double price, double slippage) {
            account.open(trade, time, price, slippage);
            Account.Position opened = account.position();
            if (opened != null) {
                filled(time, trade.direction().sign() * trade.size(), opened.entryPrice, Fill.Cause.ORDER);
            }
        }

        private void close(Account.Position held, ExitReason reason, long time, double price, double slippage) {
            account.close(reason, time, price, slippage);
            double exitPrice = account.closed().get(account.closed().size() - 1).exitPrice();
            filled(
                    time,
                    -held.direction().sign() * held.opening.size(),
                    exitPrice,
                    reason == ExitReason.STOP_LOSS ? Fill.Cause.STOP : Fill.Cause.ORDER);
        }

        private void filled(long time, double units, double price, Fill.Cause cause) {
            ReplayCircumstances given = surroundings;
            if (given != null) {
                given.account().fill(new Fill(bars.symbol(), time, units, price, 0, cause));
            }
        }

        private void execute(int i, Decision decision) {
            double price = bars.close(i + 1);
            long time = bars.time(i + 1);
            double slippage = slippage(i, bars.close(i), latestAmihud);
            Account.Position position = account.position();
            boolean stopped = false;
            if (position != null) {
                position.timeStopBars--;
                position.barsHeld++;
                Optional<ExitReason> exit = exitReason(i, position, decision);
                if (exit.isPresent()) {
                    close(position, exit.get(), time, price, slippage);
                    stopped = exit.get() == ExitReason.STOP_LOSS;
                }
            }
            // What was just stopped out is not bought back on the same bar.
            if (account.position() == null && !stopped && decision instanceof Trade trade) {
                open(trade, time, price, slippage);
            }
        }

        private double slippage(int i, double price, double amihud) {
            return rules.slippage().perUnit(execution.of(i, price, amihud));
        }

        private Optional<ExitReason> exitReason(int i, Account.Position position, Decision decision) {
            if (rules.stops() == ReplayRules.Stops.OBEYED && stopReached(i, position)) {
                return Optional.of(ExitReason.STOP_LOSS);
            }
            if (decision instanceof Trade trade && trade.direction() != position.direction()) {
                return Optional.of(ExitReason.DIRECTION_FLIP);
            }
            return position.timeStopBars <= 0 ? Optional.of(ExitReason.TIME_STOP) : Optional.empty();
        }

        private boolean stopReached(int i, Account.Position position) {
            if (!position.opening.hasStopLoss()) {
                return false;
            }
            int sign = position.direction().sign();
            double worst = sign > 0 ? bars.low(i) : bars.high(i);
            double reached = Double.isNaN(worst) ? bars.close(i) : worst;
            return (reached - position.opening.stopLoss()) * sign <= 0;
        }

        void finish() {
            if (bars.isEmpty()) {
                return;
            }
            int last = bars.size() - 1;
            Account.Position position = account.position();
            if (position != null) {
                double amihud = Double.isNaN(rules.finalAmihud()) ? latestAmihud : rules.finalAmihud();
                double price = bars.close(last);
                position.barsHeld += rules.mark() == ReplayRules.Mark.TRUE ? 1 : 0;
                close(position, ExitReason.END_OF_DAY, bars.time(last), price, slippage(last, price, amihud));
            }
            if (rules.mark() == ReplayRules.Mark.TRUE) {
                mark(last);
            }
        }

        private void mark(int i) {
            times[points] = bars.time(i);
            equity[points] = account.equityAt(bars.close(i));
            points++;
        }

        ReplayResult result() {
            EquityCurve curve = new EquityCurve(times, equity, points);
            return new ReplayResult(
                    pipeline.profile().id(),
                    set,
                    bars,
                    decisions,
                    account.closed(),
                    curve,
                    Statistics.of(account, curve, rules.leastPoints()));
        }
    }
}
