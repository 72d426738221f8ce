package dev.barque.backtest.audit;

import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureReader;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.util.List;
import java.util.Optional;

/** Rows of one symbol and set in the order of their event times, one for each, as they were just computed. */
final class ComputedRows implements FeatureReader {
    private static final ComputedRows NONE = new ComputedRows(List.of());

    private final List<FeatureRow> rows;

    ComputedRows(List<FeatureRow> rows) {
        this.rows = rows;
    }

    static ComputedRows none() {
        return NONE;
    }

    @Override
    public Optional<FeatureRow> find(FeatureSetId set, Symbol symbol, AsOf asOf) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.get(middle).eventMicros() <= asOf.eventMicros()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low - 1; i >= 0; i--) {
            FeatureRow row = rows.get(i);
            if (!reaches(row.set().lookback(), row.eventMicros(), asOf.eventMicros())) {
                return Optional.empty();
            }
            if (row.knownMicros() <= asOf.knownMicros()
                    && row.symbol().equals(symbol)
                    && row.set().id().equals(set)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    private static boolean reaches(Lookback lookback, long eventMicros, long askedMicros) {
        return lookback instanceof Lookback.MaxAge age
                ? askedMicros - eventMicros <= age.maxAge().toNanos() / 1_000
                : UtcMicros.utcDate(eventMicros).equals(UtcMicros.utcDate(askedMicros));
    }

    @Override
    public NoFeatures diagnose(FeatureSetId set, Symbol symbol, AsOf asOf) {
        return new NoFeatures(
                set,
                symbol,
                asOf,
                NoFeatures.Reason.NO_SUCH_DATE,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
