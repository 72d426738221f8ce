package dev.barque.ops;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a row of results: worse once so many in a row were at least so bad, better once so many in a row were at least
 * so good. The first result is shown as it is. Flapping begins when half of the last 20 steps from one result to the next are changes
 * and ends below a quarter, as thresholds of Nagios do ("Detection and Handling of State Flapping", Nagios Core documentation, without
 * its weights). Not safe for use by several threads.
 */
final class Damping {
    private static final HealthStatus[] STATUSES = HealthStatus.values();
    private static final int STEPS = 20;
    private static final int BEGINS = 10;
    private static final int ENDS = 5;

    private final int failures;
    private final int successes;
    /** For each status how many of the last results in a row were at least so bad, and at least so good. */
    private final int[] worse = new int[STATUSES.length];

    private final int[] better = new int[STATUSES.length];
    private final HealthStatus[] recent = new HealthStatus[STEPS];
    private @Nullable HealthStatus last;
    private HealthStatus shown = HealthStatus.UNKNOWN;
    private int results;
    private int changes;
    private boolean flapping;
    /** Until the next result that is another one. */
    private @Nullable List<HealthStatus> listed;

    Damping(CheckPolicy policy) {
        failures = policy.failures();
        successes = policy.successes();
    }

    void add(HealthStatus result) {
        for (int i = 0; i < STATUSES.length; i++) {
            worse[i] = result.compareTo(STATUSES[i]) >= 0 ? worse[i] + 1 : 0;
            better[i] = result.compareTo(STATUSES[i]) <= 0 ? better[i] + 1 : 0;
        }
        shown = last == null ? result : next(shown);
        changes = (changes << 1 | (last == null || last == result ? 0 : 1)) & ((1 << STEPS) - 1);
        flapping = Integer.bitCount(changes) >= (flapping ? ENDS : BEGINS);
        recent[results++ % STEPS] = result;
        last = result;
        if (changes != 0 || results <= STEPS) {
            listed = null; // else there are as many, and all of them the same
        }
    }

    private HealthStatus next(HealthStatus now) {
        for (int i = STATUSES.length - 1; STATUSES[i] != now; i--) {
            if (worse[i] >= failures) {
                return STATUSES[i];
            }
        }
        for (int i = 0; STATUSES[i] != now; i++) {
            if (better[i] >= successes) {
                return STATUSES[i];
            }
        }
        return now;
    }

    HealthStatus shown() {
        return shown;
    }

    boolean isFlapping() {
        return flapping;
    }

    List<HealthStatus> recent() {
        if (listed == null) {
            List<HealthStatus> list = new ArrayList<>(Math.min(results, STEPS));
            for (int i = Math.max(0, results - STEPS); i < results; i++) {
                list.add(recent[i % STEPS]);
            }
            listed = List.copyOf(list);
        }
        return listed;
    }
}
