package dev.barque.architecture.planted.core.first;

import dev.barque.architecture.planted.core.second.Second;

/** One half of a cycle. */
public class First {
    /** The other half. */
    Second second() {
        return new Second();
    }
}
