package dev.barque.ops.checks.host;

import static dev.barque.ops.checks.internal.Figures.percent;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.Verdict.Finding;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Findings;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Are file descriptors left? Files, sockets and pipes count. Unknown where the platform does not count them (Windows).
 *
 * @param degradedShare share of the limit above which it is degraded
 * @param unhealthyShare share above which it is unhealthy
 */
public record FileDescriptors(double degradedShare, double unhealthyShare) implements HealthCheck {
    private static final String ID = "file-descriptors";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            ID,
            "Are file descriptors left?",
            Set.of(Host.class),
            Duration.ofSeconds(2),
            Criticality.CRITICAL,
            Set.of("host", "readiness"));

    /** 70 % and 90 %. */
    public FileDescriptors() {
        this(0.7, 0.9);
    }

    /** Refuses shares outside of 0 to 1 or out of order. */
    public FileDescriptors {
        CheckErrors.requireShare(ID, "degradedShare", degradedShare);
        CheckErrors.requireShare(ID, "unhealthyShare", unhealthyShare);
        CheckErrors.requireOrder(ID, "degradedShare", degradedShare, "unhealthyShare", unhealthyShare);
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        Optional<Host.Descriptors> found = context.get(Host.class).descriptors();
        if (found.isEmpty()) {
            return new Verdict.Unknown(
                    "This platform does not tell how many file descriptors the process has open. Leave"
                            + " the check out here, or watch handles with the tools of the system.");
        }
        Host.Descriptors descriptors = found.get();
        double share = descriptors.open() / (double) descriptors.limit();
        Findings findings = new Findings();
        findings.above(
                share,
                degradedShare,
                unhealthyShare,
                () -> new Finding(
                        "file descriptors of the process",
                        descriptors.open() + " open, " + percent(share) + " of " + descriptors.limit(),
                        "at most " + percent(share > unhealthyShare ? unhealthyShare : degradedShare),
                        "List them (ls -l /proc/PID/fd) and close what is opened again and again; if all are needed, raise"
                                + " the limit (ulimit -n)."));
        return findings.or(
                "At most " + percent(degradedShare) + " of " + descriptors.limit() + " file descriptors are open.");
    }
}
