package dev.barque.architecture.planted.core;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.function.Supplier;

/** Reads the clock in every way that the rule knows. */
class Impatient {
    Instant asked() {
        return Instant.now();
    }

    Supplier<Instant> referred() {
        return Instant::now;
    }

    LocalDate dated() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    long counted() {
        return System.currentTimeMillis();
    }

    Clock made() {
        return Clock.systemUTC();
    }

    @SuppressWarnings("JavaUtilDate")
    Object old() {
        return new Date();
    }

    Instant handed(Clock clock) {
        return Instant.now(clock);
    }
}
