package dev.barque.store.internal.live;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The days of one symbol and version, ascending: mostly one or two. Guarded by the lock of {@link LiveRows}. */
final class LiveSeries {
    private LiveDay[] days = {};

    @Nullable
    LiveDay find(long epochDay) {
        int at = firstNotBefore(epochDay);
        return at < days.length && days[at].epochDay == epochDay ? days[at] : null;
    }

    LiveDay day(long epochDay) {
        int at = firstNotBefore(epochDay);
        if (at < days.length && days[at].epochDay == epochDay) {
            return days[at];
        }
        LiveDay day = new LiveDay(epochDay);
        LiveDay[] more = Arrays.copyOf(days, days.length + 1);
        System.arraycopy(days, at, more, at + 1, days.length - at);
        more[at] = day;
        days = more;
        return day;
    }

    /** Drops a day that has no rows, and says whether that was all. */
    boolean isEmptyWithout(long epochDay) {
        days = Arrays.stream(days)
                .filter(day -> day.epochDay != epochDay || day.size() > 0)
                .toArray(LiveDay[]::new);
        return days.length == 0;
    }

    void forEach(Consumer<LiveDay> each) {
        for (LiveDay day : days) {
            each.accept(day);
        }
    }

    private int firstNotBefore(long epochDay) {
        int low = 0;
        int high = days.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (days[middle].epochDay < epochDay) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
