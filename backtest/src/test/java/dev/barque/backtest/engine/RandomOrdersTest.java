package dev.barque.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.barque.backtest.execution.BorrowModel;
import dev.barque.backtest.execution.Execution;
import dev.barque.backtest.execution.FeeModel;
import dev.barque.backtest.execution.FixedSlippage;
import dev.barque.backtest.execution.PermanentImpact;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random orders of every kind on random bars of several symbols, with splits, dividends, borrowing and margin calls, against an
 * account that is kept by adding up.
 */
class RandomOrdersTest {
    private static final long SEED = Long.getLong("barque.test.seed", 20261121);
    private static final int RUNS = 150;

    @Test
    void the_account_balances_at_every_bar_and_costs_add_up() {
        int calls = 0;
        int trips = 0;
        int moved = 0;
        for (int run = 0; run < RUNS; run++) {
            Trial trial = new Trial(SEED + run);
            PortfolioSummary summary = trial.run();
            calls += summary.marginCalls();
            trips += (int) summary.roundTrips();
            moved += summary.impact() != 0 ? 1 : 0;
        }
        // Otherwise nothing of the kind was tried.
        assertThat(calls).isGreaterThan(3);
        assertThat(trips).isGreaterThan(RUNS);
        assertThat(moved).isBetween(RUNS / 4, RUNS - RUNS / 4);
    }

    @Test
    void the_same_run_gives_the_same_result_bit_for_bit_whatever_the_order_of_feeds() {
        Trial first = new Trial(SEED);
        Trial second = new Trial(SEED);
        Collections.reverse(second.symbols);

        assertThat(second.run()).isEqualTo(first.run());
        assertThat(second.fills).isEqualTo(first.fills);
        assertThat(second.trips).isEqualTo(first.trips);
    }

    /** One run, its strategy and the one who checks it. */
    private static final class Trial implements Strategy, ReplaySink, FeeModel, BorrowModel, PermanentImpact {
        final long seed;
        final Random random;
        final List<Bars> symbols = new ArrayList<>();
        final List<CorporateAction> actions = new ArrayList<>();
        final List<OrderFill> fills = new ArrayList<>();
        final List<RoundTrip> trips = new ArrayList<>();
        final ExecutionRules rules;
        private final NaiveAccount naive;
        private final double sharesForAll;
        private final Map<Long, Double> limits = new HashMap<>();
        private final Map<Long, Long> placed = new HashMap<>();
        private final Map<Long, Double> left = new HashMap<>();
        private final List<OrderFill> sinceLast = new ArrayList<>();
        private final Random orders;

        Trial(long seed) {
            this.seed = seed;
            random = new Random(seed);
            orders = new Random(seed * 31);
            for (int s = 0; s < 3; s++) {
                symbols.add(bars(Symbol.of("S" + s), 300));
            }
            for (int a = 0; a < 6; a++) {
                Symbol symbol = Symbol.of("S" + random.nextInt(3));
                // Not on a minute: so the bar is known before which it takes effect.
                long time = Script.minute(random.nextInt(300)) + 1_000_000;
                actions.add(
                        random.nextBoolean()
                                ? new CorporateAction.CashDividend(symbol, time, random.nextInt(3))
                                : new CorporateAction.Split(symbol, time, random.nextBoolean() ? 2 : 0.5));
            }
            actions.sort(Comparator.comparingLong(CorporateAction::timeMicros));
            rules = new ExecutionRules(
                    List.of(FillAt.values()).get(random.nextInt(3)),
                    random.nextInt(2),
                    Duration.ofSeconds(random.nextInt(2) * 30L),
                    random.nextBoolean() ? 0.2 : Double.POSITIVE_INFINITY,
                    random.nextBoolean() ? 1 : 0);
            sharesForAll = random.nextBoolean() ? 5_000 : Double.POSITIVE_INFINITY;
            naive = new NaiveAccount(10_000, symbols, actions, this::shift);
        }

        private Bars bars(Symbol symbol, int minutes) {
            Bars.Builder builder = Bars.builder(symbol).interval(Duration.ofMinutes(1));
            double price = 50 + 50 * random.nextDouble();
            for (int m = 0; m < minutes; m++) {
                if (random.nextInt(10) == 0) {
                    continue;
                }
                double open = price * Math.exp(0.02 * random.nextGaussian());
                double close = open * Math.exp(0.02 * random.nextGaussian());
                double high = Math.max(open, close) * (1 + 0.01 * random.nextDouble());
                double low = Math.min(open, close) * (1 - 0.01 * random.nextDouble());
                double volume = random.nextInt(20) == 0 ? 0 : 100 + random.nextInt(400);
                builder.add(Script.minute(m), open, high, low, close, volume, volume * (low + high) / 2);
                price = close;
            }
            return builder.build();
        }

