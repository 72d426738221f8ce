package dev.barque.ops.checks.data;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Sizes that a check saw in earlier runs: make one for a program and put it into its contexts. Keeps at most 1,000 samples of
 * each name. Safe for use by several threads.
 */
public final class SizeHistory {
    private static final int MOST = 1_000;

    private final Map<String, Deque<Sample>> samples = new HashMap<>();

    /** Without a sample. */
    public SizeHistory() {}

    /** Adds a size and tells the oldest one within the window. Of one instant only the first counts. */
    synchronized Sample add(String name, Instant now, long bytes, Duration window) {
        Deque<Sample> known = samples.computeIfAbsent(name, unseen -> new ArrayDeque<>());
        // A clock that was set back makes what lies ahead of it worthless.
        while (!known.isEmpty() && (known.getFirst().at().isBefore(now.minus(window)) || known.size() >= MOST)) {
            known.removeFirst();
        }
        while (!known.isEmpty() && known.getLast().at().isAfter(now)) {
            known.removeLast();
        }
        if (known.isEmpty() || known.getLast().at().isBefore(now)) {
            known.addLast(new Sample(now, bytes));
        }
        return known.getFirst();
    }

    /** A size at an instant. */
    record Sample(Instant at, long bytes) {}
}
