package dev.barque.architecture.planted.core;

import dev.barque.architecture.planted.core.internal.Engine;

/** No fault: a public type and its internal one know each other. */
public class Facade {
    /** Made by the internal package. */
    public static Facade open() {
        return new Engine().facade();
    }
}
