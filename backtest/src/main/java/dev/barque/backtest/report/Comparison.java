package dev.barque.backtest.report;

import dev.barque.backtest.comparison.DecisionDifferences;
import dev.barque.backtest.statistics.StatisticsRules;
import dev.barque.backtest.sweep.SweepTable;
import java.util.List;
import java.util.Objects;

/**
 * What there is to report of variants on the same days.
 *
 * @param table the variants, ranked
 * @param rules by which their ratios are taken
 * @param differences where decisions of variants part; empty when nobody kept them
 */
public record Comparison(SweepTable table, StatisticsRules rules, List<Differing> differences) {
    /** Copies the list. */
    public Comparison {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(rules, "rules");
        differences = List.copyOf(differences);
    }

    /**
     * Two variants and where their decisions part.
     *
     * @param first name of the first
     * @param second name of the second
     * @param found on how many bars, and the first of them
     */
    public record Differing(String first, String second, DecisionDifferences found) {
        /** Nulls are refused. */
        public Differing {
            Objects.requireNonNull(first, "first");
            Objects.requireNonNull(second, "second");
            Objects.requireNonNull(found, "found");
        }
    }
}
