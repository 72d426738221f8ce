package dev.barque.core.error;

/** Whom an error concerns: who can do something about it. */
public enum Concern {
    /** The code that called: an argument is wrong. Repeating the call will not help. */
    CALLER,
    /** The data: a file, a record or a value is missing, damaged or out of its bounds. */
    DATA,
    /** The operator: disk, permissions, configuration, another process. Repeating may help once it is mended. */
    OPERATOR,
    /** The author of a plug-in that broke its contract. */
    PLUGIN,
    /** Barque itself. Please report it. */
    BUG
}
