package dev.barque.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.backtest.execution.AlmgrenPermanentImpact;
import dev.barque.backtest.execution.FeeModels;
import dev.barque.backtest.execution.SlippageModels;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A long run needs no more memory than a short one: both fit into a heap that holds neither's bars. */
class EngineMemoryTest {
    private static final int HEAP_MIB = 24;
    private static final int FEW = 100_000;
    private static final int MANY = 16 * FEW;
    private static final int PIECE = 390;
    /** Columns of a bar: time, four prices, two volumes. */
    private static final int BYTES_A_BAR = 7 * Double.BYTES;

    @Test
    void sixteen_times_the_bars_fit_into_the_same_small_heap_and_leave_as_much_behind() throws Exception {
        assertThat(2L * MANY * BYTES_A_BAR).as("the bars alone would not fit").isGreaterThan((5L * HEAP_MIB) << 20);

        long few = live(FEW);
        long many = live(MANY);

        // Code that is compiled and classes that are loaded later are not in the heap; what is logged of the run would
        // be.
        assertThat(many - few)
                .as("bytes that 1,500,000 bars more left in the heap")
                .isLessThan(512L * 1024);
    }

    /** Bytes that are live at the last bar of a run in a process of its own. */
    private static long live(int bars) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MIB + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineMemoryTest.class.getName(),
                        String.valueOf(bars))
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isZero();
        String[] words = said.strip().split(" ", -1);
        assertThat(Long.parseLong(words[1])).as("positions that were closed").isGreaterThan(bars / 100);
        return Long.parseLong(words[0]);
    }

    public static void main(String[] words) {
        int bars = Integer.parseInt(words[0]);
        Turns strategy = new Turns(2L * bars);
        PortfolioSummary summary = PortfolioReplay.builder(TradingCalendars.alwaysOpen(), 1e9)
                .margin(Margin.regulationT())
                .slippage(SlippageModels.of("sqrt-impact:y=0.1"))
                .fees(FeeModels.of("ibkr-fixed"))
                .impact(new AlmgrenPermanentImpact(0.314, 1, 0))
                .halts(List.of(new Halt(Symbol.of("A"), Script.minute(10), Script.minute(20), "news")))
                .build()
                .run(List.of(new Generated("A", bars), new Generated("B", bars)), strategy, ReplaySink.none());
        System.out.println(strategy.live + " " + summary.roundTrips());
    }

    /** Opens a protected position on every tenth bar of a symbol and closes it five bars later; some orders are never executed. */
    private static final class Turns implements Strategy {
        private final long last;
        private long calls;
        long live;

        Turns(long last) {
            this.last = last;
        }

        @Override
        public String id() {
            return "turns";
        }

        @Override
        public void onBar(MarketView view, Ticket ticket) {
            long bar = calls++ / 2;
            if (bar % 10 == 0) {
                double price = view.close();
                (bar % 20 == 0 ? ticket.buy(10) : ticket.sell(10))
                        .protect(bar % 20 == 0 ? price - 50 : price + 50, Double.NaN)
                        .submit();
                ticket.buy(10)
                        .limit(price / 2)
                        .goodTill(view.timeMicros() + 180_000_000)
                        .submit();
            } else if (bar % 10 == 5) {
                ticket.moveTo(0);
            }
            if (calls == last) {
                System.gc();
                live = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            }
        }
    }

    /** Minutes that are made when it is their turn. */
    private static final class Generated implements BarFeed {
        private final Symbol symbol;
        private final int count;
        private int next;

        Generated(String name, int count) {
            symbol = Symbol.of(name);
            this.count = count;
        }

        @Override
        public Symbol symbol() {
            return symbol;
        }

        @Override
        public @Nullable Bars next() {
            if (next == count) {
                return null;
            }
            Bars.Builder piece = Bars.builder(symbol).interval(Duration.ofMinutes(1));
            for (int end = Math.min(count, next + PIECE); next < end; next++) {
                double price = 100 + 5 * Math.sin(next * 0.001) + (next * 7_919 % 100) * 0.001;
                piece.add(Script.minute(next), price, price + 0.1, price - 0.1, price, 1e6, 1e6 * price);
            }
            return piece.build();
        }
    }
}
