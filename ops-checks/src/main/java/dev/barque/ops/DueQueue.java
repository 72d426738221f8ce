package dev.barque.ops;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Runs that wait for a thread, the one that is due first in front. They mostly come in that order, and go in at the end. */
final class DueQueue {
    private static final int FEW = 64;

    private @Nullable Execution[] runs = new @Nullable Execution[FEW];
    private int from;
    private int to;

    void add(Execution run) {
        if (to == runs.length) {
            int size = size();
            @Nullable Execution[] larger = size > runs.length / 2 ? Arrays.copyOf(runs, 2 * runs.length) : runs;
            System.arraycopy(runs, from, larger, 0, size);
            Arrays.fill(larger, size, to, null);
            runs = larger;
            from = 0;
            to = size;
        }
        int at = to++;
        for (Execution before = last(at); before != null && before.due - run.due > 0; before = last(at)) {
            runs[at--] = before;
        }
        runs[at] = run;
    }

    private @Nullable Execution last(int before) {
        return before == from ? null : runs[before - 1];
    }

    @Nullable
    Execution poll() {
        if (from == to) {
            return null;
        }
        Execution first = runs[from];
        runs[from++] = null;
        if (from == to) {
            clear();
        }
        return first;
    }

    void remove(Execution run) {
        for (int i = from; i < to; i++) {
            if (runs[i] == run) {
                System.arraycopy(runs, i + 1, runs, i, to - i - 1);
                runs[--to] = null;
                return;
            }
        }
    }

    void clear() {
        Arrays.fill(runs, from, to, null);
        from = 0;
        to = 0;
    }

    int size() {
        return to - from;
    }

    boolean isEmpty() {
        return from == to;
    }
}
