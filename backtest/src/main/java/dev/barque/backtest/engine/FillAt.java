package dev.barque.backtest.engine;

/** At which price of its first possible bar a market order is executed. */
public enum FillAt {
    /** At the opening. */
    NEXT_OPEN("next-open", "at the opening of the bar"),
    /** At the last price of the bar. */
    NEXT_CLOSE("next-close", "at the last price of the bar"),
    /** At the mean price of the bar, weighed by volume. */
    VWAP(
            "vwap",
            "at the traded value over the volume of the bar, and at (high + low + close) / 3 where those are unknown or"
                    + " contradict high and low");

    private final String text;
    private final String words;

    FillAt(String text, String words) {
        this.text = text;
        this.words = words;
    }

    /** Lower case, as on a command line. */
    public String text() {
        return text;
    }

    String words() {
        return words;
    }
}
