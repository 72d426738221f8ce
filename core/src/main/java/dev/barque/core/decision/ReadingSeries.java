package dev.barque.core.decision;

import dev.barque.core.market.Symbol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Readings of one name over time, the same for every symbol or of one symbol alone. At an instant it gives the one that became
 * known last, and never one that became known later; of several that became known at once the last in the list. Immutable.
 */
public final class ReadingSeries implements ReadingSource {
    private final Optional<Symbol> symbol;
    private final long[] known;
    private final List<Optional<Reading>> readings;

    private ReadingSeries(Optional<Symbol> symbol, List<Reading> given) {
        this.symbol = symbol;
        List<Reading> ordered = new ArrayList<>(given);
        ordered.sort(Comparator.comparingLong(Reading::knownMicros));
        known = ordered.stream().mapToLong(Reading::knownMicros).toArray();
        readings = ordered.stream().map(Optional::of).toList();
        for (Reading reading : ordered) {
            if (!reading.name().equals(ordered.get(0).name())) {
                throw new IllegalArgumentException("A series holds readings of one name but was given "
                        + ordered.get(0).name() + " and " + reading.name());
            }
        }
    }

    /** The same for every symbol. */
    public static ReadingSeries of(List<Reading> readings) {
        return new ReadingSeries(Optional.empty(), readings);
    }

    /** Of one symbol; about the others it says nothing. */
    public static ReadingSeries of(Symbol symbol, List<Reading> readings) {
        return new ReadingSeries(Optional.of(symbol), readings);
    }

    @Override
    public Optional<Reading> at(Symbol asked, long timeMicros) {
        if (symbol.isPresent() && !symbol.get().equals(asked)) {
            return Optional.empty();
        }
        int found = Arrays.binarySearch(known, timeMicros);
        int last = found >= 0 ? found : -found - 2;
        while (last >= 0 && last + 1 < known.length && known[last + 1] == timeMicros) {
            last++;
        }
        return last < 0 ? Optional.empty() : readings.get(last);
    }
}
