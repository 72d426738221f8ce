package dev.barque.backtest.engine;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** Bars of one minute as given, and orders as told. */
final class Script implements Strategy {
    static final Symbol SPY = Symbol.of("SPY");
    /** When the first bar is complete: 09:31 in New York. */
    static final long FIRST = UtcMicros.of(Instant.parse("2025-10-24T13:31:00Z"));

    private final Map<String, BiConsumer<MarketView, Ticket>> acts = new HashMap<>();
    private final Map<Symbol, Bars.Builder> bars = new HashMap<>();
    final List<OrderFill> heard = new ArrayList<>();
    private TradingCalendar calendar = TradingCalendars.alwaysOpen();
    private Bars.Builder current = symbol(SPY);
    private int count;
    private long shift;
    private UnaryOperator<PortfolioReplay.Builder> setup = b -> b;

    private Bars.Builder symbol(Symbol symbol) {
        return bars.computeIfAbsent(symbol, s -> Bars.builder(s).interval(Duration.ofMinutes(1)));
    }

    /** The bars that follow are of another symbol, from the first minute on. */
    Script of(String name) {
        current = symbol(Symbol.of(name));
        count = 0;
        shift = 0;
        return this;
    }

    /** The bars that follow are complete so much after the minute. */
    Script shifted(Duration by) {
        shift = by.toNanos() / 1_000;
        return this;
    }

    Script calendar(TradingCalendar value) {
        calendar = value;
        return this;
    }

    Script bar(double open, double high, double low, double close, double volume) {
        current.add(minute(count++) + shift, open, high, low, close, volume, Double.NaN);
        return this;
    }

    /** With more volume than anybody wants. */
    Script bar(double open, double high, double low, double close) {
        return bar(open, high, low, close, 1e9);
    }

    /** Bars whose prices are all the same. */
    Script flat(double... prices) {
        for (double price : prices) {
            bar(price, price, price, price);
        }
        return this;
    }

    /** Minutes without a bar. */
    Script nothing(int minutes) {
        count += minutes;
        return this;
    }

    static long minute(int i) {
        return FIRST + i * UtcMicros.PER_MINUTE;
    }

    Script at(int minute, BiConsumer<MarketView, Ticket> act) {
        return at("SPY", minute, act);
    }

    Script at(String symbol, int minute, BiConsumer<MarketView, Ticket> act) {
        acts.merge(symbol + minute(minute), act, (first, second) -> {
            throw new IllegalStateException("Two acts at minute " + minute);
        });
        return this;
    }

    Script with(UnaryOperator<PortfolioReplay.Builder> change) {
        UnaryOperator<PortfolioReplay.Builder> before = setup;
        setup = b -> change.apply(before.apply(b));
        return this;
    }

    Script rules(UnaryOperator<ExecutionRules> change) {
        return with(b -> b.rules(change.apply(ExecutionRules.standard())));
    }

    PortfolioResult run() {
        PortfolioReplay.Builder builder = PortfolioReplay.builder(calendar, 100_000)
                .rules(ExecutionRules.standard())
                .margin(Margin.regulationT());
        List<BarFeed> feeds = new ArrayList<>();
        bars.values().forEach(b -> feeds.add(BarFeed.of(b.build())));
        return setup.apply(builder).build().run(feeds, this);
    }

    @Override
    public String id() {
        return "script";
    }

    @Override
    public void onBar(MarketView view, Ticket ticket) {
        BiConsumer<MarketView, Ticket> act = acts.get(view.symbol() + "" + view.timeMicros());
        if (act != null) {
            act.accept(view, ticket);
        }
    }

    @Override
    public void onFill(OrderFill fill) {
        heard.add(fill);
    }
}
