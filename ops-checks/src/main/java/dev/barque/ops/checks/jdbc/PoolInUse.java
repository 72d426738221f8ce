package dev.barque.ops.checks.jdbc;

import static dev.barque.ops.checks.internal.Figures.percent;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.Verdict.Finding;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Findings;
import java.time.Duration;
import java.util.Set;

/**
 * Are connections left in the pool? With all of them lent it is unhealthy if threads wait for one.
 *
 * @param mostShare share of the pool above which it is degraded
 */
public record PoolInUse(double mostShare) implements HealthCheck {
    private static final String ID = "database-pool";
    private static final String REMEDY = "Find who keeps connections (leak detection of the pool, pg_stat_activity) and"
            + " close them in try-with-resources; enlarge the pool only if all of them work.";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            ID,
            "Are connections left in the pool?",
            Set.of(ConnectionPool.class),
            Duration.ofSeconds(2),
            Criticality.IMPORTANT,
            Set.of("host", "readiness"));

    /** 80 %. */
    public PoolInUse() {
        this(0.8);
    }

    /** Refuses a share outside of 0 to 1. */
    public PoolInUse {
        CheckErrors.requireShare(ID, "mostShare", mostShare);
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        ConnectionPool pool = context.get(ConnectionPool.class);
        int inUse = pool.inUse();
        int most = pool.most();
        int waiting = pool.waiting();
        if (most < 1) {
            return new Verdict.Unknown("The pool says that it lends at most " + most
                    + " connections. Expected 1 or more: mend the ConnectionPool of the host.");
        }
        double share = inUse / (double) most;
        Findings findings = new Findings();
        findings.above(
                inUse >= most && waiting > 0 ? 2 : share,
                mostShare,
                1,
                () -> new Finding(
                        "connection pool",
                        inUse + " of " + most + " connections lent"
                                + (waiting > 0 ? ", " + waiting + " threads wait" : ""),
                        "at most " + percent(mostShare) + " lent",
                        REMEDY));
        return findings.or("At most " + percent(mostShare) + " of " + most + " connections are lent.");
    }
}
