package dev.barque.core.quality;

import dev.barque.core.market.OptionChain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was wrong with the contracts of one chain or of many.
 *
 * @param contracts how many were looked at
 * @param marked how many of them stay without what is wrong with them
 * @param refused how many of them went
 * @param counts how many had each fault, faults that none had left out; a contract with two is counted under both
 * @param examples the first of each fault, at most {@value #MAX_EXAMPLES}
 */
public record QuoteReport(
        long contracts, long marked, long refused, Map<QuoteFault, Long> counts, List<Example> examples) {
    /** How many examples of a fault are kept. */
    public static final int MAX_EXAMPLES = 3;

    /** Copies the collections. */
    public QuoteReport {
        Map<QuoteFault, Long> ordered = new EnumMap<>(QuoteFault.class);
        ordered.putAll(counts);
        counts = Collections.unmodifiableMap(ordered);
        examples = List.copyOf(examples);
    }

    /** How many contracts had a fault. */
    public long count(QuoteFault fault) {
        return counts.getOrDefault(fault, 0L);
    }

    /**
     * One contract with a fault.
     *
     * @param fault what is wrong
     * @param contract which contract
     * @param found what was found
     */
    public record Example(QuoteFault fault, String contract, String found) {}

    /** Counts contract by contract. Not for use by several threads. */
    public static final class Tally {
        private final Map<QuoteFault, Long> counts = new EnumMap<>(QuoteFault.class);
        private final List<Example> examples = new ArrayList<>();
        private long contracts;
        private long marked;
        private long refused;

        /** Starts with nothing counted. */
        public Tally() {}

        /** Counts contract {@code i} of a chain with its faults, and says what becomes of it. */
        public QuoteTreatment add(OptionChain chain, int i, QuoteRules rules) {
            Set<QuoteFault> faults = rules.faults(chain, i);
            QuoteTreatment treatment = rules.treatmentOf(faults);
            contracts++;
            marked += treatment == QuoteTreatment.MARK ? 1 : 0;
            refused += treatment == QuoteTreatment.REFUSE ? 1 : 0;
            for (QuoteFault fault : faults) {
                if (counts.merge(fault, 1L, Long::sum) <= MAX_EXAMPLES) {
                    examples.add(new Example(fault, ChainTexts.contract(chain, i), fault.found(chain, i)));
                }
            }
            return treatment;
        }

        /** What was counted so far. */
        public QuoteReport report() {
            return new QuoteReport(contracts, marked, refused, counts, examples);
        }
    }
}
