package dev.barque.store.sql;

import dev.barque.store.VerifyFinding;
import java.util.List;

/**
 * What a session shows.
 *
 * @param views names of the views and tables
 * @param files how many files of features and bars were checked and may be read
 * @param unsealedRows how many feature rows are in the log only; they are shown too
 * @param decisions how many decisions there are
 * @param spoiltLines lines of the decision log that are no decisions, as a loss of power may leave them: passed over
 * @param leftOut what could not be read and is in no answer; always empty unless {@link SqlSession.Builder#leavingOutDamaged()} was said
 */
public record SqlReport(
        List<String> views,
        int files,
        long unsealedRows,
        long decisions,
        long spoiltLines,
        List<VerifyFinding> leftOut) {
    /** Copies the lists. */
    public SqlReport {
        views = List.copyOf(views);
        leftOut = List.copyOf(leftOut);
    }
}
