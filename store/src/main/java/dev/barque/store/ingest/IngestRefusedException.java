package dev.barque.store.ingest;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.util.stream.Collectors;

/** An input was refused as a whole because some of its records are bad; nothing was written. Code {@code ingest.refused}. */
public final class IngestRefusedException extends BarqueException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 3;

    private final transient IngestReport report;

    IngestRefusedException(IngestReport report) {
        super("ingest.refused", Concern.DATA, message(report));
        this.report = report;
    }

    /** What was found; none of it was written. */
    public IngestReport report() {
        return report;
    }

    private static String message(IngestReport report) {
        return "Refused " + report.input() + ": " + report.rejected() + " of " + report.read()
                + " records are bad, and it was asked to take all or none. Nothing was written. "
                + report.rejects().stream()
                        .limit(SHOWN)
                        .map(reject -> "Line " + reject.line() + ": " + reject.reason())
                        .collect(Collectors.joining(" "));
    }
}
