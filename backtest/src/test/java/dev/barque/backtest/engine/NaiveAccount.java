package dev.barque.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * An account kept by adding up what was bought and sold; it knows bars, actions, how far a fill moves the price and a borrow rate of 5
 * a year, and no engine.
 */
final class NaiveAccount {
    private final List<Bars> symbols;
    private final List<CorporateAction> left;
    private final Map<Symbol, Double> positions = new HashMap<>();
    private final Map<Symbol, Double> marks = new HashMap<>();
    private final Map<Symbol, Long> seen = new HashMap<>();
    private final Map<Symbol, Double> factors = new HashMap<>();
    private final DoubleUnaryOperator shift;
    double cash;
    private double grossCash;
    double slippage;
    double impact;
    double fees;
    double borrow;

    NaiveAccount(double cash, List<Bars> symbols, List<CorporateAction> actions, DoubleUnaryOperator shift) {
        this.cash = cash;
        this.shift = shift;
        this.symbols = symbols;
        left = new ArrayList<>(actions);
    }

    void to(long time, List<OrderFill> fills, double participation, String context) {
        for (Bars bars : symbols) {
            int i = bars.indexAtOrBefore(time);
            if (i >= 0 && bars.time(i) == time) {
                List<OrderFill> of = new ArrayList<>(fills);
                of.removeIf(f -> !f.symbol().equals(bars.symbol()));
                bar(bars, i, of);
                within(bars, i, of, participation, context);
            }
        }
    }

    private void bar(Bars bars, int i, List<OrderFill> fills) {
        Symbol symbol = bars.symbol();
        double held = positions.getOrDefault(symbol, 0.0);
        if (held < 0) {
            double days = (bars.time(i) - seen.getOrDefault(symbol, 0L)) / 86_400e6;
            double cost = -held * marks.getOrDefault(symbol, Double.NaN) * 5 * days / 365;
            cash -= cost;
            borrow += cost;
        }
        seen.put(symbol, bars.time(i));
        List<OrderFill> queue = new ArrayList<>(fills);
        for (CorporateAction action : List.copyOf(left)) {
            if (action.symbol().equals(symbol) && action.timeMicros() < bars.time(i)) {
                left.remove(action);
                apply(action, symbol);
                if (!queue.isEmpty()
                        && queue.get(0).cause() == OrderCause.SPLIT
                        && action instanceof CorporateAction.Split) {
                    take(queue.remove(0));
                }
            }
        }
        queue.forEach(this::take);
        marks.put(symbol, bars.close(i) * factor(symbol));
    }

    private void apply(CorporateAction action, Symbol symbol) {
        double held = positions.getOrDefault(symbol, 0.0);
        if (action instanceof CorporateAction.CashDividend dividend) {
            cash += held * dividend.perShare();
            grossCash += held * dividend.perShare();
        } else if (action instanceof CorporateAction.Split split) {
            positions.put(symbol, held * split.ratio());
            marks.computeIfPresent(symbol, (s, mark) -> mark / split.ratio());
        }
    }

    private void take(OrderFill fill) {
        cash -= fill.quantity() * fill.price() + fill.fee();
        grossCash -= fill.quantity() * fill.reference();
        double factor = factor(fill.symbol());
        double own = 0;
        // What stands at its limit, and what is paid in cash after a split, moves nothing.
        if (fill.at() != FillPoint.LIMIT && fill.cause() != OrderCause.SPLIT) {
            double share = shift.applyAsDouble(fill.quantity());
            own = Math.abs(fill.quantity()) * fill.reference() * factor * share / 2;
            factors.put(fill.symbol(), factor * (1 + Math.signum(fill.quantity()) * share));
        }
        double lost = fill.quantity() * (fill.price() - fill.reference() * factor);
        // What an order's limit keeps off is slippage first.
        own = Math.min(own, lost);
        impact += fill.quantity() * fill.reference() * (factor - 1) + own;
        slippage += lost - own;
        fees += fill.fee();
        positions.merge(fill.symbol(), fill.quantity(), Double::sum);
    }

    /** What is executed in a bar is executed at prices of the bar, and no more than the share of its volume. */
    private static void within(Bars bars, int i, List<OrderFill> fills, double participation, String context) {
        double shares = 0;
        for (OrderFill fill : fills) {
            if (fill.cause() != OrderCause.SPLIT) {
                // Own fills of the bar may have moved the price past a limit that stood: then its price is worse than
                // the bar's.
                boolean stood = fill.at() == FillPoint.LIMIT;
                double least = stood && fill.quantity() < 0 ? 0 : bars.low(i) * (1 - 1e-12);
                double most = stood && fill.quantity() > 0 ? Double.MAX_VALUE : bars.high(i) * (1 + 1e-12);
                assertThat(fill.reference()).as(context + ", " + fill).isBetween(least, most);
                shares += Math.abs(fill.quantity());
            }
        }
        assertThat(bars.volume(i) == 0 ? shares : 0).as(context).isZero();
        if (participation < 1) {
            assertThat(shares).as(context).isLessThanOrEqualTo(participation * bars.volume(i) + 1e-9);
        }
    }

    private double factor(Symbol symbol) {
        return factors.getOrDefault(symbol, 1.0);
    }

    /** Result at recorded prices. */
    double gross() {
        return grossCash
                + positions.keySet().stream()
                        .mapToDouble(s -> value(s) / factor(s))
                        .sum();
    }

    double equity() {
        return cash + positions.keySet().stream().mapToDouble(this::value).sum();
    }

    double exposure() {
        return positions.keySet().stream().mapToDouble(s -> Math.abs(value(s))).sum();
    }

    private double value(Symbol symbol) {
        double held = positions.getOrDefault(symbol, 0.0);
        return held == 0 ? 0 : held * marks.getOrDefault(symbol, Double.NaN);
    }
}
