package dev.barque.benchmarks.scale;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a read should find, computed from the market alone: all rows of a symbol and day, and a look at each. */
final class Model {
    private final Market market;
    private final Map<Symbol, Integer> places = new HashMap<>();
    private final Map<LocalDate, Integer> days = new HashMap<>();

    Model(Market market) {
        this.market = market;
        for (int i = 0; i < market.symbols().size(); i++) {
            places.put(market.symbols().get(i), i);
        }
        for (int day = 0; day < market.days(); day++) {
            days.put(market.date(day), day);
        }
    }

    /** The row that wins, or none. Of rows about one time the one that was known last wins. */
    List<FeatureRow> find(Symbol symbol, long eventMicros, long knownMicros) {
        FeatureRow best = null;
        for (FeatureRow row : rows(symbol, UtcMicros.utcDate(eventMicros))) {
            boolean seen = row.eventMicros() <= eventMicros && row.knownMicros() <= knownMicros;
            if (seen && (best == null || row.eventMicros() >= best.eventMicros())) {
                best = row;
            }
        }
        return best == null ? List.of() : List.of(best);
    }

    /** All rows about a date in the order of their making. */
    private List<FeatureRow> rows(Symbol symbol, LocalDate date) {
        int place = places.getOrDefault(symbol, -1);
        int day = days.getOrDefault(date, -1);
        if (place < 0 || day < 0) {
            return List.of();
        }
        List<FeatureRow> rows = new ArrayList<>(Features.rows(market.bars(place, day)));
        if (market.isCorrected(place, day)) {
            rows.addAll(Features.corrections(
                    market.bars(place, day), market.finalBars(place, day), market.correctedAt(day)));
        }
        return rows;
    }
}
