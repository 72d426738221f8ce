package dev.barque.backtest.engine;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.DecisionSession;
import dev.barque.agents.MarketContext;
import dev.barque.core.decision.AccountState;
import dev.barque.core.decision.CircumstanceSource;
import dev.barque.core.decision.Circumstances;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.DecisionLog;
import dev.barque.core.decision.Reading;
import dev.barque.core.decision.Trade;
import dev.barque.core.feature.FeatureReader;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.RowCursor;
import dev.barque.core.market.Symbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trades what a pipeline decides: one {@link DecisionSession} for the run, features read as of each bar. A {@link Trade} opens
 * a position of its size times the shares of a unit, protected by its stop price, and is closed by a decision for the other side,
 * which turns it, or by its time stop. While a position is open, or its opening order stands, a decision for the same
 * side changes nothing. What was stopped out at a bar is not opened anew by the decision of that bar.
 *
 * <p>Guards are shown the account of the run with its day trades, and its halts where it knows any. Not safe for use by several threads; one object is one run.
 */
public final class PipelineStrategy implements Strategy, ExecutionReadings {
    private final DecisionPipeline pipeline;
    private final FeatureReader features;
    private final FeatureSetId set;
    private final double unitShares;
    private final CircumstanceSource circumstances;
    private final DecisionLog log;
    private final DecisionSession session;
    private final boolean guarded;
    private final int amihudField;
    private final Map<Symbol, Stance> stances = new HashMap<>();
    private Stance[] byIndex = {};

    private PipelineStrategy(Builder from) {
        pipeline = from.pipeline;
        features = from.features;
        set = pipeline.profile().featureSet().id();
        unitShares = from.unitShares;
        circumstances = from.circumstances;
        log = from.log;
        session = pipeline.newSession();
        guarded = !pipeline.profile().guards().isEmpty();
        amihudField = pipeline.profile().featureSet().schema().indexOf("liquidity.present.amihud");
    }

    /** Begins to describe one run of a pipeline over features that are stored. */
    public static Builder builder(DecisionPipeline pipeline, FeatureReader features) {
        return new Builder(pipeline, features);
    }

    @Override
    public String id() {
        return pipeline.profile().id();
    }

    @Override
    public void begin(List<Symbol> symbols) {
        byIndex = new Stance[symbols.size()];
        for (int k = 0; k < byIndex.length; k++) {
            byIndex[k] = new Stance(features.cursor(set, symbols.get(k)));
            stances.put(symbols.get(k), byIndex[k]);
        }
    }

    @Override
    public void onBar(MarketView view, Ticket ticket) {
        Stance stance = byIndex[view.index()];
        long micros = pipeline.eventMicros(view.bars(), view.bar());
        Optional<FeatureRow> row = stance.rows.find(micros, micros);
        if (row.isPresent() && amihudField >= 0) {
            stance.amihud = row.get().float64Or(amihudField, Double.NaN);
        }
        Decision decision = decide(view, stance, row);
        log.append(decision);
        act(view, ticket, stance, decision instanceof Trade trade ? trade : null);
        stance.stoppedNow = false;
    }

    private Decision decide(MarketView view, Stance stance, Optional<FeatureRow> row) {
        MarketContext market = pipeline.contextAt(view.bars(), view.bar());
        Circumstances around = guarded ? around(view, stance) : Circumstances.unknown();
        return row.isPresent()
                ? session.decide(row.get(), market, around)
                : session.withoutFeatures(market, "a row of " + set + " known by then would be needed", around);
    }

    private Circumstances around(MarketView view, Stance stance) {
        Circumstances given = circumstances.at(view.symbol(), view.timeMicros(), account(view, stance));
        if (!view.knowsHalts() || given.reading(Reading.HALTED).isPresent()) {
            return given;
        }
        List<Reading> readings = new ArrayList<>(given.readings());
        String reason = view.haltReason();
        readings.add(new Reading(Reading.HALTED, reason.isEmpty() ? 0 : 1, view.timeMicros(), reason));
        return new Circumstances(given.account(), readings);
    }

