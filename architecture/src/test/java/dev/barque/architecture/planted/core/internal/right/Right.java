package dev.barque.architecture.planted.core.internal.right;

import dev.barque.architecture.planted.core.internal.left.Left;

/** The other half. */
public class Right {
    /** The first half. */
    Left left() {
        return new Left();
    }
}
