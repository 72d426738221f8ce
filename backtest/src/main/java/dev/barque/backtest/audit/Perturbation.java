package dev.barque.backtest.audit;

/** What is done to all that lies after an instant. */
public enum Perturbation {
    /** Nothing is done at all, and the run is repeated: what differs is left to chance. */
    AGAIN("again", "the same run once more, nothing changed"),
    /** There is nothing after the instant. */
    CUT("cut", "nothing was there after the instant"),
    /** Other prices, volumes, features, chains and readings. */
    VALUES("values", "what came after the instant had other values"),
    /** The bars after the instant change places; their times stay. */
    ORDER("order", "the bars after the instant came in another order"),
    /** Bars come later, and everything else is known later. */
    TIMES("times", "what came after the instant came and was known later"),
    /** More bars, and a revision of everything that is kept, known right after the instant. */
    ADDED("added", "bars and revisions were added after the instant"),
    /** The same system ran over other values before: what differs was kept from one run to the next. */
    EARLIER_RUN("earlier run", "the same system had run before over other values after the instant");

    private final String text;
    private final String meaning;

    Perturbation(String text, String meaning) {
        this.text = text;
        this.meaning = meaning;
    }

    /** Lower case, as in reports. */
    public String text() {
        return text;
    }

    /** What was different, as the end of a sentence. */
    public String meaning() {
        return meaning;
    }

    /** Whether everything that was computed has to stay, and not only what was computed up to the instant. */
    boolean keepsAll() {
        return this == AGAIN || this == EARLIER_RUN;
    }
}
