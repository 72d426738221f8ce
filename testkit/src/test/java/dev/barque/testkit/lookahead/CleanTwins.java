package dev.barque.testkit.lookahead;

import dev.barque.backtest.audit.AuditData;
import dev.barque.backtest.audit.AuditTrace;
import dev.barque.core.feature.AsOf;
import dev.barque.core.market.Bars;
import dev.barque.core.market.OptionChain;
import dev.barque.core.market.Symbol;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/** What the {@link Leaks} do, without knowing the future. */
final class CleanTwins {
    private CleanTwins() {}

    static class OneBarAhead extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            return bars.close(Math.max(i - 1, 0)) - bars.close(i);
        }
    }

    /** The last quarter of an hour that is over. */
    static class HigherFrameMergedEarly extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            int last = i;
            while (last >= 0
                    && Math.floorDiv(bars.time(last) - 1, Leaks.QUARTER)
                            == Math.floorDiv(bars.time(i) - 1, Leaks.QUARTER)) {
                last--;
            }
            return last < 0 ? -1 : bars.close(last);
        }
    }

    static class WholeSampleNormalisation extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            return bars.close(i) / mean(bars, 0, i + 1);
        }
    }

    static class LateRevision extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            return data.rows()
                    .find(Markets.SET.id(), bars.symbol(), AsOf.at(bars.time(i)))
                    .map(row -> row.float64(0))
                    .orElse(-1.0);
        }
    }

    static class EquityMark extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            double equity = 0;
            for (int b = 2; b <= i; b++) {
                int position = bars.close(b - 1) > bars.close(b - 2) ? 1 : -1;
                equity += position * (bars.close(b) - bars.close(b - 1));
            }
            return equity;
        }

        @Override
        void tell(AuditTrace to, Symbol symbol, long micros, double value) {
            to.equity(symbol, micros, value);
        }
    }

    /** A cache that every run shares, of something that depends on its key alone. */
    static class SharedCache extends PerBar {
        private static final Map<Double, Double> ROOTS = new ConcurrentHashMap<>();

        @Override
        double at(AuditData data, Bars bars, int i) {
            return ROOTS.computeIfAbsent(bars.close(i), Math::sqrt);
        }
    }

    static class CentredWindow extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            return mean(bars, i - 4, i + 1);
        }
    }

    static class FilledFromTheFuture extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            return bars.close(i % 3 == 1 ? i - 1 : i);
        }
    }

    /** The label of five bars ago is known. */
    static class LabelInTheFeatures extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            double label = i >= 5 && bars.close(i) > bars.close(i - 5) ? 1 : 0;
            return bars.close(i) + 1e-9 * label;
        }
    }

    static class SizeOfTheSample extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            return i;
        }
    }

    static class LaterChain extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            OptionChain chain = data.chains().newest(bars.symbol(), bars.time(i));
            return chain == null ? -1 : chain.openInterest(0);
        }
    }

    static class LaterReading extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            return data.readings()
                    .get(0)
                    .at(bars.symbol(), bars.time(i))
                    .map(reading -> reading.value())
                    .orElse(-1.0);
        }
    }

    /** The largest of the past. */
    static class LargestOfTheFuture extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            double most = 0;
            for (int b = 0; b <= i; b++) {
                most = Math.max(most, bars.volume(b));
            }
            return most > 100_000 ? 1 : 0;
        }
    }

    /** Random numbers with a seed. */
    static class Chance extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            return new SplittableRandom(bars.time(i)).nextDouble();
        }
    }
}
