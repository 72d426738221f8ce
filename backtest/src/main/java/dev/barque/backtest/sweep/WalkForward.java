package dev.barque.backtest.sweep;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts days into training and, behind it, test; then moves on by the length of the test, so that no day is tested twice. Purge and
 * embargo are those of Lopez de Prado, "Advances in Financial Machine Learning" (2018), chapter 7, in days.
 *
 * @param kind whether training keeps its beginning
 * @param training days of the first training, and of each where it rolls; what purge and embargo take off included
 * @param test days of each test; the last may be shorter
 * @param purge last days of training that are left out, since what was decided on them may be settled in the test
 * @param embargo days behind the test of an earlier fold that later training leaves out, since they hang together with it
 */
public record WalkForward(Kind kind, int training, int test, int purge, int embargo) {
    /** Whether training keeps its beginning. */
    public enum Kind {
        /** Training begins at the first day and grows. */
        ANCHORED,
        /** Training keeps its length and moves on. */
        ROLLING
    }

    /** Refuses, with {@code sweep.bad-folds}, lengths without sense. */
    public WalkForward {
        if (training < 1 || test < 1 || purge < 0 || embargo < 0 || purge >= training) {
            throw SweepErrors.badFolds("training of " + training + " days, test of " + test + ", purge of " + purge
                    + " and embargo of " + embargo + " do not go together");
        }
    }

    /** Without purge and embargo. */
    public static WalkForward of(Kind kind, int training, int test) {
        return new WalkForward(kind, training, test, 0, 0);
    }

    /** The folds of so many days. Throws {@code sweep.bad-folds} where there is none, or one whose training is left out wholly. */
    public List<Fold> folds(int days) {
        List<Fold> folds = new ArrayList<>();
        for (int start = training; start < days; start += test) {
            int first = kind == Kind.ANCHORED ? 0 : start - training;
            List<Integer> chosenOn = new ArrayList<>();
            for (int day = first; day < start - purge; day++) {
                if (!isEmbargoed(day)) {
                    chosenOn.add(day);
                }
            }
            if (chosenOn.isEmpty()) {
                throw SweepErrors.badFolds("of the training before day " + (start + 1) + " nothing is left");
            }
            List<Integer> judgedBy = new ArrayList<>();
            for (int day = start; day < Math.min(days, start + test); day++) {
                judgedBy.add(day);
            }
            folds.add(new Fold(chosenOn, judgedBy));
        }
        if (folds.isEmpty()) {
            throw SweepErrors.badFolds(days + " days leave nothing to test behind a training of " + training);
        }
        return List.copyOf(folds);
    }

    /** Tests end at training + n * test; the days right behind each are under its embargo. */
    private boolean isEmbargoed(int day) {
        int behindFirst = day - training - test;
        return behindFirst >= 0 && behindFirst % test < embargo;
    }
}
