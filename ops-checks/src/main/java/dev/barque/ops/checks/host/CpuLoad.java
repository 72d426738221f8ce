package dev.barque.ops.checks.host;

import static dev.barque.ops.checks.internal.Figures.percent;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Are processors free? Looks at what the process computed between the runs of the window, as a share of the processors
 * that it may use, and at the load average of the machine for each of them. The first run sees the load average only.
 *
 * @param mostProcessShare share of its processors above which the process is degraded
 * @param mostLoad load average for each processor above which the machine is degraded
 * @param window how far back the process is looked at
 */
public record CpuLoad(double mostProcessShare, double mostLoad, Duration window) implements HealthCheck {
    private static final String ID = "cpu-load";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            ID,
            "Are processors free?",
            Set.of(Host.class),
            Duration.ofSeconds(2),
            Criticality.ADVISORY,
            Set.of("host", "pre-market"));

    /** 90 % of the processors over five minutes, a load of 2 for each processor. */
    public CpuLoad() {
        this(0.9, 2, Duration.ofMinutes(5));
    }

    /** Refuses a share outside of 0 to 1, a load and a window that are not positive. */
    public CpuLoad {
        CheckErrors.requireShare(ID, "mostProcessShare", mostProcessShare);
        CheckErrors.require(mostLoad > 0, ID, "mostLoad", mostLoad, "a load above 0, such as 2");
        CheckErrors.requirePositive(ID, "window", window);
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        Host host = context.get(Host.class);
        Host.Cpu cpu = host.cpu();
        if (cpu.processTime().isEmpty() && cpu.loadAverage().isEmpty()) {
            return new Verdict.Unknown("This platform tells neither the load of the machine nor what the process has"
                    + " computed. Leave the check out here.");
        }
        Findings findings = new Findings();
        cpu.processTime().ifPresent(time -> look(time, cpu.processors(), host, findings));
        if (cpu.loadAverage().isPresent()) {
            double load = cpu.loadAverage().getAsDouble();
            if (load / cpu.processors() > mostLoad) {
                findings.degraded(
                        "load average of the machine over one minute",
                        Figures.decimal(load, 1) + " on " + cpu.processors() + " processors",
                        "at most " + Figures.decimal(mostLoad * cpu.processors(), 1),
                        "Find what else runs (top) and move it out of market hours or to another machine.");
            }
        }
        return findings.or("The process uses at most " + percent(mostProcessShare) + " of " + cpu.processors()
                + " processors, and the load average is at most " + mostLoad + " for each.");
    }

    private void look(Duration processTime, int processors, Host host, Findings findings) {
        List<Samples.Sample> samples =
                host.samples().add(ID, host.steadyTime(), (double) processTime.toNanos(), window);
        Duration span = Samples.span(samples);
        if (span.isZero()) {
            return;
        }
        double computed =
                samples.get(samples.size() - 1).value() - samples.get(0).value();
        double share = computed / span.toNanos() / processors;
        if (share > mostProcessShare) {
            findings.degraded(
                    "this process over " + Figures.time(span),
                    percent(share) + " of " + processors + " processors",
                    "at most " + percent(mostProcessShare),
                    "Find the threads that compute (jcmd PID Thread.print shows cpu= of each) and what they compute; use"
                            + " fewer symbols or more processors.");
        }
    }
}
