package dev.barque.backtest;

/** Why a position was closed. */
public enum ExitReason {
    /** A decision for the other direction. */
    DIRECTION_FLIP("direction_flip"),
    /** It was held for as many bars as the decision allowed. */
    TIME_STOP("time_stop"),
    /** The price reached the decision's stop price. */
    STOP_LOSS("stop_loss"),
    /** The day ended. */
    END_OF_DAY("end_of_day");

    private final String text;

    ExitReason(String text) {
        this.text = text;
    }

    /** Lower case, as in files and reports. */
    public String text() {
        return text;
    }
}