        PortfolioSummary run() {
            PortfolioSummary summary = PortfolioReplay.builder(TradingCalendars.alwaysOpen(), 10_000)
                    .rules(rules)
                    .margin(Margin.regulationT())
                    .slippage(new FixedSlippage(20))
                    .fees(this)
                    .borrow(this)
                    .actions(actions)
                    .impact(this)
                    .build()
                    .run(symbols.stream().map(BarFeed::of).toList(), this, this);
            String context = "seed " + seed;
            assertThat(summary.gross() - summary.slippage() - summary.impact() - summary.fees() - summary.borrow())
                    .as(context)
                    .isCloseTo(summary.net(), within(1e-6));
            double net = trips.stream().mapToDouble(RoundTrip::net).sum();
            for (RoundTrip trip : trips) {
                assertThat(trip.gross() - trip.slippage() - trip.impact() - trip.fees() - trip.borrow())
                        .as(context)
                        .isCloseTo(trip.net(), within(1e-6));
            }
            if (summary.open().isEmpty()) {
                assertThat(net).as(context).isCloseTo(summary.net(), within(1e-6));
            }
            assertThat(summary.slippage()).as(context).isCloseTo(naive.slippage, within(1e-6));
            assertThat(summary.gross()).as(context).isCloseTo(naive.gross(), within(1e-6));
            double paid = fills.stream().mapToDouble(OrderFill::impact).sum();
            assertThat(paid).as(context).isCloseTo(naive.impact, within(1e-6));
            assertThat(summary.fees()).as(context).isCloseTo(naive.fees, within(1e-6));
            assertThat(summary.borrow()).as(context).isCloseTo(naive.borrow, within(1e-6));
            return summary;
        }

        @Override
        public void onBar(MarketView view, Ticket ticket) {
            if (orders.nextInt(6) == 0) {
                order(view, ticket);
            }
            if (orders.nextInt(40) == 0) {
                ticket.cancelAll();
            }
            if (orders.nextInt(25) == 0) {
                ticket.moveTo(0);
            }
        }

        private void order(MarketView view, Ticket ticket) {
            double price = view.close();
            int side = orders.nextBoolean() ? 1 : -1;
            double quantity = 1 + orders.nextInt(200);
            Ticket begun = side > 0 ? ticket.buy(quantity) : ticket.sell(quantity);
            int kind = orders.nextInt(6);
            double limit = Double.NaN;
            if (kind == 1 || kind == 3 || kind == 5) {
                limit = price * (1 + 0.03 * orders.nextGaussian());
                begun.limit(limit);
            }
            if (kind == 2 || kind == 3) {
                begun.stop(price * (1 + side * 0.02 * orders.nextDouble()));
            }
            if (kind == 4) {
                begun.onClose();
            } else {
                TimeInForce force = List.of(TimeInForce.values()).get(orders.nextInt(5));
                if (force == TimeInForce.GOOD_TILL_DATE) {
                    begun.goodTill(view.timeMicros() + 20 * UtcMicros.PER_MINUTE);
                } else {
                    begun.inForce(force);
                }
            }
            if (orders.nextInt(3) == 0) {
                begun.protect(price * (1 - side * 0.03), price * (1 + side * 0.03));
            }
            long id = begun.submit();
            placed.put(id, view.timeMicros());
            left.put(id, quantity);
            limits.put(id, limit);
        }

        @Override
        public void onAction(CorporateAction action) {
            // What was noted before a split is of old shares.
            limits.clear();
            left.clear();
        }

        @Override
        public void fill(OrderFill fill) {
            fills.add(fill);
            sinceLast.add(fill);
            String context = "seed " + seed + ", " + fill;
            Long at = placed.get(fill.order());
            if (at != null) {
                long began = fill.timeMicros() - UtcMicros.PER_MINUTE;
                assertThat(at + rules.latency().toNanos() / 1_000).as(context).isLessThanOrEqualTo(began);
                double limit = limits.getOrDefault(fill.order(), Double.NaN);
                assertThat((fill.price() - limit) * fill.quantity() > 1e-9)
                        .as(context)
                        .isFalse();
                double before = left.getOrDefault(fill.order(), Double.POSITIVE_INFINITY);
                assertThat(Math.abs(fill.quantity())).as(context).isLessThanOrEqualTo(before + 1e-9);
                left.put(fill.order(), before - Math.abs(fill.quantity()));
            }
        }

        @Override
        public void equity(long timeMicros, double equity, double cash, double exposure) {
            naive.to(timeMicros, sinceLast, rules.participation(), "seed " + seed);
            sinceLast.clear();
            String context = "seed " + seed + " at " + UtcMicros.toInstant(timeMicros);
            assertThat(cash).as(context).isCloseTo(naive.cash, within(1e-6));
            assertThat(equity).as(context).isCloseTo(naive.equity(), within(1e-6));
            assertThat(exposure).as(context).isCloseTo(naive.exposure(), within(1e-6));
        }

        @Override
        public void roundTrip(RoundTrip trip) {
            trips.add(trip);
        }

        @Override
        public String id() {
            return "random";
        }

        @Override
        public double fee(Execution execution, double chargedBefore) {
            return 0.5 + 0.005 * Math.abs(execution.quantity());
        }

        private double shift(double shares) {
            return Math.abs(shares) / sharesForAll;
        }

        @Override
        public double shift(Execution execution) {
            return shift(execution.quantity());
        }

        @Override
        public double annualRate(Symbol symbol, long timeMicros) {
            return 5;
        }
    }
}
