package dev.barque.backtest.engine;

import dev.barque.backtest.execution.BorrowModel;
import dev.barque.backtest.execution.FeeModel;
import dev.barque.backtest.execution.PermanentImpact;
import dev.barque.backtest.execution.SlippageModel;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.market.Symbol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Replays many symbols merged by time against one account. At each instant, for the symbols that have a bar in the order of
 * their names: borrowing is charged, splits and dividends take effect, orders are executed; then all are marked, and the
 * strategy is called on each bar. What it orders is executed in a later bar that began when the order had arrived, never in the
 * present one. Immutable and safe for use by several threads; a run is used by one.
 *
 * <pre>{@code
 * PortfolioResult result = PortfolioReplay.builder(TradingCalendars.usEquities(), 100_000)
 *         .slippage(new FixedSlippage(2)).margin(Margin.regulationT()).build()
 *         .run(List.of(BarFeed.of(bars)), strategy);
 * }</pre>
 */
public final class PortfolioReplay {
    final TradingCalendar calendar;
    final double capital;
    final ExecutionRules rules;
    final Margin margin;
    final CostModels costs;
    final List<Halt> halts;
    private final List<CorporateAction> actions;
    private final Optional<ExecutionReadings> readings;

    private PortfolioReplay(Builder from) {
        calendar = from.calendar;
        capital = from.capital;
        rules = from.rules;
        margin = from.margin;
        costs = new CostModels(from.slippage, from.fees, from.borrow, from.impact);
        actions = from.actions;
        halts = from.halts;
        readings = Optional.ofNullable(from.readings);
    }

    /**
     * Begins to describe a replay.
     *
     * @param calendar whose sessions orders are executed in, and in which day orders and closes are meant
     * @param capital cash in the beginning, above 0
     */
    public static Builder builder(TradingCalendar calendar, double capital) {
        return new Builder(calendar, capital);
    }

    /** Replays feeds and keeps everything: some 32 bytes for each instant (40 once a mark was stale), and each fill, round trip and refusal. */
    public PortfolioResult run(List<BarFeed> feeds, Strategy strategy) {
        PortfolioResult.Collector collector = new PortfolioResult.Collector();
        PortfolioSummary summary = run(feeds, strategy, collector);
        return collector.result(strategy.id(), rulesInWords(), summary);
    }

    /** Replays feeds and hands out what comes of it: the memory does not depend on how many bars there are. */
    public PortfolioSummary run(List<BarFeed> feeds, Strategy strategy, ReplaySink sink) {
        return new ReplayRun(this, lanes(feeds), strategy, sink).run();
    }

    /** What a strategy knows by itself, unless somebody said more. */
    ExecutionReadings readings(Strategy strategy) {
        return readings.orElse(strategy instanceof ExecutionReadings own ? own : ExecutionReadings.none());
    }

    private Lane[] lanes(List<BarFeed> feeds) {
        if (feeds.isEmpty()) {
            throw EngineErrors.noFeeds();
        }
        List<BarFeed> sorted = new ArrayList<>(feeds);
        sorted.sort(Comparator.comparing(BarFeed::symbol));
        Map<Symbol, List<CorporateAction>> bySymbol = new HashMap<>();
        for (CorporateAction action : actions) {
            bySymbol.computeIfAbsent(action.symbol(), s -> new ArrayList<>()).add(action);
        }
        Map<Symbol, List<Halt>> halted = new HashMap<>();
        for (Halt halt : halts) {
            halted.computeIfAbsent(halt.symbol(), s -> new ArrayList<>()).add(halt);
        }
        Lane[] lanes = new Lane[sorted.size()];
        for (int k = 0; k < lanes.length; k++) {
            BarFeed feed = sorted.get(k);
            if (k > 0 && feed.symbol().equals(sorted.get(k - 1).symbol())) {
                throw EngineErrors.twoFeeds(feed.symbol());
            }
            List<CorporateAction> of = bySymbol.remove(feed.symbol());
            List<Halt> pauses = halted.remove(feed.symbol());
            lanes[k] =
                    new Lane(k, feed, of == null ? List.of() : of, pauses == null ? List.of() : pauses, costs.impact());
        }
        if (!bySymbol.isEmpty()) {
            throw EngineErrors.strayAction(bySymbol.values().iterator().next().get(0));
        }
        if (!halted.isEmpty()) {
            throw EngineErrors.strayHalt(halted.values().iterator().next().get(0));
        }
        return lanes;
    }

    /** By which rules runs are made, in words for people. */
    public List<String> rulesInWords() {
        return RuleTexts.of(this);
    }

    /** Describes a replay; costs are 0 and the account is {@link Margin#unleveraged} unless more is said. */
    public static final class Builder {
        private final TradingCalendar calendar;
        private final double capital;
        private ExecutionRules rules = ExecutionRules.standard();
        private Margin margin = Margin.unleveraged();
        private SlippageModel slippage = NoCosts.SLIPPAGE;
        private FeeModel fees = NoCosts.FEES;
        private BorrowModel borrow = NoCosts.BORROW;
        private PermanentImpact impact = NoCosts.IMPACT;
        private List<CorporateAction> actions = List.of();
        private List<Halt> halts = List.of();
        private @Nullable ExecutionReadings readings;

        private Builder(TradingCalendar calendar, double capital) {
            this.calendar = Objects.requireNonNull(calendar, "calendar");
            if (!(capital > 0 && capital < 1e15)) {
                throw new IllegalArgumentException("capital must be above 0 but was " + capital);
            }
            this.capital = capital;
        }

        /** When, at what price and how much is executed. */
        public Builder rules(ExecutionRules value) {
            rules = Objects.requireNonNull(value, "rules");
            return this;
        }

        /** What the account must own of what it holds. */
        public Builder margin(Margin value) {
            margin = Objects.requireNonNull(value, "margin");
            return this;
        }

        /** What execution costs. */
        public Builder slippage(SlippageModel model) {
            slippage = Objects.requireNonNull(model, "slippage");
            return this;
        }

        /** What is charged for it. */
        public Builder fees(FeeModel model) {
            fees = Objects.requireNonNull(model, "fees");
            return this;
        }

        /** What it costs to borrow what is sold short. */
        public Builder borrow(BorrowModel model) {
            borrow = Objects.requireNonNull(model, "borrow");
            return this;
        }

        /**
         * How far executions move the price for good: bars, marks and fills behind them are at moved prices. None when not said. It
         * is asked beside slippage, which should then be temporary impact only.
         */
        public Builder impact(PermanentImpact model) {
            impact = Objects.requireNonNull(model, "impact");
            return this;
        }

        /** Splits and dividends, in any order; those of one instant take effect as they stand here. */
        public Builder actions(List<CorporateAction> dated) {
            List<CorporateAction> sorted = new ArrayList<>(dated);
            sorted.sort(Comparator.comparingLong(CorporateAction::timeMicros));
            actions = List.copyOf(sorted);
            return this;
        }

        /** When trading was halted, in any order; halts of a symbol may overlap. */
        public Builder halts(List<Halt> dated) {
            List<Halt> sorted = new ArrayList<>(dated);
            sorted.sort(Comparator.comparingLong(Halt::fromMicros));
            halts = List.copyOf(sorted);
            return this;
        }

        /** What models of cost are told beside the bars; otherwise the strategy is asked, when it can say. */
        public Builder readings(ExecutionReadings source) {
            readings = source;
            return this;
        }

        /** The replay. */
        public PortfolioReplay build() {
            return new PortfolioReplay(this);
        }
    }
}
