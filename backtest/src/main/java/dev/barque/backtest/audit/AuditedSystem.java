package dev.barque.backtest.audit;

/**
 * What is audited: anything that computes from a market, whether it is built of Barque's parts or not. It must take everything from
 * the data it is handed: what it reads past that, such as a file of its own, nobody can replace, and no audit sees it.
 */
@FunctionalInterface
public interface AuditedSystem {
    /** Runs over the dates of the data and tells what was computed, with the instant from which each of it could be used. */
    void run(AuditData data, AuditTrace to);
}
