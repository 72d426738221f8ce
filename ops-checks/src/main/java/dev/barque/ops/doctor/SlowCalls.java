package dev.barque.ops.doctor;

import dev.barque.ops.HealthCheck;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.data.BarLatency;
import dev.barque.ops.checks.data.ErrorRate;
import dev.barque.ops.checks.data.HomeWritable;
import dev.barque.ops.checks.data.LatencyRecorder;
import dev.barque.ops.checks.data.OutcomeCounter;
import dev.barque.ops.checks.data.SlowOperationLog;
import dev.barque.ops.checks.data.SlowOperations;
import dev.barque.ops.checks.host.CpuLoad;
import dev.barque.ops.checks.host.GcPauses;
import dev.barque.ops.checks.host.Host;
import dev.barque.ops.checks.host.ProcessMemory;
import dev.barque.ops.history.HealthRecord;
import dev.barque.store.LogStat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why calls are slow or fail: what checks saw of latency and errors, and what else they saw at the same time. */
final class SlowCalls extends Examination {
    private static final List<String> SYMPTOMS = List.of("bar-latency", "slow-operations", "error-rate");
    /** A cause that was there in this share of the cases is a likely one. */
    private static final double LIKELY_SHARE = 0.5;
    /** A log of more unsealed rows than a busy day makes: every opening reads them all. */
    private static final long MANY_ROWS = 1_000_000;

    private record Cause(String text, String remedy) {}

    /** What makes calls slow, and what mends it, by the check that sees it. */
    private static final Map<String, Cause> CAUSES = new LinkedHashMap<>();

    static {
        CAUSES.put(
                "gc-pauses",
                new Cause(
                        "Pauses of the garbage collector hold all threads up.",
                        "More heap (-Xmx) or a collector with short pauses (-XX:+UseZGC); 'barque doctor high-memory' says what is kept."));
        CAUSES.put(
                "process-memory",
                new Cause(
                        "Memory runs out, and collections or the system's swapping take the time.",
                        "'barque doctor high-memory' says what takes it."));
        CAUSES.put(
                "home-writable",
                new Cause(
                        "The disk of the home is slow to sync, and appends wait for it.",
                        "A faster disk, or Durability.OS where a loss of power may cost the last rows."));
        CAUSES.put(
                "disk-space",
                new Cause(
                        "The disk of the home is nearly full, which slows it down and will stop it.",
                        "Free space: 'barque maintain plan' says what can go."));
        CAUSES.put(
                "cpu-load",
                new Cause(
                        "The processors are busy with something else.",
                        "Move other work elsewhere, or give the process more processors."));
        CAUSES.put(
                "thread-count",
                new Cause(
                        "Threads pile up: something they wait for does not answer.",
                        "A thread dump (jcmd PID Thread.print) shows for what."));
        CAUSES.put(
                "deadlocks",
                new Cause(
                        "Threads wait for each other for ever.",
                        "A thread dump (jcmd PID Thread.print) names them; restart the process."));
        CAUSES.put(
                "rate-limit-budget",
                new Cause("A provider refuses calls above its limit.", "Ask less often, or for more symbols at once."));
        CAUSES.put(
                "database",
                new Cause(
                        "The database of the host is slow, locked or unreachable.",
                        "Its own log says why; see its check in 'barque health'."));
    }

    SlowCalls(Patient patient, Complaint complaint) {
        super(DoctorCase.SLOW_CALLS, patient, complaint);
    }

    @Override
    String look() {
        Past past = new Past(patient);
        Map<String, List<String>> symptoms = new LinkedHashMap<>();
        List<HealthRecord> troubles = new ArrayList<>();
        for (String check : SYMPTOMS) {
            List<HealthRecord> found = past.troubles(check);
            if (!found.isEmpty()) {
                troubles.addAll(found);
                symptoms.put(
                        "HOME/health, " + check,
                        List.of(found.size() + " of " + past.of(check).size() + " results of the last day; the last at "
                                + found.get(found.size() - 1).at() + ": "
                                + found.get(found.size() - 1).text()));
            }
        }
        live(new BarLatency(), LatencyRecorder.class, symptoms);
        live(new SlowOperations(), SlowOperationLog.class, symptoms);
        live(new ErrorRate(), OutcomeCounter.class, symptoms);
        if (!symptoms.isEmpty()) {
            causes(past, troubles, symptoms);
        }
        log();
        boolean measured = !past.isEmpty()
                || patient.find(LatencyRecorder.class).isPresent()
                || patient.find(SlowOperationLog.class).isPresent();
        if (!measured && diagnoses().isEmpty() && complaint.isAsked()) {
            throw new Lacking("nothing of the last day was recorded: barque health --record, or a HealthHistory in the"
                    + " application, writes HOME/health");
        }
        return measured
                ? past.size() + " results of health checks of the last day, and the log of the home."
                : "The log of the home; nobody recorded health checks in the last day.";
    }

