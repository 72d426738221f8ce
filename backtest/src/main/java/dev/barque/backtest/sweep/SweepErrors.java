package dev.barque.backtest.sweep;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;

/** All messages of sweeps. */
final class SweepErrors {
    private SweepErrors() {}

    static BarqueException badAxis(String text, String problem) {
        return new BarqueException(
                "sweep.bad-axis",
                Concern.CALLER,
                "Cannot vary by '" + text + "': " + problem
                        + ". Expected NAME=VALUE,VALUE or NAME=FIRST..LAST:STEP, such as edge=1,1.2,1.5 or"
                        + " threshold=0.5..0.7:0.05.");
    }

    static BarqueException badPlan(String problem, String remedy) {
        return new BarqueException(
                "sweep.bad-plan", Concern.CALLER, "Cannot plan the runs of a sweep: " + problem + ". " + remedy);
    }

    static BarqueException badFolds(String problem) {
        return new BarqueException(
                "sweep.bad-folds",
                Concern.CALLER,
                "Cannot cut days into training and test: " + problem
                        + ". Give more days, or shorter training, test, purge or embargo.");
    }

    static BarqueException cancelled(int finished, int planned) {
        return new BarqueException(
                "sweep.cancelled",
                Concern.OPERATOR,
                "The sweep was cancelled after " + finished + " of " + planned
                        + " runs. Those in its journal are not run again when it is resumed.");
    }

    static BarqueException runFailed(SweepPoint point, Throwable cause) {
        return new BarqueException(
                "sweep.run-failed",
                Concern.PLUGIN,
                "The run with " + point.text() + " failed: " + cause
                        + ". Expected a result or a BarqueException; see the cause.",
                cause);
    }

    static BarqueException noRuns() {
        return new BarqueException(
                "sweep.no-runs",
                Concern.CALLER,
                "Cannot rank the runs of a sweep: there are none. Expected at least one.");
    }
}
