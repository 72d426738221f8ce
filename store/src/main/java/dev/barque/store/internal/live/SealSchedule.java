package dev.barque.store.internal.live;

import dev.barque.core.calendar.Session;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.error.BarqueException;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When an append seals: the log has grown by so many bytes, or a session has ended. Safe for use by several threads. */
public final class SealSchedule {
    /** Nothing is due. */
    static final long NOTHING = Long.MIN_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(SealSchedule.class);

    private final long afterBytes;
    private final @Nullable TradingCalendar calendar;
    private final AtomicLong dueBytes;
    private final AtomicLong dueMicros;

    /** After so many bytes, and after each session of a calendar, if there is one. */
    public SealSchedule(long afterBytes, @Nullable TradingCalendar calendar) {
        this.afterBytes = afterBytes;
        this.calendar = calendar;
        dueBytes = new AtomicLong(afterBytes);
        // What an earlier writer left of sessions that have ended is due at once.
        dueMicros = new AtomicLong(calendar == null ? Long.MAX_VALUE : Long.MIN_VALUE);
    }

    /** The log begins with so many bytes that are not sealed. */
    void begin(long bytes) {
        dueBytes.set(afterBytes - Math.min(bytes, afterBytes));
    }

    /**
     * The last day to seal, counted from 1970-01-01, or {@link #NOTHING}: to one caller only, and whatever becomes of that seal,
     * the next is due after as many bytes more or the next session.
     *
     * @param bytes that were appended so far
     * @param nowMicros UTC microseconds
     */
    long due(long bytes, long nowMicros) {
        long size = dueBytes.get();
        if (bytes >= size && dueBytes.compareAndSet(size, bytes + afterBytes)) {
            return Long.MAX_VALUE;
        }
        long end = dueMicros.get();
        return nowMicros >= end ? ended(end, nowMicros) : NOTHING;
    }

    private long ended(long end, long nowMicros) {
        if (calendar == null) {
            return NOTHING;
        }
        try {
            Session next = unfinished(calendar, UtcMicros.toInstant(nowMicros));
            return dueMicros.compareAndSet(end, next.closeMicros()) ? dayBefore(next) : NOTHING;
        } catch (BarqueException e) {
            dueMicros.set(Long.MAX_VALUE);
            LOG.warn("From now on the log is sealed by its size only, no more by the calendar {}", calendar.id(), e);
            return NOTHING;
        }
    }

    /**
     * The last UTC day, counted from 1970-01-01, of which no session is still to end. Throws what the calendar throws about dates
     * that it does not know.
     */
    public static long lastEndedDay(TradingCalendar calendar, Instant now) {
        return dayBefore(unfinished(calendar, now));
    }

    /** The first session that has not ended. */
    private static Session unfinished(TradingCalendar calendar, Instant now) {
        return calendar.session(calendar.dateAt(now))
                .filter(session -> session.close().isAfter(now))
                .orElseGet(() -> calendar.nextSession(calendar.dateAt(now)));
    }

    private static long dayBefore(Session session) {
        return session.open().atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay() - 1;
    }
}
