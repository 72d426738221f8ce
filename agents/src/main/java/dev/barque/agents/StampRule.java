package dev.barque.agents;

/** What instant a feature row says it is about. */
public enum StampRule {
    /** The instant at which the bar became complete: when its last price was known. */
    BAR_CLOSE,
    /**
     * The opening of the bar although its features contain the bar's close, as the published system does: a reader who asks
     * for what was known at that instant is shown the future by one bar.
     */
    BAR_OPEN
}
