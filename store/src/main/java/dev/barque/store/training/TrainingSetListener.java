package dev.barque.store.training;

/** Hears how far the writing of a training set is, in the thread that writes. */
@FunctionalInterface
public interface TrainingSetListener {
    /** So many of all questions are answered and written. */
    void written(long rows, long of);
}
