package dev.barque.ops.history;

import java.time.Duration;
import java.time.Instant;

/**
 * How a check was over a time, as it was shown.
 *
 * @param check its id
 * @param from the first instant
 * @param to the instant after the last one
 * @param healthy how long it was healthy, outside of maintenance as the next three
 * @param degraded how long it was degraded
 * @param unhealthy how long it was unhealthy
 * @param unknown how long a result said that it is unknown
 * @param maintenance how long trouble was expected
 * @param changes how often its status changed
 * @param outages how often it became unhealthy outside of maintenance
 * @param longestOutage the longest time for which it was unhealthy, as far as anybody observed it
 */
public record Uptime(
        String check,
        Instant from,
        Instant to,
        Duration healthy,
        Duration degraded,
        Duration unhealthy,
        Duration unknown,
        Duration maintenance,
        int changes,
        int outages,
        Duration longestOutage) {
    /** For how long anybody looked, maintenance left out. */
    public Duration observed() {
        return healthy.plus(degraded).plus(unhealthy).plus(unknown);
    }

    /** For how long nobody looked. */
    public Duration unobserved() {
        return Duration.between(from, to).minus(observed()).minus(maintenance);
    }

    /**
     * The share of the observed time in which it worked, healthy or degraded, 0 to 1; NaN when nobody looked. Not knowing counts as not
     * working.
     */
    public double up() {
        return (healthy.toNanos() + degraded.toNanos()) / (double) observed().toNanos();
    }
}