    private void act(MarketView view, Ticket ticket, Stance stance, @Nullable Trade trade) {
        double position = view.position();
        if (position == 0) {
            if (trade != null && !stance.stoppedNow && !isSameSideStanding(ticket, stance, trade)) {
                ticket.cancelAll();
                open(view, ticket, stance, trade);
            }
            return;
        }
        stance.barsLeft--;
        boolean turned = trade != null && trade.direction().sign() * position < 0;
        if (!turned && stance.barsLeft > 0) {
            return;
        }
        if (!ticket.stands(stance.closing)) {
            ticket.cancel(stance.opening);
            stance.closing = position > 0
                    ? ticket.sell(position).submit()
                    : ticket.buy(-position).submit();
            if (trade != null) {
                open(view, ticket, stance, trade);
            }
        }
    }

    private static boolean isSameSideStanding(Ticket ticket, Stance stance, Trade trade) {
        return stance.openingSide == trade.direction().sign() && ticket.stands(stance.opening);
    }

    private void open(MarketView view, Ticket ticket, Stance stance, Trade trade) {
        double shares = trade.size() * unitShares;
        int side = trade.direction().sign();
        stance.openingSide = side;
        stance.opening = (side > 0 ? ticket.buy(shares) : ticket.sell(shares))
                .protect(trade.stopLoss() > 0 ? trade.stopLoss() * view.displacement() : Double.NaN, Double.NaN)
                .because(trade)
                .submit();
        stance.barsOfOpening = trade.timeStopBars();
    }

    @Override
    public void onFill(OrderFill fill) {
        Stance stance = stances.get(fill.symbol());
        if (stance == null) {
            return;
        }
        if (fill.order() == stance.opening) {
            if (stance.opened != stance.opening) {
                stance.opened = stance.opening;
                stance.barsLeft = stance.barsOfOpening;
            }
        } else if (fill.cause() == OrderCause.PROTECTIVE_STOP) {
            stance.stoppedNow = true;
            stance.lastStopMicros = fill.timeMicros();
        }
    }

    @Override
    public double amihud(Symbol symbol, long timeMicros) {
        Stance stance = stances.get(symbol);
        return stance == null ? Double.NaN : stance.amihud;
    }

    private AccountState account(MarketView view, Stance stance) {
        double position = view.position();
        double entry = view.entryPrice();
        return new AccountState(
                view.equity(),
                view.sessionStartEquity(),
                view.peakEquity(),
                position / unitShares,
                position == 0 ? 0 : Math.abs(position * view.mark(view.index())),
                view.exposure(),
                view.dayTrades(),
                position == 0 ? Double.NaN : Math.signum(position) * (view.mark(view.index()) / entry - 1),
                stance.lastStopMicros);
    }

    /** How the run stands with one symbol. */
    private static final class Stance {
        private final RowCursor rows;
        private double amihud = Double.NaN;
        private long opening;
        private long opened;
        private long closing;
        private int openingSide;
        private int barsOfOpening;
        private int barsLeft;
        private boolean stoppedNow;
        private long lastStopMicros;

        private Stance(RowCursor rows) {
            this.rows = rows;
        }
    }

    /** What a run trades and is shown. */
    public static final class Builder {
        private final DecisionPipeline pipeline;
        private final FeatureReader features;
        private double unitShares = 1;
        private CircumstanceSource circumstances = CircumstanceSource.none();
        private DecisionLog log = DecisionLog.none();

        private Builder(DecisionPipeline pipeline, FeatureReader features) {
            this.pipeline = pipeline;
            this.features = features;
        }

        /** How many shares a size of 1 stands for; 1 when not said. */
        public Builder unitShares(double shares) {
            if (!(shares > 0 && shares < 1e12)) {
                throw new IllegalArgumentException("unitShares must be above 0 but was " + shares);
            }
            unitShares = shares;
            return this;
        }

        /** What guards see beside the account of the run; only profiles with guards ask. */
        public Builder circumstances(CircumstanceSource source) {
            circumstances = source;
            return this;
        }

        /** Where each bar's decision goes, in the order of time; closing it is left to its owner. */
        public Builder loggingTo(DecisionLog to) {
            log = to;
            return this;
        }

        /** A strategy for one run. */
        public PipelineStrategy build() {
            return new PipelineStrategy(this);
        }
    }
}
