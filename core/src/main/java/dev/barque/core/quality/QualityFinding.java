package dev.barque.core.quality;

import java.util.List;
import java.util.Objects;

/**
 * How often a symbol has a defect.
 *
 * @param defect which
 * @param count how many cases: bars, unless the defect counts something else
 * @param dates on how many dates
 * @param examples the first cases, in the order of time, as many as the check was asked for
 */
public record QualityFinding(Defect defect, long count, int dates, List<QualityExample> examples) {
    /** Copies the list; a finding without a case is refused. */
    public QualityFinding {
        Objects.requireNonNull(defect, "defect");
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1 but was " + count);
        }
        examples = List.copyOf(examples);
    }
}
