package dev.barque.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a bar costs in heap: nothing, whether a position is held, an order stands, or neither. */
class EngineCostTest {
    private static final int PIECE = 10_000;

    private static Bars piece(Symbol symbol, int number) {
        Bars.Builder builder = Bars.builder(symbol).interval(Duration.ofMinutes(1));
        for (int i = 0; i < PIECE; i++) {
            double price = 100 + Math.sin(i * 0.01);
            builder.add(Script.minute(number * PIECE + i), price, price + 0.1, price - 0.1, price, 1000, 1000 * price);
        }
        return builder.build();
    }

    /** Bytes that a run of so many pieces of two symbols allocates beside the pieces, which exist already. */
    private static long bytes(List<List<Bars>> symbols, int pieces) {
        List<BarFeed> feeds = new ArrayList<>();
        for (List<Bars> of : symbols) {
            Iterator<Bars> some = of.subList(0, pieces).iterator();
            feeds.add(BarFeed.of(of.get(0).symbol(), some));
        }
        // A short position and a limit that is never reached, from the second bar on.
        Strategy holds = new Strategy() {
            private int calls;

            @Override
            public String id() {
                return "holds";
            }

            @Override
            public void onBar(MarketView view, Ticket ticket) {
                if (calls++ < 2) {
                    ticket.sell(10).submit();
                    ticket.buy(10).limit(1).submit();
                }
            }
        };
        PortfolioReplay replay =
                PortfolioReplay.builder(TradingCalendars.alwaysOpen(), 100_000).build();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        PortfolioSummary summary = replay.run(feeds, holds, ReplaySink.none());
        long after = threads.getThreadAllocatedBytes(thread);
        assertThat(summary.bars()).isEqualTo(2L * pieces * PIECE);
        assertThat(summary.open()).hasSize(2);
        return after - before;
    }

    @Test
    void a_bar_allocates_nothing_and_a_day_only_its_session() {
        List<List<Bars>> symbols = List.of(
                IntStream.range(0, 20).mapToObj(k -> piece(Symbol.of("A"), k)).toList(),
                IntStream.range(0, 20).mapToObj(k -> piece(Symbol.of("B"), k)).toList());
        bytes(symbols, 20);
        long few = bytes(symbols, 2);
        long many = bytes(symbols, 20);

        // 180,000 minutes more are 125 days of the calendar, each looked up once.
        double perBar = (many - few) / (2.0 * 18 * PIECE);
        assertThat(perBar).as("bytes for a bar").isLessThan(0.5);
    }
}
