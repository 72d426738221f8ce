package dev.barque.architecture.planted.agents;

import dev.barque.architecture.planted.core.internal.Engine;

/** Uses the internals of another module. */
class Nosy {
    Object look() {
        return new Engine();
    }
}
