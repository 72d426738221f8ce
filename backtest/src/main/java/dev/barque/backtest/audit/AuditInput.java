package dev.barque.backtest.audit;

/** What a system is handed. */
public enum AuditInput {
    /** Bars. */
    BARS("bars"),
    /** Feature rows that a store keeps, with their revisions. */
    ROWS("feature rows"),
    /** Option chains. */
    CHAINS("option chains"),
    /** Readings, such as a volatility index. */
    READINGS("readings");

    private final String text;

    AuditInput(String text) {
        this.text = text;
    }

    /** Lower case, as in reports. */
    public String text() {
        return text;
    }
}
