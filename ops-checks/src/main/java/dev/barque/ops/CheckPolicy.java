package dev.barque.ops;

import java.time.Duration;
import java.util.Set;

/**
 * How a {@link HealthRunner} treats a check: what its author proposes by {@link HealthCheck#policy}, unless the host says
 * otherwise. Immutable.
 *
 * @param timeToLive for how long a result is used again before the check is run again; zero for never
 * @param staleAfter after how long without a new result nothing is known; longer than {@code timeToLive}
 * @param failures how many results in a row must be at least so bad before the check is shown as worse; from 1
 * @param successes how many in a row must be at least so good before it is shown as better; from 1
 * @param dependsOn ids of checks that explain this one when they are unhealthy or hang: it is then not run
 */
public record CheckPolicy(
        Duration timeToLive, Duration staleAfter, int failures, int successes, Set<String> dependsOn) {
    private static final CheckPolicy STANDARD = new CheckPolicy(Duration.ZERO, Duration.ofMinutes(10), 1, 1, Set.of());

    /** Copies the ids and refuses what the parameters do not allow. */
    public CheckPolicy {
        dependsOn = Set.copyOf(dependsOn);
        if (timeToLive.isNegative() || staleAfter.compareTo(timeToLive) <= 0) {
            throw new IllegalArgumentException(
                    "A result must become stale after its time to live, which is not negative," + " but they were "
                            + staleAfter + " and " + timeToLive);
        }
        if (failures < 1 || successes < 1) {
            throw new IllegalArgumentException(
                    "Failures and successes in a row count from 1 but were " + failures + " and " + successes);
        }
    }

    /** Run whenever asked, stale after ten minutes, shown at once, explained by nothing. */
    public static CheckPolicy standard() {
        return STANDARD;
    }

    /** The same with another time to live. */
    public CheckPolicy withTimeToLive(Duration time) {
        return new CheckPolicy(time, staleAfter, failures, successes, dependsOn);
    }

    /** The same with another age at which nothing is known any more. */
    public CheckPolicy withStaleAfter(Duration age) {
        return new CheckPolicy(timeToLive, age, failures, successes, dependsOn);
    }

    /** The same with other counts of results in a row. */
    public CheckPolicy withDamping(int failuresInARow, int successesInARow) {
        return new CheckPolicy(timeToLive, staleAfter, failuresInARow, successesInARow, dependsOn);
    }

    /** The same, explained by these checks and no others. */
    public CheckPolicy withDependencies(Set<String> ids) {
        return new CheckPolicy(timeToLive, staleAfter, failures, successes, ids);
    }
}
