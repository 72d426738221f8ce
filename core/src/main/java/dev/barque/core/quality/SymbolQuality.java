package dev.barque.core.quality;

import dev.barque.core.market.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The bars of one symbol.
 *
 * @param symbol whose
 * @param bars how many there are, with repeated ones and those outside of sessions
 * @param sessions in how many sessions it has a bar
 * @param expected how many bars were due in sessions
 * @param present how many of these are there
 * @param firstBar when the first one became complete; empty when there is none
 * @param lastBar when the last one did
 * @param findings what is wrong, in the order of {@link Defect}; none twice
 * @param gapCount how many gaps there are
 * @param gaps the first of them, in the order of time, as many as the check was asked for
 */
public record SymbolQuality(
        Symbol symbol,
        long bars,
        int sessions,
        long expected,
        long present,
        Optional<Instant> firstBar,
        Optional<Instant> lastBar,
        List<QualityFinding> findings,
        long gapCount,
        List<BarGap> gaps) {
    /** Copies the lists. */
    public SymbolQuality {
        Objects.requireNonNull(symbol, "symbol");
        findings = List.copyOf(findings);
        gaps = List.copyOf(gaps);
    }

    /** The share of bars due that are there, 0 to 1; NaN when none was due or nobody says how long bars last. */
    public double fillRate() {
        return expected == 0 ? Double.NaN : (double) present / expected;
    }

    /** Whether nothing is wrong. */
    public boolean isClean() {
        return findings.isEmpty();
    }

    /** How many cases of a defect there are; 0 when there is none. */
    public long count(Defect defect) {
        return finding(defect).map(QualityFinding::count).orElse(0L);
    }

    /** What was found of a defect. */
    public Optional<QualityFinding> finding(Defect defect) {
        return findings.stream().filter(finding -> finding.defect() == defect).findFirst();
    }
}