    private void live(HealthCheck check, Class<?> needs, Map<String, List<String>> to) {
        if (patient.context().has(needs)) {
            List<String> found = trouble(check);
            if (!found.isEmpty()) {
                to.put("this process, " + check.descriptor().id(), found);
            }
        }
    }

    private List<String> trouble(HealthCheck check) {
        Verdict verdict = check.run(patient.context());
        List<Verdict.Finding> findings = verdict instanceof Verdict.Degraded degraded
                ? degraded.findings()
                : verdict instanceof Verdict.Unhealthy unhealthy ? unhealthy.findings() : List.of();
        return findings.stream()
                .map(finding -> finding.where() + ": " + finding.observed() + "; expected " + finding.expected())
                .toList();
    }

    private void causes(Past past, List<HealthRecord> troubles, Map<String, List<String>> symptoms) {
        boolean found = false;
        for (Map.Entry<String, Cause> cause : CAUSES.entrySet()) {
            String check = cause.getKey();
            List<HealthRecord> recorded = past.troubles(check);
            List<String> now = now(check);
            if (recorded.isEmpty() && now.isEmpty()) {
                continue;
            }
            found = true;
            double share = past.together(troubles, check);
            Draft draft = symptom(symptoms);
            if (!recorded.isEmpty()) {
                draft.evidence(
                        "HOME/health, " + check,
                        recorded.size() + " results with trouble, near " + Math.round(100 * share)
                                + " % of the slow or failing ones; the last: "
                                + recorded.get(recorded.size() - 1).text());
            }
            now.forEach(text -> draft.evidence("now, " + check, text));
            draft.remedy(cause.getValue().remedy())
                    .because(
                            share >= LIKELY_SHARE || (troubles.isEmpty() && !now.isEmpty())
                                    ? Likelihood.LIKELY
                                    : Likelihood.POSSIBLE,
                            cause.getValue().text());
        }
        if (!found) {
            symptom(symptoms)
                    .remedy(
                            "Look at what the slowest of them waited for: a provider, a lock, a plug-in. The checks of the machine"
                                    + " tell more when they run beside it.",
                            "health",
                            "--record",
                            "--watch",
                            "60")
                    .because(
                            Likelihood.POSSIBLE,
                            "What is slow waits for something that no check looked at; disk, memory and processors showed"
                                    + " nothing.");
        }
    }

    private Draft symptom(Map<String, List<String>> symptoms) {
        Draft draft = draft(HealthStatus.DEGRADED, "Calls are slow or fail.");
        symptoms.forEach((where, texts) -> texts.forEach(text -> draft.evidence(where, text)));
        return draft;
    }

    /** What can be asked here and now; of another process its history tells. */
    private List<String> now(String check) {
        boolean host = patient.find(Host.class).isPresent();
        return switch (check) {
            case "home-writable" -> trouble(new HomeWritable());
            case "gc-pauses" -> host ? trouble(new GcPauses()) : List.of();
            case "cpu-load" -> host ? trouble(new CpuLoad()) : List.of();
            case "process-memory" -> host ? trouble(new ProcessMemory()) : List.of();
            default -> List.of();
        };
    }

    private void log() {
        LogStat log = LogStat.of(patient.directory(), patient.home().files());
        if (log.unsealedRows() >= MANY_ROWS) {
            draft(HealthStatus.DEGRADED, "Opening the home is slow.")
                    .evidence(
                            "log",
                            log.unsealedRows() + " rows in " + log.segments() + " segments, " + log.bytes()
                                    + " bytes, that are not sealed"
                                    + log.oldestUnsealed()
                                            .map(since -> ", the first since " + since)
                                            .orElse(""))
                    .remedy("Seal them; sealAfterSession of the store does it after each session.", "store seal")
                    .because(Likelihood.LIKELY, "Every opening reads the whole log, and it was never sealed.");
        }
    }
}
