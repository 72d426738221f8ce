package dev.barque.ops.internal;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The messages of this module. */
public final class OpsErrors {
    private OpsErrors() {}

    /** A check asked for something that it did not declare or the host did not give. */
    public static BarqueException missingResource(Class<?> type, Collection<Class<?>> given) {
        return new BarqueException(
                "ops.missing-resource",
                Concern.CALLER,
                "Cannot get a " + type.getName() + " from the check context: it holds " + names(given)
                        + ". Add one to the context, and name the type among the needs of the check.");
    }

    /** Two checks of one id. */
    public static BarqueException duplicateId(String id, String first, String second) {
        return new BarqueException(
                "ops.duplicate-check",
                Concern.OPERATOR,
                "Cannot collect the health checks: " + first + " and " + second + " both call themselves '" + id
                        + "'. Expected one check for an id. Leave one of them out, or give it another id.");
    }

    /** A check that is not there. */
    public static BarqueException noSuchCheck(String id, Collection<String> there) {
        return new BarqueException(
                "ops.no-such-check",
                Concern.CALLER,
                "Cannot run the health check '" + id + "': there is none. There are: "
                        + (there.isEmpty() ? "none" : String.join(", ", there)) + ".");
    }

    /** Why a check was not run. */
    public static String lacking(String id, Collection<Class<?>> lacking) {
        return "The health check '" + id + "' was not run: it needs " + names(lacking)
                + ", which the context does not hold. Add it to the context.";
    }

    /** A plug-in that broke its contract. */
    public static String broken(String plugin, String doing, Object problem) {
        return "The health check " + plugin + " broke while " + doing + ": " + problem
                + ". Nothing is known about what it checks. Tell its author.";
    }

    /** A group without checks: most likely a slip of the pen, and an empty report would look like health. */
    public static BarqueException noSuchGroup(String group, Collection<String> there) {
        return new BarqueException(
                "ops.no-such-group",
                Concern.CALLER,
                "Cannot run the health checks of the group '" + group
                        + "': no check belongs to it. Groups with checks are: "
                        + (there.isEmpty() ? "none" : String.join(", ", there)) + ".");
    }

    /** A policy for a check, or a dependency on one, that is not there. */
    public static BarqueException noSuchDependency(String id, String on, Collection<String> there) {
        return new BarqueException(
                "ops.no-such-check",
                Concern.CALLER,
                "Cannot make the health check '" + id + "' depend on '" + on
                        + "': there is none of this id. There are: " + String.join(", ", there) + ".");
    }

    /** Checks that wait for each other. */
    public static BarqueException dependencyCycle(List<String> cycle) {
        return new BarqueException(
                "ops.dependency-cycle",
                Concern.OPERATOR,
                "Cannot run the health checks: they depend on each other in a circle, " + String.join(" -> ", cycle)
                        + ". Expected that a check explains others and not itself. Take one of these dependencies away.");
    }

    /** A runner that was closed. */
    public static BarqueException runnerClosed() {
        return new BarqueException(
                "ops.runner-closed",
                Concern.CALLER,
                "Cannot run health checks: the runner was closed. Make a new one.");
    }

    /** Two who would write the same files. */
    public static BarqueException historyInUse(Path directory) {
        return new BarqueException(
                "ops.history-in-use",
                Concern.OPERATOR,
                "Cannot write the history of health checks in " + directory + ": somebody else has it open for writing."
                        + " Expected one writer. Close the other one, or use another directory.");
    }

    /** The disk does not take it. */
    public static BarqueException cannotWriteHistory(Path directory, IOException problem) {
        return new BarqueException(
                "ops.cannot-write-history",
                Concern.OPERATOR,
                "Cannot write the history of health checks in " + directory + ": " + problem
                        + ". Results are known to the runner all the same. Look at the disk and at permissions.",
                problem);
    }

    /** The disk does not give it. */
    public static BarqueException cannotReadHistory(Path directory, IOException problem) {
        return new BarqueException(
                "ops.cannot-read-history",
                Concern.OPERATOR,
                "Cannot read the history of health checks in " + directory + ": " + problem
                        + ". Look at the disk and at permissions.",
                problem);
    }

