package dev.barque.testkit;

import java.util.Objects;
import java.util.Set;

/**
 * What is to go wrong, in which calls, and when.
 *
 * @param failure what goes wrong
 * @param calls the calls in which it may; never empty
 * @param nth the first call that fails, counted from 1 over these calls since the fault was injected
 * @param duration whether later calls fail too
 */
public record FileFault(Failure failure, Set<FileCall> calls, long nth, Duration duration) {
    /** What can go wrong. The messages are those of Linux. */
    public enum Failure {
        /** {@code ENOSPC}: of a write a part may have been done. */
        NO_SPACE("No space left on device"),
        /**
         * {@code EIO}: of a write a part may have been done; of the content that a sync should have made durable some is lost, and
         * a later sync of the same file reports success all the same. A sync of a directory can be repeated.
         */
        IO_ERROR("Input/output error"),
        /** {@code EMFILE}. */
        TOO_MANY_OPEN_FILES("Too many open files"),
        /** {@code EROFS}. */
        READ_ONLY("Read-only file system"),
        /** {@code EINTR} after a part of the bytes, at least one and never all, if there are two or more. */
        SHORT_WRITE("Interrupted system call");

        private final String message;

        Failure(String message) {
            this.message = message;
        }

        /** What the operating system says. */
        public String message() {
            return message;
        }
    }

    /** How long something goes wrong. */
    public enum Duration {
        /** In one call. */
        ONCE,
        /** Until {@link FaultyFileAccess#heal}. */
        FOR_EVER
    }

    /** Checks and copies. */
    public FileFault {
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(duration, "duration");
        calls = Set.copyOf(calls);
        if (calls.isEmpty() || nth < 1) {
            throw new IllegalArgumentException(
                    "A fault needs at least one kind of call and nth of at least 1 but has " + calls + " and " + nth);
        }
    }

    /** The next call of one of these kinds fails, or of any kind when none is given. */
    public static FileFault once(Failure failure, FileCall... calls) {
        return new FileFault(failure, set(calls), 1, Duration.ONCE);
    }

    /** All calls of these kinds fail, or of any kind when none is given. */
    public static FileFault always(Failure failure, FileCall... calls) {
        return new FileFault(failure, set(calls), 1, Duration.FOR_EVER);
    }

    /** The same from the n-th call on, counted from 1. */
    public FileFault from(long n) {
        return new FileFault(failure, calls, n, duration);
    }

    private static Set<FileCall> set(FileCall... calls) {
        return Set.of(calls.length == 0 ? FileCall.values() : calls);
    }
}
