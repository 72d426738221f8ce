package dev.barque.core.quality;

import dev.barque.core.market.OptionChain;
import dev.barque.core.market.OptionMeasure;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * An option chain after {@link QuoteRules}.
 *
 * @param chain the contracts that were not refused, in their order; what was marked of them is unknown
 * @param report what was wrong
 */
public record CheckedChain(OptionChain chain, QuoteReport report) {
    private static final Set<OptionMeasure> QUOTE =
            EnumSet.of(OptionMeasure.BID, OptionMeasure.ASK, OptionMeasure.LAST);

    /** Looks at every contract of a chain. */
    public static CheckedChain of(OptionChain chain, QuoteRules rules) {
        QuoteReport.Tally tally = new QuoteReport.Tally();
        int[] kept = new int[chain.size()];
        boolean[] withoutQuote = new boolean[chain.size()];
        boolean[] withoutVolatility = new boolean[chain.size()];
        int size = 0;
        for (int i = 0; i < chain.size(); i++) {
            if (tally.add(chain, i, rules) == QuoteTreatment.REFUSE) {
                continue;
            }
            for (QuoteFault fault : rules.faults(chain, i)) {
                if (rules.treatments().get(fault) == QuoteTreatment.MARK) {
                    boolean volatility = fault == QuoteFault.ABSURD_VOLATILITY;
                    withoutVolatility[size] |= volatility;
                    withoutQuote[size] |= !volatility;
                }
            }
            kept[size++] = i;
        }
        OptionChain left = size == chain.size() ? chain : chain.select(Arrays.copyOf(kept, size));
        OptionChain.Builder marked = left.toBuilder();
        for (OptionMeasure measure : QUOTE) {
            blank(left, measure, withoutQuote, marked);
        }
        blank(left, OptionMeasure.IMPLIED_VOLATILITY, withoutVolatility, marked);
        return new CheckedChain(marked.build(), tally.report());
    }

    private static void blank(OptionChain chain, OptionMeasure measure, boolean[] where, OptionChain.Builder into) {
        if (chain.has(measure)) {
            double[] column = new double[chain.size()];
            Arrays.setAll(column, i -> where[i] ? Double.NaN : chain.value(measure, i));
            into.column(measure, column);
        }
    }
}
