package dev.barque.ops.checks.host;

import static dev.barque.ops.checks.internal.Figures.bytes;
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
 * Is there memory left? Looks at the heap as collections leave it (what is used between them says nothing), at direct
 * buffers, at the resident memory of the process and at its container, each against its own limit. Without a limit of
 * a container the resident memory is held against that of the machine.
 *
 * @param degradedShare share of a limit above which it is degraded
 * @param unhealthyShare share above which it is unhealthy
 */
public record ProcessMemory(double degradedShare, double unhealthyShare) implements HealthCheck {
    private static final String ID = "process-memory";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            ID,
            "Is there memory left for the process?",
            Set.of(Host.class),
            Duration.ofSeconds(2),
            Criticality.IMPORTANT,
            Set.of("host", "readiness", "pre-market"));

    /** 85 % and 95 %. */
    public ProcessMemory() {
        this(0.85, 0.95);
    }

    /** Refuses shares outside of 0 to 1 or out of order. */
    public ProcessMemory {
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
        Host.Memory memory = context.get(Host.class).memory();
        Findings findings = new Findings();
        look(
                findings,
                "heap after collection",
                memory.heapAfterCollection(),
                memory.heapLimit(),
                "Take a heap dump (jcmd PID GC.heap_dump) and find what is kept, or give more heap with -Xmx.");
        look(
                findings,
                "direct buffers",
                memory.direct(),
                memory.directLimit(),
                "Close what holds direct buffers (mapped stores, network channels), or raise -XX:MaxDirectMemorySize.");
        long limit = memory.containerLimit().orElse(memory.machine());
        String whose = memory.containerLimit().isPresent() ? "the container's limit" : "the machine's memory";
        memory.resident()
                .ifPresent(resident -> look(
                        findings,
                        "resident memory against " + whose,
                        resident,
                        limit,
                        "The system will kill the process when nothing is left. Lower -Xmx or the number of threads, or"
                                + " give it more memory."));
        if (memory.containerLimit().isPresent()) {
            memory.container()
                    .ifPresent(used -> look(
                            findings,
                            "all processes of the container",
                            used,
                            limit,
                            "The system will kill a process of the container. Move its other processes elsewhere, or"
                                    + " raise its limit."));
        }
        return findings.or("Heap, direct buffers" + (memory.resident().isPresent() ? " and resident memory" : "")
                + " are each at most " + percent(degradedShare) + " of their limits.");
    }

    private void look(Findings findings, String where, long used, long limit, String remedy) {
        double share = limit <= 0 ? 0 : used / (double) limit;
        findings.above(
                share,
                degradedShare,
                unhealthyShare,
                () -> new Finding(
                        where,
                        bytes(used) + ", " + percent(share) + " of " + bytes(limit),
                        "at most " + percent(share > unhealthyShare ? unhealthyShare : degradedShare),
                        remedy));
    }
}
