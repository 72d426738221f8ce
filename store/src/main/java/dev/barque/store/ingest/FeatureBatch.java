package dev.barque.store.ingest;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.ParquetFeatureStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way to a store, in memory up to a bound. They are put in the order of symbols and dates, so that a partition that
 * has to be looked at is looked at once for a batch, not once for a row; rows of one symbol and date stay in the order of the table.
 */
final class FeatureBatch {
    private static final int MOST_ROWS = 1 << 16;
    private static final long MOST_BYTES =
            Math.min(32L << 20, Runtime.getRuntime().maxMemory() / 16);
    /** Of a row without features, and of a number. */
    private static final long ROW_BYTES = 200;

    private static final long NUMBER_BYTES = 17;
    /** Rows of one append: all of them or none, one sync. */
    private static final int AT_ONCE = 4_096;
    /** What is wrong with a row, not with the store: the others of its batch may go in without it. */
    private static final Set<String> ROW_PROBLEMS =
            Set.of("store.name-too-long", "store.row-too-large", "store.bad-text", "store.bad-date");

    private final @Nullable ParquetFeatureStore store;
    private final FeatureTally tally;
    private final List<Waiting> waiting = new ArrayList<>();
    private long bytes;

    private record Waiting(long number, FeatureRow row, long day) {
        Symbol symbol() {
            return row.symbol();
        }
    }

    private record Times(long event, long known) {}

    /** Without a store rows are only counted. */
    FeatureBatch(@Nullable ParquetFeatureStore store, FeatureTally tally) {
        this.store = store;
        this.tally = tally;
    }

    /** Takes a row whose texts and lists have so many bytes. */
    void add(long number, FeatureRow row, long objectBytes) {
        waiting.add(new Waiting(number, row, Math.floorDiv(row.eventMicros(), UtcMicros.PER_DAY)));
        bytes += ROW_BYTES + NUMBER_BYTES * row.schema().size() + objectBytes;
    }

    /** Hands over what waits when it is enough. */
    void flushWhenFull() {
        if (waiting.size() >= MOST_ROWS || bytes >= MOST_BYTES) {
            flush();
        }
    }

    /** Hands over what waits. */
    void flush() {
        waiting.sort(Comparator.comparing(Waiting::symbol).thenComparingLong(Waiting::day));
        List<Waiting> fresh = new ArrayList<>();
        Map<Times, List<FeatureRow>> seen = new HashMap<>();
        for (int i = 0; i < waiting.size(); i++) {
            Waiting one = waiting.get(i);
            if (i > 0
                    && !(one.symbol().equals(waiting.get(i - 1).symbol())
                            && one.day() == waiting.get(i - 1).day())) {
                seen.clear();
            }
            FeatureRow row = one.row();
            List<FeatureRow> alike =
                    seen.computeIfAbsent(new Times(row.eventMicros(), row.knownMicros()), times -> new ArrayList<>(1));
            try {
                if (alike.stream().anyMatch(row::sameContent) || (store != null && store.contains(row))) {
                    tally.repeat();
                } else {
                    alike.add(row);
                    fresh.add(one);
                }
            } catch (BarqueException e) {
                refuse(one, e);
            }
        }
        waiting.clear();
        bytes = 0;
        for (int from = 0; from < fresh.size(); from += AT_ONCE) {
            append(fresh.subList(from, Math.min(fresh.size(), from + AT_ONCE)));
        }
    }

    private void append(List<Waiting> some) {
        try {
            if (store != null) {
                store.append(some.stream().map(Waiting::row).toList());
            }
            some.forEach(one -> tally.append(one.row().eventMicros()));
        } catch (BarqueException e) {
            if (some.size() == 1 || !ROW_PROBLEMS.contains(e.code())) {
                refuse(some.get(0), e);
            } else {
                append(some.subList(0, some.size() / 2));
                append(some.subList(some.size() / 2, some.size()));
            }
        }
    }

    private void refuse(Waiting one, BarqueException problem) {
        if (!ROW_PROBLEMS.contains(problem.code())) {
            throw problem;
        }
        tally.refuse(one.number(), problem);
    }
}
