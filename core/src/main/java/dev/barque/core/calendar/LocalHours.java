package dev.barque.core.calendar;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hours of a session as a clock on the wall shows them.
 *
 * @param open minutes after midnight
 * @param close minutes after midnight, at most 1440, after {@code open}
 */
record LocalHours(int open, int close) {
    private static final Pattern TEXT =
            Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])-(?:([01][0-9]|2[0-3]):([0-5][0-9])|24:00)");

    /** Of a text such as {@code 09:30-16:00}; empty when it is none or does not close after it opens. */
    static Optional<LocalHours> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int open = minutes(matcher.group(1), matcher.group(2));
        int close = text.endsWith("-24:00") ? 24 * 60 : minutes(matcher.group(3), matcher.group(4));
        return open < close ? Optional.of(new LocalHours(open, close)) : Optional.empty();
    }

    /** How these hours differ from the regular ones of a day that has them. */
    Session.Hours comparedTo(LocalHours regular) {
        if (equals(regular)) {
            return Session.Hours.REGULAR;
        }
        if (open < regular.open || close > regular.close) {
            return Session.Hours.SPECIAL;
        }
        if (open == regular.open) {
            return Session.Hours.EARLY_CLOSE;
        }
        return close == regular.close ? Session.Hours.LATE_OPEN : Session.Hours.LATE_OPEN_EARLY_CLOSE;
    }

    private static int minutes(String hour, String minute) {
        return Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
    }
}
