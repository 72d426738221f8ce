package dev.barque.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.Symbol;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a halt of trading does to orders and marks. */
class HaltsTest {
    /** From the end of one minute of the script to the end of another. */
    private static Halt halt(int from, int to) {
        return new Halt(Script.SPY, Script.minute(from), Script.minute(to), "LULD pause");
    }

    @Test
    void nothing_is_executed_in_a_halt_and_a_market_order_waits_for_the_first_bar_behind_it() {
        PortfolioResult result = new Script()
                .flat(100, 101, 102, 103, 104)
                .with(b -> b.halts(List.of(halt(0, 2))))
                .at(0, (v, t) -> t.buy(10).submit())
                .run();

        assertThat(result.fills())
                .extracting(OrderFill::timeMicros, OrderFill::price)
                .containsExactly(tuple(Script.minute(3), 103.0));
        assertThat(result.rules()).anyMatch(rule -> rule.startsWith("Halts: 1."));
    }

    @Test
    void a_bar_that_is_halted_in_part_executes_nothing_and_its_last_price_counts_as_a_mark() {
        Halt second = new Halt(
                Script.SPY, Script.minute(2) - 30_000_000, Script.minute(2) - 29_000_000, "one second of a minute");
        PortfolioResult result = new Script()
                .flat(100, 100, 90, 100)
                .with(b -> b.halts(List.of(second)))
                .at(0, (v, t) -> t.buy(10).submit())
                .at(1, (v, t) -> t.sell(10).submit())
                .run();

        assertThat(result.fills())
                .extracting(OrderFill::timeMicros)
                .containsExactly(Script.minute(1), Script.minute(3));
        assertThat(result.equity().equity(2)).isEqualTo(100_000 - 100);
        assertThat(result.summary().staleInstants()).isZero();
    }

    @Test
    void a_stop_is_jumped_over_by_what_comes_behind_a_halt() {
        PortfolioResult result = new Script()
                .flat(100, 100, 94, 80, 80)
                .with(b -> b.halts(List.of(halt(1, 2))))
                .at(0, (v, t) -> t.buy(10).protect(95, Double.NaN).submit())
                .run();

        assertThat(result.roundTrips().get(0).exitPrice()).isEqualTo(80);
        assertThat(result.roundTrips().get(0).cause()).isEqualTo(OrderCause.PROTECTIVE_STOP);
    }

    @Test
    void orders_for_at_once_lapse_in_a_halt_and_others_by_their_time_in_force() {
        PortfolioResult result = new Script()
                .flat(100, 100, 100, 100, 100)
                .with(b -> b.halts(List.of(halt(0, 3))))
                .at(0, (v, t) -> {
                    t.buy(1).inForce(TimeInForce.IMMEDIATE_OR_CANCEL).submit();
                    t.buy(2).inForce(TimeInForce.FILL_OR_KILL).submit();
                    t.buy(4).goodTill(Script.minute(2)).submit();
                    t.buy(8).submit();
                })
                .run();

        assertThat(result.refusals())
                .extracting(Refusal::quantity, Refusal::timeMicros, Refusal::reason)
                .containsExactly(
                        tuple(1.0, Script.minute(1), Refusal.Reason.NOT_AT_ONCE),
                        tuple(2.0, Script.minute(1), Refusal.Reason.NOT_AT_ONCE),
                        tuple(4.0, Script.minute(3), Refusal.Reason.EXPIRED));
        assertThat(result.refusals().get(0).detail()).contains("halted: LULD pause, from");
        assertThat(result.fills()).extracting(OrderFill::quantity).containsExactly(8.0);
    }

