package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sealing at the end of sessions: asked for by the host, or done by the first append after the close. */
class SealByCalendarTest {
    private static final FeatureSet SET = TestRows.set("v1", Lookback.sameDate());
    private static final Symbol SPY = Symbol.of("SPY");
    private static final TradingCalendar NYSE = TradingCalendars.usEquities();

    @TempDir
    Path home;

    private Instant now = Instant.EPOCH;
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private ParquetFeatureStore open(TradingCalendar calendar) {
        return ParquetFeatureStore.builder(home)
                .set(SET)
                .sealAfterSession(calendar)
                .open(clock);
    }

    /** Appends a row about an instant at that instant. */
    private void append(ParquetFeatureStore store, String time) {
        now = Instant.parse(time);
        store.append(TestRows.numbered(SET, SPY, UtcMicros.of(now), UtcMicros.of(now), 1));
    }

    private boolean isSealed(String date) {
        return Files.exists(home.resolve("data/date=" + date + "/symbol=SPY/feature_set_id=v1/features.parquet"));
    }

    @Test
    void the_first_append_at_or_after_the_close_seals_the_day() {
        try (ParquetFeatureStore store = open(NYSE)) {
            append(store, "2025-11-26T14:31:00Z");
            append(store, "2025-11-26T20:59:59.999999Z");
            assertThat(isSealed("2025-11-26")).isFalse();
            append(store, "2025-11-26T21:00:00Z");
            assertThat(isSealed("2025-11-26")).isTrue();
            assertThat(store.rows(SET.id(), SPY, LocalDate.of(2025, 11, 26))).hasSize(3);
        }
    }

    @Test
    void an_early_close_is_the_close_and_a_late_row_waits_for_the_next_one() {
        try (ParquetFeatureStore store = open(NYSE)) {
            append(store, "2025-11-28T14:31:00Z"); // the day after Thanksgiving ends at 13:00 in New York
            append(store, "2025-11-28T17:59:00Z");
            assertThat(isSealed("2025-11-28")).isFalse();
            append(store, "2025-11-28T18:00:01Z");
            assertThat(isSealed("2025-11-28")).isTrue();
            append(store, "2025-11-28T18:00:02Z");
            append(store, "2025-12-01T20:59:00Z");
            assertThat(store.openReport().rows()).isZero();
            assertThat(store.seal(LocalDate.of(2025, 11, 30)).rows())
                    .as("the late row of Friday was still in the log on Monday before the close")
                    .isEqualTo(1);
            append(store, "2025-12-01T21:00:00Z");
            assertThat(isSealed("2025-12-01")).isTrue();
        }
    }

    @Test
    void rows_that_a_dead_writer_left_of_ended_sessions_are_sealed_by_the_first_append() {
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).open(clock)) {
            append(store, "2025-11-25T15:00:00Z");
        }
        try (ParquetFeatureStore store = open(NYSE)) {
            append(store, "2025-11-26T15:00:00Z");
            assertThat(isSealed("2025-11-25")).isTrue();
            assertThat(isSealed("2025-11-26")).isFalse();
        }
    }

    @Test
    void a_market_that_never_closes_is_sealed_day_by_day() {
        try (ParquetFeatureStore store = open(TradingCalendars.alwaysOpen())) {
            append(store, "2025-11-26T23:59:59Z");
            assertThat(isSealed("2025-11-26")).isFalse();
            append(store, "2025-11-27T00:00:00Z");
            assertThat(isSealed("2025-11-26")).isTrue();
            assertThat(isSealed("2025-11-27")).isFalse();
        }
    }

    @Test
    void a_session_over_midnight_in_utc_is_sealed_when_it_has_ended() {
        TradingCalendar sydney = TradingCalendars.read(new StringReader("""
                        calendar sydney
                        zone     Australia/Sydney
                        weekdays MON TUE WED THU FRI
                        hours    10:00-16:00
                        first    2025-01-01
                        last     2025-12-31
                        """), "sydney");
        try (ParquetFeatureStore store = open(sydney)) {
            append(store, "2025-11-26T23:30:00Z"); // Thursday's session in Sydney, 10:00 to 16:00
            append(store, "2025-11-27T00:30:00Z");
            assertThat(isSealed("2025-11-26")).isFalse();
            append(store, "2025-11-27T05:00:00Z");
            assertThat(isSealed("2025-11-26")).isTrue();
            assertThat(isSealed("2025-11-27"))
                    .as("Friday's session begins on that date")
                    .isFalse();
        }
    }

    @Test
    void a_host_may_ask_by_its_own_clock() {
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).open(clock)) {
            for (String time : List.of("2025-11-25T15:00:00Z", "2025-11-26T15:00:00Z")) {
                append(store, time);
            }
            assertThat(store.sealEnded(NYSE).rows()).isEqualTo(1);
            now = Instant.parse("2025-11-26T21:00:00Z");
            assertThat(store.sealEnded(NYSE).rows()).isEqualTo(1);
            assertThat(store.sealEnded(NYSE).rows()).isZero();
        }
    }

    @Test
    void where_the_calendar_ends_rows_are_taken_all_the_same() {
        try (ParquetFeatureStore store = open(NYSE)) {
            append(store, "2031-01-02T15:00:00Z");
            append(store, "2031-01-03T15:00:00Z");
            assertThat(store.dates(SET.id(), SPY)).hasSize(2);
            assertThat(isSealed("2031-01-02")).isFalse();
        }
    }
}
