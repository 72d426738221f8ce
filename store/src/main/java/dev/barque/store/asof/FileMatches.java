package dev.barque.store.asof;

import dev.barque.core.feature.FeatureSet;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which row of which row group answers each question, so far. Row groups may come in any order and from several threads. Questions that
 * have an answer which no row of a group can beat are passed over, most of them 64 at a time: over a file in the order of time each
 * question is joined once or twice, however many row groups there are.
 */
final class FileMatches {
    private static final int SHIFT = 6;
    private static final int NONE = -1;

    private final Spine spine;
    private final Duration tolerance;
    private final long toleranceMicros;
    private final JoinedColumns joined;
    private final int[] group;
    private final int[] row;
    /** The questions about each symbol of the spine, by time. */
    private final int[][] questions;
    /** Where among them a question stands. */
    private final int[] place;
    /** The earliest answer among 64 of them. */
    private final long[][] earliest;

    FileMatches(Spine spine, FeatureSet set, Duration tolerance, JoinedColumns joined) {
        this.spine = spine;
        this.tolerance = tolerance;
        this.joined = joined;
        toleranceMicros = FeatureSeries.micros(tolerance);
        group = new int[spine.size()];
        row = new int[spine.size()];
        Arrays.fill(group, NONE);
        questions = SpineOrder.bySymbol(spine);
        place = new int[spine.size()];
        earliest = new long[questions.length][];
        for (int symbol = 0; symbol < questions.length; symbol++) {
            for (int i = 0; i < questions[symbol].length; i++) {
                place[questions[symbol][i]] = i;
            }
            earliest[symbol] = new long[(questions[symbol].length + (1 << SHIFT) - 1) >>> SHIFT];
            Arrays.fill(earliest[symbol], JoinedColumns.NEVER);
        }
    }

    /** Joins the rows of a row group; says how many questions were looked at for it. */
    int join(FeatureTable table, int groupNumber) {
        int[] candidates = candidates(table);
        if (candidates.length == 0) {
            return 0;
        }
        int[] found = new int[candidates.length];
        long[] event = new long[candidates.length];
        long[] known = new long[candidates.length];
        Arrays.fill(found, NONE);
        AsOfJoin.with(table).tolerance(tolerance).each(spine.pick(candidates), (question, series, at) -> {
            found[question] = (int) series.int64(at, 0);
            event[question] = series.eventMicros(at);
            known[question] = series.knownMicros(at);
        });
        merge(candidates, found, event, known, groupNumber);
        return candidates.length;
    }

    private synchronized int[] candidates(FeatureTable table) {
        int[] candidates = new int[64];
        int count = 0;
        for (int symbol = 0; symbol < questions.length; symbol++) {
            Optional<FeatureSeries> series = table.series(spine.symbols().get(symbol));
            if (series.isEmpty() || series.get().size() == 0) {
                continue;
            }
            FeatureSeries rows = series.get();
            long last = rows.eventMicros(rows.size() - 1);
            int[] of = questions[symbol];
            for (int i = from(of, rows.eventMicros(0)); i < of.length; i++) {
                if ((i & (1 << SHIFT) - 1) == 0 && earliest[symbol][i >>> SHIFT] > last) {
                    i += (1 << SHIFT) - 1;
                    continue;
                }
                int question = of[i];
                long time = spine.event[question];
                if (isTooLate(rows, time, last)) {
                    break;
                }
                if (joined.eventMicros()[question] <= last) {
                    if (count == candidates.length) {
                        candidates = Arrays.copyOf(candidates, 2 * count);
                    }
                    candidates[count++] = question;
                }
            }
        }
        return Arrays.copyOf(candidates, count);
    }

    /** Whether all rows are older than the look-back and the tolerance allow; so they are for all later questions. */
    private boolean isTooLate(FeatureSeries rows, long time, long last) {
        long byTolerance = time - toleranceMicros;
        return rows.oldest(time) > last || (byTolerance <= time && byTolerance > last);
    }

    /** The first of the questions that is about a time or later. */
    private int from(int[] of, long time) {
        int low = 0;
        int high = of.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (spine.event[of[middle]] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private synchronized void merge(int[] candidates, int[] found, long[] event, long[] known, int groupNumber) {
        long[] bestEvent = joined.eventMicros();
        long[] bestKnown = joined.knownMicros();
        for (int i = 0; i < candidates.length; i++) {
            int question = candidates[i];
            boolean wins = found[i] != NONE
                    && (event[i] > bestEvent[question]
                            || (event[i] == bestEvent[question]
                                    && (known[i] > bestKnown[question]
                                            || (known[i] == bestKnown[question] && groupNumber > group[question]))));
            if (wins) {
                bestEvent[question] = event[i];
                bestKnown[question] = known[i];
                group[question] = groupNumber;
                row[question] = found[i];
            }
            boolean endsBlock = i + 1 == candidates.length
                    || spine.symbol[candidates[i + 1]] != spine.symbol[question]
                    || place[candidates[i + 1]] >>> SHIFT != place[question] >>> SHIFT;
            if (endsBlock) {
                note(spine.symbol[question], place[question] >>> SHIFT);
            }
        }
    }

    private void note(int symbol, int block) {
        int[] of = questions[symbol];
        long least = Long.MAX_VALUE;
        for (int i = block << SHIFT; i < Math.min(of.length, (block + 1) << SHIFT); i++) {
            least = Math.min(least, joined.eventMicros()[of[i]]);
        }
        earliest[symbol][block] = least;
    }

    /** The questions that each row group answers, by the number of its row. */
    int[][] byGroup(int groups) {
        int[] counts = new int[groups];
        for (int of : group) {
            if (of != NONE) {
                counts[of]++;
            }
        }
        long[][] keys = new long[groups][];
        Arrays.setAll(keys, i -> new long[counts[i]]);
        for (int question = 0; question < group.length; question++) {
            int of = group[question];
            if (of != NONE) {
                keys[of][--counts[of]] = (long) row[question] << Integer.SIZE | question;
            }
        }
        int[][] byGroup = new int[groups][];
        for (int i = 0; i < groups; i++) {
            Arrays.sort(keys[i]);
            byGroup[i] = Arrays.stream(keys[i]).mapToInt(key -> (int) key).toArray();
        }
        return byGroup;
    }

    /** The row of its row group that answers a question. */
    int row(int question) {
        return row[question];
    }
}
