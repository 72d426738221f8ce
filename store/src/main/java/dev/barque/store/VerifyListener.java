package dev.barque.store;

/**
 * Hears what a verification meets, on the thread that verifies. What it throws ends the verification and reaches the caller.
 */
@FunctionalInterface
public interface VerifyListener {
    /**
     * A partition, a file of bars or a file that belongs to no partition was looked at.
     *
     * @param where path below the home
     * @param condition in what condition it was found
     * @param done how many were looked at by now; how many there are is not known before the end
     */
    void checked(String where, FileCondition condition, long done);
}
