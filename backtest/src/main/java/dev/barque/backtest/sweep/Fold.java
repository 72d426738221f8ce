package dev.barque.backtest.sweep;

import java.util.List;
import java.util.Set;

/**
 * Days to choose on and days to judge the choice by, as places in the list of days.
 *
 * @param training ascending
 * @param test ascending; none of them is in training
 * @param withoutFirst days of training whose first bars are under an embargo
 * @param withoutLast days of training whose last bars are purged
 */
public record Fold(List<Integer> training, List<Integer> test, Set<Integer> withoutFirst, Set<Integer> withoutLast) {
    /** Copies. */
    public Fold {
        training = List.copyOf(training);
        test = List.copyOf(test);
        withoutFirst = Set.copyOf(withoutFirst);
        withoutLast = Set.copyOf(withoutLast);
    }

    /** Of whole days. */
    public Fold(List<Integer> training, List<Integer> test) {
        this(training, test, Set.of(), Set.of());
    }
}
