package dev.barque.testkit.lookahead;

import dev.barque.backtest.audit.AuditData;
import dev.barque.backtest.audit.AuditTrace;
import dev.barque.core.feature.AsOf;
import dev.barque.core.market.Bars;
import dev.barque.core.market.OptionChain;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Every way of knowing the future that we could think of. {@link CleanTwins} do the same honestly. */
final class Leaks {
    static final long QUARTER = 15 * UtcMicros.PER_MINUTE;

    private Leaks() {}

    static class OneBarAhead extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            return bars.close(Math.min(i + 1, bars.size() - 1));
        }
    }

    /** The quarter of an hour that a bar lies in is merged before it is over. */
    static class HigherFrameMergedEarly extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            int last = i;
            while (last + 1 < bars.size()
                    && Math.floorDiv(bars.time(last + 1) - 1, QUARTER) == Math.floorDiv(bars.time(i) - 1, QUARTER)) {
                last++;
            }
            return bars.close(last);
        }
    }

    static class WholeSampleNormalisation extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            return bars.close(i) / mean(bars, 0, bars.size());
        }
    }

    /** A revision is read from the instant on that it is about. */
    static class LateRevision extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            long t = bars.time(i);
            AsOf asOf = new AsOf(UtcMicros.toInstant(t), UtcMicros.toInstant(t + UtcMicros.PER_DAY));
            return data.rows()
                    .find(Markets.SET.id(), bars.symbol(), asOf)
                    .map(row -> row.float64(0))
                    .orElse(-1.0);
        }
    }

    static class EquityMark extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            double equity = 0;
            for (int b = 1; b <= i; b++) {
                int position = bars.close(b) > bars.close(b - 1) ? 1 : -1;
                equity += position * (bars.close(Math.min(b + 1, bars.size() - 1)) - bars.close(b));
            }
            return equity;
        }

        @Override
        void tell(AuditTrace to, Symbol symbol, long micros, double value) {
            to.equity(symbol, micros, value);
        }
    }

    /** The first who asks fills it with the whole day. */
    static class SharedCacheOfDays extends PerBar {
        private static final Map<LocalDate, Double> DAYS = new ConcurrentHashMap<>();

        @Override
        double at(AuditData data, Bars bars, int i) {
            return DAYS.computeIfAbsent(UtcMicros.utcDate(bars.time(i)), date -> {
                Bars day = data.bars().day(bars.symbol(), date);
                return mean(day, 0, day.size());
            });
        }
    }

    /** What one run has seen, the next one knows. */
    static class SharedCacheOfRuns extends PerBar {
        private static final Map<Symbol, Double> HIGHEST = new ConcurrentHashMap<>();

        @Override
        double at(AuditData data, Bars bars, int i) {
            return HIGHEST.merge(bars.symbol(), bars.close(i), Math::max);
        }
    }

    static class CentredWindow extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            return mean(bars, i - 2, i + 3);
        }
    }

    /** Every third value is missing and is filled from the next one. */
    static class FilledFromTheFuture extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            int from = i;
            while (from % 3 == 1 && from + 1 < bars.size()) {
                from++;
            }
            return bars.close(from);
        }
    }

    /** The thing that is to be learned stands among the inputs, a little. */
    static class LabelInTheFeatures extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            double label = i + 5 < bars.size() && bars.close(i + 5) > bars.close(i) ? 1 : 0;
            return bars.close(i) + 1e-9 * label;
        }
    }

    /** How far the sample has gone says where it ends. */
    static class SizeOfTheSample extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            return (double) i / bars.size();
        }
    }

    static class LaterChain extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            OptionChain chain = data.chains().newest(bars.symbol(), bars.time(i) + 10 * UtcMicros.PER_MINUTE);
            return chain == null ? -1 : chain.openInterest(0);
        }
    }

    static class LaterReading extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            return data.readings()
                    .get(0)
                    .at(bars.symbol(), bars.time(i) + 10 * UtcMicros.PER_MINUTE)
                    .map(reading -> reading.value())
                    .orElse(-1.0);
        }
    }

    static class LargestOfTheFuture extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            double most = 0;
            for (int b = i; b < bars.size(); b++) {
                most = Math.max(most, bars.volume(b));
            }
            return most > 100_000 ? 1 : 0;
        }
    }

    static class Chance extends PerBar {
        @Override
        double at(AuditData data, Bars bars, int i) {
            return ThreadLocalRandom.current().nextDouble();
        }
    }
}
