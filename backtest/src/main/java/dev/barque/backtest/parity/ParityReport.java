package dev.barque.backtest.parity;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a comparison of a log with a replay found.
 *
 * @param bars how many bars were replayed
 * @param records how many records were compared with them
 * @param differing records that differ in at least one field
 * @param missing bars without a record, in the order of time
 * @param extra records without a bar, in the order of the log
 * @param differences the first field of each difference, in the order of time; at most {@link #MOST_LISTED}
 * @param liveDigest SHA-256 over what the records say, in hexadecimal; see {@link Parity}
 * @param replayDigest the same over what the replay decided
 */
public record ParityReport(
        int bars,
        int records,
        int differing,
        List<Instant> missing,
        List<Instant> extra,
        List<ParityDifference> differences,
        String liveDigest,
        String replayDigest) {
    /** So many differences are listed; all are counted. */
    public static final int MOST_LISTED = 100;

    /** Copies the lists. */
    public ParityReport {
        missing = List.copyOf(missing);
        extra = List.copyOf(extra);
        differences = List.copyOf(differences);
        Objects.requireNonNull(liveDigest, "liveDigest");
        Objects.requireNonNull(replayDigest, "replayDigest");
    }

    /** Whether every bar has a record, every record a bar, and no field differs. */
    public boolean holds() {
        return differences.isEmpty() && liveDigest.equals(replayDigest);
    }
}
