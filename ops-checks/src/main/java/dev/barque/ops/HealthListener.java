package dev.barque.ops;

/**
 * Is told of every new result. Each listener has a thread of its own, which comes from the host's factory and lives while there is
 * something to tell: it may be slow, throw and call the runner. It gets events in their order, one at a time; of one that is more than
 * 4,096 events behind the oldest are dropped. Both are counted in {@link RunnerState}.
 */
@FunctionalInterface
public interface HealthListener {
    /** A check has a new result. */
    void on(HealthEvent event);
}
