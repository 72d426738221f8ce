package dev.barque.core.account;

/** Whether a symbol was opened on a day: then the first fill the other way round completes a day trade. */
final class DayTurn {
    private boolean openedToday;
    private long openedOn = Long.MIN_VALUE;

    /** Takes in a fill on a position and says whether it completed a day trade. */
    boolean take(double held, double units, double left, long day) {
        if (openedOn != day) {
            openedOn = day;
            openedToday = false;
        }
        boolean reduces = held * units < 0;
        boolean dayTrade = reduces && openedToday;
        // What turns a position opens one.
        openedToday = !reduces || left * held < 0;
        return dayTrade;
    }
}
