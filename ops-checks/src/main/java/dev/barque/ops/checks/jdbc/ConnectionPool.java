package dev.barque.ops.checks.jdbc;

/**
 * The host's pool of connections, told in three numbers; every pool has them under names of its own (HikariCP:
 * {@code getHikariPoolMXBean} and {@code getMaximumPoolSize}). Safe for use by several threads; must not wait.
 */
public interface ConnectionPool {
    /** Connections that are lent at this moment. */
    int inUse();

    /** How many the pool lends at most. */
    int most();

    /** Threads that wait for one; 0 where the pool does not tell. */
    int waiting();
}
