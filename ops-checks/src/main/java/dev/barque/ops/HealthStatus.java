package dev.barque.ops;

import java.util.Locale;

/** How something is, from the best to the worst: not knowing is worse than limping and better than being known to be broken. */
public enum HealthStatus {
    /** All is well. */
    HEALTHY,
    /** It works, but not as well as it should. */
    DEGRADED,
    /** Nobody can tell: never run, too old, not finished in time, broken check, nothing to run it with. */
    UNKNOWN,
    /** It does not work. */
    UNHEALTHY;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The status of a verdict. */
    public static HealthStatus of(Verdict verdict) {
        if (verdict instanceof Verdict.Healthy) {
            return HEALTHY;
        }
        if (verdict instanceof Verdict.Degraded) {
            return DEGRADED;
        }
        return verdict instanceof Verdict.Unhealthy ? UNHEALTHY : UNKNOWN;
    }

    /** The worse of two. */
    public HealthStatus or(HealthStatus other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** As it stands in JSON, history files and metrics: the name in lower case. */
    public String id() {
        return id;
    }
}
