package dev.barque.benchmarks.contest;

import java.util.List;
import java.util.Map;

/** Lines that come from elsewhere: found by {@link java.util.ServiceLoader}, so that questions can be asked without them. */
public interface PeerLines {
    /** Lines by the id of the question that they enter. */
    Map<String, List<Line>> lines();

    /** What the JVM has to be told before they can run. */
    default List<String> jvmFlags() {
        return List.of();
    }
}
