package dev.barque.backtest.sweep;

import java.util.List;

/**
 * Days to choose on and days to judge the choice by, as places in the list of days.
 *
 * @param training ascending
 * @param test ascending; none of them is in training
 */
public record Fold(List<Integer> training, List<Integer> test) {
    /** Copies. */
    public Fold {
        training = List.copyOf(training);
        test = List.copyOf(test);
    }
}
