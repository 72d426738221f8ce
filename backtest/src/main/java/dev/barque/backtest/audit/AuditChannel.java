package dev.barque.backtest.audit;

/** What kind of thing was computed. */
public enum AuditChannel {
    /** A row of features, at the instant from which it says it was known. */
    FEATURES("features"),
    /** A decision with its views, at the instant of its bar. */
    DECISION("decision"),
    /** A point of the equity curve, at its instant. */
    EQUITY("equity"),
    /** Anything else that a system tells of. */
    OTHER("other");

    private final String text;

    AuditChannel(String text) {
        this.text = text;
    }

    /** Lower case, as in reports. */
    public String text() {
        return text;
    }
}
