package dev.barque.backtest.execution.calibration;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.io.IOException;
import java.util.Collection;

/** Every message about recorded fills. */
final class CalibrationErrors {
    private CalibrationErrors() {}

    static BarqueException noColumn(String source, String column, Collection<String> found) {
        return data("Cannot read fills from " + source + ": its first line has no column " + column + " but "
                + String.join(", ", found) + ". Expected at least " + String.join(", ", RecordedFills.REQUIRED) + ".");
    }

    static BarqueException badLine(String source, int line, String problem) {
        return data("Cannot read fills from " + source + ": line " + line + " " + problem
                + ". Nothing was used; mend or leave out the line.");
    }

    static BarqueException none(String source) {
        return data(
                "There are no fills in " + source + ". Expected a line of column names and one line for each fill.");
    }

    static BarqueException unreadable(String source, IOException cause) {
        return new BarqueException(
                "calibration.unreadable",
                Concern.OPERATOR,
                "Cannot read fills from " + source + ": " + cause + ". Check that it can be read and is UTF-8.",
                cause);
    }

    private static BarqueException data(String message) {
        return new BarqueException("calibration.bad-fills", Concern.DATA, message);
    }
}
