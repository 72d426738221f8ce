package dev.barque.architecture.planted.core.internal;

import dev.barque.architecture.planted.core.Facade;

/** No fault: see the facade. */
public class Engine {
    /** What users see. */
    public Facade facade() {
        return new Facade();
    }
}
