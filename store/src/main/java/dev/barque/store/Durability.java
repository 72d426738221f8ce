package dev.barque.store;

/** What has become of a row when {@code append} returns. */
public enum Durability {
    /**
     * It is on the device: it survives the loss of power, as far as the device keeps what it says it has written. Several
     * threads that append at the same time share one sync.
     */
    SYNC,
    /** The operating system has it: it survives the death of the process, but the loss of power may take the last rows. */
    OS
}
