package dev.barque.store.internal.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rows of two parts are kept, and in which order: of rows that are equal in all their content the one of the first part, or
 * else the one with the least number. Each part has its rows in order already: by event time, knowledge time and number.
 */
final class DistinctRows {
    private final ColumnRows rows;
    private final int firstPart;
    private final int[] order;
    private int kept;

    private DistinctRows(ColumnRows rows, int firstPart) {
        this.rows = rows;
        this.firstPart = firstPart;
        order = new int[rows.size()];
    }

    /**
     * The rows to keep in their order; rows before {@code firstPart} are the first part.
     *
     * @param sorted the first part's rows in order
     */
    static int[] of(ColumnRows rows, int[] sorted) {
        DistinctRows distinct = new DistinctRows(rows, sorted.length);
        distinct.merge(sorted);
        return Arrays.copyOf(distinct.order, distinct.kept);
    }

    private void merge(int[] sorted) {
        int a = 0;
        int b = firstPart;
        int from = 0;
        for (int i = 0; i < order.length; i++) {
            int row = b == rows.size() || (a < sorted.length && compare(sorted[a], b) <= 0) ? sorted[a++] : b++;
            order[i] = row;
            if (i > from && !sameTimes(order[from], row)) {
                keep(from, i);
                from = i;
            }
        }
        keep(from, order.length);
    }

    private int compare(int row, int other) {
        int byEvent = Long.compare(rows.event[row], rows.event[other]);
        int byTimes = byEvent != 0 ? byEvent : Long.compare(rows.known[row], rows.known[other]);
        return byTimes != 0 ? byTimes : Long.compare(rows.sequence[row], rows.sequence[other]);
    }

    private boolean sameTimes(int row, int other) {
        return rows.event[row] == rows.event[other] && rows.known[row] == rows.known[other];
    }

    /** Keeps those of a run of rows with the same times that are no repetition. */
    private void keep(int from, int to) {
        if (to - from < 2) {
            for (int i = from; i < to; i++) {
                order[kept++] = order[i];
            }
            return;
        }
        Map<Integer, List<Integer>> seen = new HashMap<>();
        boolean[] drop = new boolean[to - from];
        for (int pass = 0; pass < 2; pass++) {
            for (int i = from; i < to; i++) {
                boolean inFirst = order[i] < firstPart;
                if (inFirst == (pass == 0)) {
                    drop[i - from] = repeats(order[i], seen) && !inFirst;
                }
            }
        }
        for (int i = from; i < to; i++) {
            if (!drop[i - from]) {
                order[kept++] = order[i];
            }
        }
    }

    private boolean repeats(int row, Map<Integer, List<Integer>> seen) {
        List<Integer> alike = seen.computeIfAbsent(hash(row), hash -> new ArrayList<>(1));
        for (int other : alike) {
            if (rows.sameContent(row, other)) {
                return true;
            }
        }
        alike.add(row);
        return false;
    }

    private int hash(int row) {
        int hash = 1;
        for (FieldColumn field : rows.fields) {
            Object value = field.isNumber() ? (Object) field.bits()[row] : field.object(row);
            hash = 31 * hash + Arrays.deepHashCode(new Object[] {value});
        }
        return hash;
    }
}
