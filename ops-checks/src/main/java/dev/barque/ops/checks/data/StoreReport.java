package dev.barque.ops.checks.data;

import dev.barque.core.error.BarqueException;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import dev.barque.store.StoreVerifier;
import dev.barque.store.VerifyDepth;
import dev.barque.store.VerifyFinding;
import dev.barque.store.VerifyReport;

/** What a verification found, in the words of checks. */
final class StoreReport {
    private StoreReport() {}

    static Verdict of(DataHome home, VerifyDepth depth) {
        VerifyReport report;
        try {
            report = StoreVerifier.of(home.directory())
                    .fileAccess(home.files())
                    .depth(depth)
                    .verify();
        } catch (BarqueException e) {
            Findings missing = new Findings();
            missing.unhealthy(
                    home.directory().toString(),
                    String.valueOf(e.getMessage()),
                    "a home that can be read",
                    "Name the right directory, mount it, or give the user of this process the right to read it.");
            return missing.or("");
        }
        Findings findings = new Findings();
        report.findings().forEach(found -> add(found, findings));
        return findings.or(
                Figures.count(report.partitions(), "partition") + " and " + Figures.count(report.barFiles(), "file")
                        + " of bars are in order, " + Figures.bytes(report.bytes()) + ".");
    }

    private static void add(VerifyFinding found, Findings findings) {
        switch (found.condition()) {
            case OK -> {}
            case ORPHAN_TEMPORARY ->
                findings.degraded(
                        found.where(),
                        found.found(),
                        found.expected(),
                        "Nothing is lost: 'barque store repair' removes it.");
            case FOREIGN ->
                findings.degraded(
                        found.where(),
                        found.found(),
                        found.expected(),
                        "Move it out of the home; no reader looks at it.");
            case QUARANTINED ->
                findings.unhealthy(
                        found.where(),
                        found.found(),
                        found.expected(),
                        "Regenerate the partition ('barque features regenerate') or restore it from a backup: reads of it are"
                                + " an error until then.");
            case UNREADABLE ->
                findings.unhealthy(
                        found.where(),
                        found.found(),
                        found.expected(),
                        "Give the user of this process the right to read it, and look at the device.");
            default ->
                findings.unhealthy(
                        found.where(),
                        found.condition() + ": " + found.found(),
                        found.expected(),
                        "Run 'barque store repair': it puts the file into quarantine, and regenerates what it can. Otherwise"
                                + " restore it from a backup. Then look at the device.");
        }
    }
}
