package dev.barque.agents;

/** How far back the windows of engines may reach. */
public enum WindowRule {
    /** Over nights and weekends, as many bars as the engines ask for. */
    ACROSS_DAYS,
    /** Not before the first bar of the date, as the published generator of features has it. */
    EACH_DAY_ANEW
}
