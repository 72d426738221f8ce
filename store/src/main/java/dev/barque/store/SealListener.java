package dev.barque.store;

/**
 * Hears how far a seal is, each time that a group of partitions is published: in the thread that seals, which it holds up. What it
 * throws ends the seal and comes to whoever asked for it; no row is lost by that, what is not sealed stays in the log.
 */
@FunctionalInterface
public interface SealListener {
    /**
     * Partitions were published.
     *
     * @param partitions how many so far
     * @param planned how many this seal is to do
     * @param rows how many rows of the log are in those so far
     */
    void sealed(int partitions, int planned, long rows);
}
