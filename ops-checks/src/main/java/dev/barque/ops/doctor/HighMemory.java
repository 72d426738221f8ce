package dev.barque.ops.doctor;

import dev.barque.core.feature.FeatureSet;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.host.Host;
import dev.barque.ops.checks.host.ProcessMemory;
import dev.barque.ops.history.HealthRecord;
import dev.barque.store.LogStat;
import dev.barque.store.StoreStat;
import java.util.List;
import java.util.Locale;

/** What takes the memory: settings, rows that every process holds, and what checks saw of the process. */
final class HighMemory extends Examination {
    /** A heap that may take more of machine or container than this leaves too little for all else. */
    private static final double MOST_OF_MACHINE = 0.85;
    /** Unsealed rows that take more of the heap than this crowd the rest out. */
    private static final double MOST_OF_HEAP = 0.25;
    /** Of a row besides its values, in the heap: object, times, list entry. */
    private static final long ROW_BYTES = 96;
    /** Times, sequence and position of a row in a table in memory. */
    private static final long TABLE_ROW_BYTES = 24;

    private static final double MEGABYTE = 1 << 20;

    HighMemory(Patient patient, Complaint complaint) {
        super(DoctorCase.HIGH_MEMORY, patient, complaint);
    }

    @Override
    String look() {
        Past past = new Past(patient);
        Host host = patient.find(Host.class)
                .orElseThrow(() -> new Lacking("no Host was given, which knows the limits of the process"));
        Host.Memory memory = host.memory();
        limits(memory);
        unsealed(memory);
        process(past, memory);
        recorded(past);
        return "Heap limit " + size(memory.heapLimit()) + ", machine " + size(memory.machine())
                + memory.containerLimit().stream()
                        .mapToObj(limit -> ", container " + size(limit))
                        .findFirst()
                        .orElse("")
                + "; the unsealed log; " + past.of("process-memory").size()
                + " results of process-memory of the last day.";
    }

    private void limits(Host.Memory memory) {
        long limit = memory.containerLimit().orElse(memory.machine());
        String whose = memory.containerLimit().isPresent() ? "container" : "machine";
        if (limit > 0 && memory.heapLimit() > MOST_OF_MACHINE * limit) {
            draft(HealthStatus.DEGRADED, "The process may be killed for its memory.")
                    .evidence("-Xmx", "the heap may grow to " + size(memory.heapLimit()))
                    .evidence("the " + whose, "has " + size(limit))
                    .remedy("Set -Xmx to 75 % of the " + whose + " at most (-XX:MaxRAMPercentage=75).")
                    .because(
                            Likelihood.CERTAIN,
                            "The heap may take nearly all of it; threads, direct buffers, code and the page cache that makes reads"
                                    + " fast get what is left.");
        }
    }

    private void unsealed(Host.Memory memory) {
        LogStat log = LogStat.of(patient.directory(), patient.home().files());
        int fields = patient.sets().values().stream()
                .mapToInt(set -> set.schema().size())
                .max()
                .orElse(0);
        long bytes = log.unsealedRows() * (ROW_BYTES + 8L * fields);
        if (bytes > MOST_OF_HEAP * memory.heapLimit()) {
            draft(HealthStatus.DEGRADED, "Every process that opens the home holds the unsealed log in its heap.")
                    .evidence(
                            "log", log.unsealedRows() + " unsealed rows of " + fields + " fields, about " + size(bytes))
                    .evidence("-Xmx", "the heap may grow to " + size(memory.heapLimit()))
                    .remedy("Seal them; sealAfterSession of the store does it after each session.", "store seal")
                    .because(
                            Likelihood.LIKELY,
                            "Rows stay in memory until they are sealed, and the log was not sealed for long.");
        }
    }

    private void process(Past past, Host.Memory memory) {
        Verdict verdict = new ProcessMemory().run(patient.context());
        List<Verdict.Finding> findings = verdict instanceof Verdict.Unhealthy unhealthy
                ? unhealthy.findings()
                : verdict instanceof Verdict.Degraded degraded ? degraded.findings() : List.of();
        for (Verdict.Finding finding : findings) {
            Draft draft = draft(HealthStatus.of(verdict), "This process is short of memory: " + finding.where() + ".")
                    .evidence(finding.where(), finding.observed() + "; expected " + finding.expected());
            boolean heap = finding.where().startsWith("heap");
            if (heap) {
                tables(draft, memory);
            }
            leak(past, draft);
            draft.remedy(finding.remedy())
                    .because(
                            heap ? Likelihood.POSSIBLE : Likelihood.LIKELY,
                            heap
                                    ? "What the process keeps is too much for its heap: tables of features in memory, caches, or a leak."
                                    : "What is outside of the heap grows: buffers, threads, or the heap itself against its machine.");
        }
    }

    /** What tables of whole feature sets would take, which is where heaps of research processes go. */
    private void tables(Draft draft, Host.Memory memory) {
        StoreStat stat = StoreStat.of(patient.directory());
        for (FeatureSet set : patient.sets().values()) {
            StoreStat.Partitions there = stat.sets().get(set.id());
            if (there != null) {
                long bytes = there.rows() * (TABLE_ROW_BYTES + 8L * set.schema().size());
                draft.evidence(
                        "a table of all of " + set.id(),
                        there.rows() + " rows of " + set.schema().size() + " fields, " + size(bytes) + ", "
                                + Math.round(100.0 * bytes / Math.max(1, memory.heapLimit())) + " % of the heap");
            }
        }
        draft.remedy(
                "Bring fewer fields, symbols or dates into tables (TableSelection), and lower cacheBytes of stores.");
    }

    private static void leak(Past past, Draft draft) {
        List<HealthRecord> threads = past.troubles("thread-count");
        if (!threads.isEmpty()) {
            draft.evidence(
                    "HOME/health, thread-count", threads.get(threads.size() - 1).text());
        }
    }

    /** Of the process that recorded, which need not be this one. */
    private void recorded(Past past) {
        List<HealthRecord> troubles = past.troubles("process-memory");
        if (troubles.isEmpty()) {
            return;
        }
        HealthRecord last = troubles.get(troubles.size() - 1);
        Draft draft = draft(last.observed(), "The process that records its health was short of memory.")
                .evidence(
                        "HOME/health, process-memory",
                        troubles.size() + " of " + past.of("process-memory").size()
                                + " results of the last day; the last at " + last.at() + ": " + last.text());
        leak(past, draft);
        double pauses = past.together(troubles, "gc-pauses");
        if (pauses > 0) {
            draft.evidence("HOME/health, gc-pauses", "in trouble near " + Math.round(100 * pauses) + " % of them");
        }
        draft.remedy("Take a heap dump of that process (jcmd PID GC.heap_dump FILE), and see what is kept.")
                .remedy("Give it more heap (-Xmx), if what is kept is wanted.")
                .because(
                        Likelihood.POSSIBLE,
                        "It keeps more than its limits allow; only a heap dump of that process says what.");
    }

    private static String size(long bytes) {
        return String.format(Locale.ROOT, bytes < 10 * MEGABYTE ? "%.1f MiB" : "%.0f MiB", bytes / MEGABYTE);
    }
}
