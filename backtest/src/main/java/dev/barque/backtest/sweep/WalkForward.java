package dev.barque.backtest.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Cuts days into training and, behind it, test; then moves on by the length of the test, so that no day is tested twice. Purge and
 * embargo are those of Lopez de Prado, "Advances in Financial Machine Learning" (2018), chapter 7, in days.
 *
 * @param kind whether training keeps its beginning
 * @param training days of the first training, and of each where it rolls; what purge and embargo take off included
 * @param test days of each test; the last may be shorter
 * @param purge last days of training that are left out, since what was decided on them may be settled in the test
 * @param embargo days behind the test of an earlier fold that later training leaves out, since they hang together with it
 * @param purgeBars bars that are left out before {@code purge}, from the day that is then the last of training; fewer than any day
 *     has
 * @param embargoBars bars that are left out behind {@code embargo}, from the first day of training behind it; fewer than any day has
 */
public record WalkForward(Kind kind, int training, int test, int purge, int embargo, int purgeBars, int embargoBars) {
    /** Whether training keeps its beginning. */
    public enum Kind {
        /** Training begins at the first day and grows. */
        ANCHORED,
        /** Training keeps its length and moves on. */
        ROLLING
    }

    /** Refuses, with {@code sweep.bad-folds}, lengths without sense. */
    public WalkForward {
        if (training < 1
                || test < 1
                || purge < 0
                || embargo < 0
                || purge >= training
                || purgeBars < 0
                || embargoBars < 0) {
            throw SweepErrors.badFolds(
                    "training of " + training + " days, test of " + test + ", purge of " + purge + " and embargo of "
                            + embargo + ", " + purgeBars + " and " + embargoBars + " bars do not go together");
        }
    }

    /** In whole days. */
    public WalkForward(Kind kind, int training, int test, int purge, int embargo) {
        this(kind, training, test, purge, embargo, 0, 0);
    }

    /** The same with so many bars of purge and embargo beside the days. */
    public WalkForward withBars(int ofPurge, int ofEmbargo) {
        return new WalkForward(kind, training, test, purge, embargo, ofPurge, ofEmbargo);
    }

    /** Whether days of training are cut. */
    public boolean cutsDays() {
        return purgeBars + embargoBars > 0;
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
            Set<Integer> withoutFirst = new HashSet<>();
            if (embargoBars > 0) {
                chosenOn.stream().filter(this::isBehindEmbargo).forEach(withoutFirst::add);
            }
            Set<Integer> withoutLast = purgeBars > 0 ? Set.of(chosenOn.get(chosenOn.size() - 1)) : Set.of();
            folds.add(new Fold(chosenOn, judgedBy, withoutFirst, withoutLast));
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

    private boolean isBehindEmbargo(int day) {
        int behindFirst = day - training - test;
        return behindFirst >= 0 && behindFirst % test == embargo;
    }
}
