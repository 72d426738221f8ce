package dev.barque.agents;

/** What becomes of a bar on whose row an engine is missing. */
public enum MissingEngines {
    /** Its agents abstain and the others decide. */
    ABSTAIN,
    /** Nothing is decided on that bar, as the published system does. */
    SKIP_BAR
}
