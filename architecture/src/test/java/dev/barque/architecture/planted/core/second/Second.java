package dev.barque.architecture.planted.core.second;

import dev.barque.architecture.planted.core.first.First;

/** The other half of the cycle. */
public class Second {
    /** The first half. */
    First first() {
        return new First();
    }
}
