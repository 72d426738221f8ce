package dev.barque.store.internal.l1;

/**
 * The order of rows by time and then by symbol, those of one time and symbol as they were added: a merge sort of runs that are in order
 * already, which files and the days of vendors mostly are. Takes 8 bytes for each row.
 */
final class RowOrder {
    private final long[] time;
    private final int[] symbol;
    private final int[] rank;

    private RowOrder(L1Rows rows, int[] rank) {
        time = rows.time;
        symbol = rows.symbol;
        this.rank = rank;
    }

    /** The places of all rows, by a rank of their symbols. */
    static int[] of(L1Rows rows, int[] rank) {
        int[] order = new int[rows.size];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        return new RowOrder(rows, rank).sorted(order);
    }

    private int[] sorted(int[] order) {
        int[] from = order;
        int[] to = new int[order.length];
        for (boolean merged = true; merged; ) {
            merged = false;
            int at = 0;
            while (at < from.length) {
                int middle = endOfRun(from, at);
                int end = middle < from.length ? endOfRun(from, middle) : middle;
                merge(from, at, middle, end, to);
                merged |= at > 0 || end < from.length;
                at = end;
            }
            int[] next = from;
            from = to;
            to = next;
        }
        return from;
    }

    private int endOfRun(int[] order, int from) {
        int at = from + 1;
        while (at < order.length && !isAfter(order[at - 1], order[at])) {
            at++;
        }
        return at;
    }

    private void merge(int[] from, int first, int middle, int end, int[] to) {
        int left = first;
        int right = middle;
        for (int at = first; at < end; at++) {
            boolean takesLeft = right == end || (left < middle && !isAfter(from[left], from[right]));
            to[at] = takesLeft ? from[left++] : from[right++];
        }
    }

    private boolean isAfter(int a, int b) {
        return time[a] > time[b] || (time[a] == time[b] && rank[symbol[a]] > rank[symbol[b]]);
    }
}
