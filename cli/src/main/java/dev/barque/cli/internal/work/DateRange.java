package dev.barque.cli.internal.work;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/**
 * Dates from a first to a last, both included.
 *
 * @param first not after the last
 * @param last see {@code first}
 */
public record DateRange(LocalDate first, LocalDate last) {
    /** Of {@code 2025-10-24} or {@code 2025-10-24..2025-10-28}; throws IllegalArgumentException that says what it expects. */
    public static DateRange parse(String text) {
        int dots = text.indexOf("..");
        try {
            LocalDate first = LocalDate.parse(dots < 0 ? text : text.substring(0, dots));
            LocalDate last = dots < 0 ? first : LocalDate.parse(text.substring(dots + 2));
            if (first.isAfter(last)) {
                throw new IllegalArgumentException("'" + text + "' ends before it begins");
            }
            return new DateRange(first, last);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no date and no range; expected such as 2025-10-24 or 2025-10-24..2025-10-28");
        }
    }

    /** From the first to the last of some dates, each list ascending; there is at least one date. */
    public static DateRange of(Collection<List<LocalDate>> dates) {
        List<LocalDate> all = dates.stream().flatMap(List::stream).sorted().toList();
        return new DateRange(all.get(0), all.get(all.size() - 1));
    }

    /** Whether a date lies in it. */
    public boolean contains(LocalDate date) {
        return !date.isBefore(first) && !date.isAfter(last);
    }

    @Override
    public String toString() {
        return first.equals(last) ? first.toString() : first + ".." + last;
    }
}
