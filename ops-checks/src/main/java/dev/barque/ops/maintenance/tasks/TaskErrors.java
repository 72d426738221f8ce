package dev.barque.ops.maintenance.tasks;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.nio.file.Path;

/** The messages of this package. */
final class TaskErrors {
    private TaskErrors() {}

    static BarqueException readingsDisagree(String what, String readings, long days) {
        return new BarqueException(
                "maintenance.readings-disagree",
                Concern.OPERATOR,
                "Cannot tell what is old enough to " + what + ": " + readings + ". Expected two of them within " + days
                        + " days of each other, because one clock that is wrong must not delete anything. Nothing was changed."
                        + " Look at the clock; if it is right, say today's date, or the last date of the data, with the setting"
                        + " 'today'.");
    }

    static BarqueException notADatabase(String name, String product, String expected) {
        return new BarqueException(
                "maintenance.other-database",
                Concern.OPERATOR,
                "Cannot maintain the database '" + name + "': it is " + product + ". Expected " + expected
                        + ". Nothing was changed.");
    }

    static BarqueException databaseFailed(String name, String doing, Exception cause) {
        return new BarqueException(
                "maintenance.database-failed",
                Concern.OPERATOR,
                "Cannot maintain the database '" + name + "': " + doing + " failed with: " + cause.getMessage()
                        + ". What was done before it stays done. See to the database, and plan again.",
                cause);
    }

    static BarqueException fileFailed(Path file, String doing, Exception cause) {
        return new BarqueException(
                "maintenance.file-failed",
                Concern.OPERATOR,
                "Failed while " + doing + " " + file + ": " + cause
                        + ". What was there before is there still. See to the disk and its rights, and plan again.",
                cause);
    }

    static BarqueException notTheSame(Path written, Path source) {
        return new BarqueException(
                "maintenance.bad-read-back",
                Concern.BUG,
                "Cannot put " + written + " in the place of " + source
                        + ": it reads back as something else. It was deleted, and what was there before is unchanged. Please"
                        + " report it.");
    }
}
