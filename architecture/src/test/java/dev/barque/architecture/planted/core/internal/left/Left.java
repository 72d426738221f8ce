package dev.barque.architecture.planted.core.internal.left;

import dev.barque.architecture.planted.core.internal.right.Right;

/** One half of a cycle out of sight. */
public class Left {
    /** The other half. */
    Right right() {
        return new Right();
    }
}
