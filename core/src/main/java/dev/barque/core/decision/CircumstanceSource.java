package dev.barque.core.decision;

import dev.barque.core.market.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What surrounds a decision, for guards. Guards see nothing else beside bars and rows, and it is kept in the decision: so a
 * replay that is shown the same decides alike. Implementations say whether several threads may ask.
 */
@FunctionalInterface
public interface CircumstanceSource {
    /**
     * What was known at the instant of a bar (UTC microseconds), and nothing that became known later.
     *
     * @param account the account as the caller keeps it; a source that has recorded another one may give that
     */
    Circumstances at(Symbol symbol, long timeMicros, AccountState account);

    /** The account and nothing else. */
    static CircumstanceSource none() {
        return of(List.of());
    }

    /** The account and what these sources give; a reading that they date later than the bar is left out. */
    static CircumstanceSource of(List<ReadingSource> sources) {
        List<ReadingSource> asked = List.copyOf(sources);
        return (symbol, timeMicros, account) -> {
            if (asked.isEmpty()) {
                return new Circumstances(account, List.of());
            }
            List<Reading> readings = new ArrayList<>(asked.size());
            for (int i = 0; i < asked.size(); i++) {
                Optional<Reading> reading = asked.get(i).at(symbol, timeMicros);
                if (reading.isPresent() && reading.get().knownMicros() <= timeMicros) {
                    readings.add(reading.get());
                }
            }
            return new Circumstances(account, readings);
        };
    }
}