    /** An event after the end. */
    public static BarqueException historyClosed(Path directory) {
        return new BarqueException(
                "ops.history-closed",
                Concern.CALLER,
                "Cannot add to the history of health checks in " + directory
                        + ": it was closed. Close the runner first, then its history.");
    }

    /** Why nothing is known of a check that did not finish. */
    public static String timedOut(String id, Duration deadline) {
        return "The health check '" + id + "' did not finish within its deadline of " + seconds(deadline)
                + " and was interrupted. Look at what it waits for; give it a longer deadline if it is merely slow.";
    }

    /** Why a check that hangs is not started again. */
    public static String stillRunning(String id, Duration since) {
        return "The health check '" + id + "' still hangs, " + seconds(since)
                + " after it was started, and takes no notice of being interrupted. It is not started again before it ends.";
    }

    /** Why a check was not started: nobody had time. */
    public static String noThreadInTime(String id, Duration waited, int threads) {
        return "The health check '" + id + "' was not started within " + seconds(waited) + ": all " + threads
                + " threads of the runner were busy. Allow more threads, or run fewer checks at once.";
    }

    /** Maintenance windows that cannot be read. */
    public static BarqueException cannotReadWindows(Path where, IOException cause) {
        return new BarqueException(
                "ops.cannot-read-windows",
                Concern.OPERATOR,
                "Cannot read the maintenance windows " + where + ": " + cause
                        + ". Expected files that this process may read. Give its user the right to, or look at the disk.",
                cause);
    }

    /** A maintenance window that cannot be written. */
    public static BarqueException cannotWriteWindows(Path where, IOException cause) {
        return new BarqueException(
                "ops.cannot-write-windows",
                Concern.OPERATOR,
                "Cannot write the maintenance window " + where + ": " + cause
                        + ". The windows before it are unchanged. Free space, or give the user of this process the right to write"
                        + " there.",
                cause);
    }

    /** A maintenance window that is not there. */
    public static BarqueException noSuchWindow(String id, Collection<String> open) {
        return new BarqueException(
                "ops.no-such-window",
                Concern.CALLER,
                "Cannot end the maintenance window '" + id + "': no window of this name is open or to come. There are: "
                        + (open.isEmpty() ? "none" : String.join(", ", open)) + ". Name one of them.");
    }

    /** Why a check was not started: all threads hang. */
    public static String allStuck(String id, List<String> stuck) {
        return "The health check '" + id + "' was not started: all threads of the runner hang in checks that take no"
                + " notice of being interrupted (" + String.join(", ", stuck) + "). Mend or leave out these checks.";
    }

    /** Why a check was not started: the host's factory gave no thread. */
    public static String noThread(String id, Object problem) {
        return "The health check '" + id + "' was not started: the host's thread factory gave no thread: " + problem
                + ". Mend the factory, or the limit of threads of the process.";
    }

    /** Why a check was not run: another explains it. */
    public static String explained(String id, String by, String text) {
        return "The health check '" + id + "' was not run: the trouble of '" + by + "' explains it (" + text
                + "). Mend that first.";
    }

    /** Why nothing is known of a check that nobody ran. */
    public static String neverRun(String id) {
        return "The health check '" + id + "' has not been run yet. Run it.";
    }

    /** Why nothing is known of a check that ran too long ago. */
    public static String stale(String id, Duration age, Duration allowed, String was) {
        return "The last result of the health check '" + id + "' is " + seconds(age) + " old, older than "
                + seconds(allowed) + ", and counts no longer (it was " + was
                + "). Run it again, and look at what should have run it.";
    }

    /** Why a check of a run that was broken off has no result. */
    public static String brokenOff(String id) {
        return "The health check '" + id
                + "' has no result: the run was interrupted or the runner closed. Run it again.";
    }

    /** A duration for people. */
    public static String seconds(Duration time) {
        double seconds = time.toNanos() / 1e9;
        if (seconds < 1) {
            return Math.round(seconds * 1e3) + " ms";
        }
        long tenths = Math.round(seconds * 10);
        return seconds < 120 ? tenths / 10 + "." + tenths % 10 + " s" : Math.round(seconds / 60) + " min";
    }

    private static String names(Collection<Class<?>> types) {
        return types.isEmpty()
                ? "nothing"
                : String.join(", ", types.stream().map(Class::getName).sorted().toList());
    }
}
