package dev.barque.core.quality;

import dev.barque.core.time.UtcMicros;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts of defects, with the first cases of each. */
final class Tally {
    private final Set<Defect> ignored;
    private final int maxExamples;
    private final Map<Defect, Cases> cases = new EnumMap<>(Defect.class);

    Tally(Set<Defect> ignored, int maxExamples) {
        this.ignored = ignored;
        this.maxExamples = maxExamples;
    }

    /** Counts cases on a date; dates of a defect come in their order. Tells whether an example is wanted. */
    boolean add(Defect defect, LocalDate date, long more) {
        Cases of = cases.get(defect);
        if (of == null) {
            of = new Cases();
            cases.put(defect, of);
        }
        of.count += more;
        if (of.lastDay != date.toEpochDay()) {
            of.lastDay = date.toEpochDay();
            of.dates++;
        }
        return of.examples.size() < maxExamples;
    }

    void example(Defect defect, LocalDate date, long micros, String observed) {
        example(defect, new QualityExample(date, UtcMicros.toInstant(micros), observed));
    }

    void example(Defect defect, QualityExample example) {
        Cases of = cases.get(defect);
        if (of != null) {
            of.examples.add(example);
        }
    }

    List<QualityFinding> findings() {
        List<QualityFinding> findings = new ArrayList<>();
        cases.forEach((defect, of) -> {
            if (!ignored.contains(defect)) {
                findings.add(new QualityFinding(defect, of.count, of.dates, of.examples));
            }
        });
        return findings;
    }

    private static final class Cases {
        private final List<QualityExample> examples = new ArrayList<>();
        private long count;
        private int dates;
        private long lastDay = Long.MIN_VALUE;
    }
}
