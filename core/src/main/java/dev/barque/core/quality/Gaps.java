package dev.barque.core.quality;

import dev.barque.core.time.UtcMicros;
import java.util.ArrayList;
import java.util.List;

/** The gaps of one symbol: all are counted, the first ones kept. */
final class Gaps {
    private final SessionList sessions;
    private final int max;
    private final List<BarGap> shown = new ArrayList<>();
    private long count;
    private int lastIndex = -1;
    private long firstOfLast;

    Gaps(SessionList sessions, int max) {
        this.sessions = sessions;
        this.max = max;
    }

    /** Bars {@code first} to {@code last} of a session, counted from 1, both missing. */
    void part(int index, long first, long last, long interval) {
        long from = sessions.slotTime(index, first, interval);
        if (lastIndex != index) {
            lastIndex = index;
            firstOfLast = from;
        }
        add(from, sessions.slotTime(index, last, interval), last - first + 1, 0);
    }

    /** Sessions {@code from} (inclusive) to {@code to} (exclusive), all of each. */
    void whole(int from, int to, long interval) {
        long bars = 0;
        for (int i = from; i < to; i++) {
            bars += sessions.slots(i, interval);
        }
        long first = interval == 0 ? sessions.close(from) : sessions.slotTime(from, 1, interval);
        long last = interval == 0
                ? sessions.close(to - 1)
                : sessions.slotTime(to - 1, sessions.slots(to - 1, interval), interval);
        add(first, last, bars, to - from);
    }

    /** When the first missing bar of a session should have been complete, that session being the last one with a gap. */
    long firstOf(int index) {
        return lastIndex == index ? firstOfLast : sessions.close(index);
    }

    long count() {
        return count;
    }

    List<BarGap> shown() {
        return shown;
    }

    private void add(long first, long last, long bars, int whole) {
        count++;
        if (shown.size() < max) {
            shown.add(new BarGap(UtcMicros.toInstant(first), UtcMicros.toInstant(last), bars, whole));
        }
    }
}
