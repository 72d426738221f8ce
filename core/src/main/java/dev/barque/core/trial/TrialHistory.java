package dev.barque.core.trial;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a ledger holds.
 *
 * @param entries in the order of their numbers
 * @param counted how many trials were ever entered, as far as is known: more than there are entries when some were taken out
 * @param findings what shows that entries were altered or taken out, in words; empty when nothing does
 */
public record TrialHistory(List<TrialEntry> entries, long counted, List<String> findings) {
    /** Copies the lists. */
    public TrialHistory {
        entries = List.copyOf(entries);
        findings = List.copyOf(findings);
    }

    /** Whether nothing shows that entries were altered or taken out. */
    public boolean isWhole() {
        return findings.isEmpty();
    }

    /** The entry of a number. */
    public Optional<TrialEntry> entry(long number) {
        return entries.stream().filter(entry -> entry.number() == number).findFirst();
    }

    /** Trials of a family, each different one once: of runs that were made again the latest stands for them all. */
    public List<TrialEntry> different(String family) {
        Objects.requireNonNull(family, "family");
        Map<Object, TrialEntry> different = new LinkedHashMap<>();
        for (TrialEntry entry : entries) {
            if (entry.trial().family().equals(family)) {
                Object run = entry.trial().run();
                different.remove(run);
                different.put(run, entry);
            }
        }
        return List.copyOf(different.values());
    }

    /** How many entries are known to be missing: they count as trials of any family, since nobody can say of which they were. */
    public long missing() {
        return Math.max(0, counted - entries.size());
    }
}