    @Test
    void what_is_held_keeps_its_mark_from_before_the_halt_and_the_equity_says_so() {
        Script script = new Script()
                .flat(100, 100, 50, 60, 70)
                .with(b -> b.halts(List.of(halt(1, 3))))
                .at(0, (v, t) -> t.buy(10).submit())
                .at(2, (v, t) -> assertThat(v.haltReason()).isEqualTo("LULD pause"))
                .at(3, (v, t) -> assertThat(v.haltReason()).as("resumed").isEmpty());
        // Another symbol goes on trading meanwhile.
        PortfolioResult result = script.of("QQQ").flat(1, 1, 1, 1, 1).run();

        AccountSeries equity = result.equity();
        assertThat(equity.equity(2)).isEqualTo(100_000);
        assertThat(equity.staleExposure(2)).isEqualTo(1000);
        assertThat(equity.staleExposure(0)).isZero();
        assertThat(equity.staleExposure(3))
                .as("the halt is over, and nothing was traded yet")
                .isEqualTo(1000);
        assertThat(equity.equity(4)).isEqualTo(100_000 - 300);
        assertThat(equity.staleExposure(4)).isZero();
        // At the instant at which it begins, too.
        assertThat(equity.staleExposure(1)).isEqualTo(1000);
        assertThat(result.summary().staleInstants()).isEqualTo(3);
    }

    @Test
    void a_margin_call_waits_for_the_end_of_a_halt() {
        PortfolioResult result = new Script()
                .flat(100, 100, 60, 60, 60, 60)
                .with(b -> b.halts(List.of(halt(2, 4))))
                .at(0, (v, t) -> t.buy(1900).submit())
                .run();

        assertThat(result.summary().marginCalls()).isEqualTo(1);
        assertThat(result.fills().get(1).timeMicros()).isEqualTo(Script.minute(5));
    }

    @Test
    void halts_that_overlap_are_one() {
        PortfolioResult result = new Script()
                .flat(100, 100, 100, 100, 100, 100)
                .with(b -> b.halts(List.of(halt(2, 3), halt(0, 2), halt(1, 4))))
                .at(0, (v, t) -> t.buy(10).submit())
                .run();

        assertThat(result.fills()).extracting(OrderFill::timeMicros).containsExactly(Script.minute(5));
    }

    @Test
    void a_halt_of_a_symbol_without_a_feed_is_refused() {
        Halt other = new Halt(Symbol.of("QQQ"), 1, 2, "x");

        assertThatThrownBy(() -> new Script()
                        .flat(100)
                        .with(b -> b.halts(List.of(other)))
                        .run())
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining("a halt of QQQ");
    }

    @Test
    void halts_are_read_from_comma_separated_values() {
        List<Halt> found = Halts.read(new StringReader("""
            symbol, from, to, reason
            QQQ,2025-10-24T10:05:00-04:00,2025-10-24T14:10:00Z,LULD, tier 1

            SPY,2025-10-24T14:00:00Z,2025-10-24T14:05:00Z,news
            """), "halts.csv");

        assertThat(found).extracting(h -> h.symbol().value()).containsExactly("SPY", "QQQ");
        assertThat(found.get(1).reason()).isEqualTo("LULD, tier 1");
        assertThat(found.get(1).fromMicros())
                .isEqualTo(Instant.parse("2025-10-24T14:05:00Z").getEpochSecond() * 1_000_000);
    }

    @Test
    void a_line_that_cannot_be_taken_is_named() {
        for (String bad : List.of(
                "SPY,2025-10-24T14:00:00Z,2025-10-24T14:00:00Z,news",
                "SPY,2025-10-24T14:00:00,2025-10-24T14:05:00Z,news",
                "SPY,2025-10-24T14:00:00Z,2025-10-24T14:05:00Z, ",
                "SPY,2025-10-24T14:00:00Z,news")) {
            assertThatThrownBy(() -> Halts.read(new StringReader("symbol,from,to,reason\n" + bad), "halts.csv"))
                    .as(bad)
                    .isInstanceOf(BarqueException.class)
                    .hasMessageContaining("halts.csv: line 2 ");
        }
        assertThatThrownBy(() -> Halts.read(new StringReader("a,b\n"), "halts.csv"))
                .hasMessageContaining("line 1 is 'a,b'");
    }
}
