package dev.barque.store.internal.crew;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Does in their order what several threads make ready in any order. Whoever has made the next one ready does it, and those behind it
 * that wait; the others go on with something else. What is not done yet is kept.
 */
public final class InTurn {
    private final Crew.@Nullable Task[] ready;
    private int next;
    private boolean busy;

    /** For so many. */
    public InTurn(int count) {
        ready = new Crew.@Nullable Task[count];
    }

    /** Number {@code i}, counted from 0, may be done. Each number once. After one that failed none is done any more. */
    public void ready(int i, Crew.Task task) throws IOException {
        if (!comeForward(i, task)) {
            return;
        }
        for (Crew.Task now = take(); now != null; now = take()) {
            now.run();
        }
    }

    private synchronized boolean comeForward(int i, Crew.Task task) {
        ready[i] = Objects.requireNonNull(task, "task");
        if (busy) {
            return false;
        }
        busy = true;
        return true;
    }

    private synchronized Crew.@Nullable Task take() {
        Crew.Task now = next < ready.length ? ready[next] : null;
        if (now == null) {
            busy = false;
            return null;
        }
        ready[next++] = null;
        return now;
    }
}
