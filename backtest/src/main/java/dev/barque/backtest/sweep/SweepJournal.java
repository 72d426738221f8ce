package dev.barque.backtest.sweep;

import java.util.Optional;

/** Runs that are finished, by {@link SweepTask#key}, so that a sweep that was killed does not make them again. Safe for threads. */
public interface SweepJournal {
    /** The outcome of a run that is finished. */
    Optional<SweepOutcome> find(String key);

    /** A run is finished; durable when this returns, as far as the implementation says. */
    void finished(String key, SweepOutcome outcome);

    /** One that remembers nothing. */
    static SweepJournal none() {
        return new SweepJournal() {
            @Override
            public Optional<SweepOutcome> find(String key) {
                return Optional.empty();
            }

            @Override
            public void finished(String key, SweepOutcome outcome) {}
        };
    }
}
