package dev.barque.backtest.sweep;

/** What is run for each point of a sweep. Called by several threads at once; what it reads it should hold once for all of them. */
public interface SweepTask {
    /** A digest of everything that the outcome depends on: configuration, inputs, code. Equal keys promise equal outcomes. */
    String key(SweepPoint point);

    /** Runs it. The outcome depends on the point alone, never on what was run before. */
    SweepOutcome run(SweepPoint point);
}
