package dev.barque.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TradingCalendarTest {
    /** A host's own calendar: five methods, the rest is inherited. */
    private record Delegating(TradingCalendar to) implements TradingCalendar {
        @Override
        public String id() {
            return "host";
        }

        @Override
        public ZoneId zone() {
            return to.zone();
        }

        @Override
        public LocalDate firstDate() {
            return to.firstDate();
        }

        @Override
        public LocalDate lastDate() {
            return to.lastDate();
        }

        @Override
        public Optional<Session> session(LocalDate date) {
            return to.session(date);
        }
    }

    @Test
    void the_fast_answers_agree_with_the_plain_ones() {
        TradingCalendar fast = TradingCalendars.usEquities();
        TradingCalendar plain = new Delegating(fast);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long first = UtcMicros.of(Instant.parse("1990-01-02T00:00:00Z"));
        long span = UtcMicros.of(Instant.parse("2030-12-31T00:00:00Z")) - first;

        for (int i = 0; i < 20_000; i++) {
            long t = first + (long) (random.nextDouble() * span);
            assertThat(fast.isOpen(t))
                    .as("seed %d, %s", seed, UtcMicros.toInstant(t))
                    .isEqualTo(plain.isOpen(t));
        }
        for (Session session : fast.sessions(LocalDate.of(1995, 1, 1), LocalDate.of(2002, 12, 31))) {
            for (long t : new long[] {session.openMicros(), session.closeMicros()}) {
                for (long around = t - 1; around <= t + 1; around++) {
                    assertThat(fast.isOpen(around)).as(session.toString()).isEqualTo(plain.isOpen(around));
                }
            }
        }
    }

    @Test
    void a_hosts_calendar_inherits_the_refusal_of_what_it_does_not_cover() {
        TradingCalendar host = new Delegating(TradingCalendars.usEquities());

        assertThatThrownBy(() -> host.reason(LocalDate.of(2031, 1, 1)))
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining("trading calendar host");
        assertThat(host.reason(LocalDate.of(2001, 9, 11))).isEmpty();
    }

    @Test
    void always_open_is_open_always_in_days_of_utc() {
        TradingCalendar crypto = TradingCalendars.alwaysOpen();
        LocalDate date = LocalDate.of(2024, 2, 29);
        Session session = crypto.session(date).orElseThrow();

        assertThat(crypto.id()).isEqualTo("always-open");
        assertThat(crypto.zone()).isEqualTo(ZoneOffset.UTC);
        assertThat(session.open()).isEqualTo("2024-02-29T00:00:00Z");
        assertThat(session.close()).isEqualTo("2024-03-01T00:00:00Z");
        assertThat(session.length()).isEqualTo(Duration.ofDays(1));
        assertThat(session.hours()).isEqualTo(Session.Hours.REGULAR);
        assertThat(crypto.isOpen(session.close()))
                .as("the next session begins where this one ends")
                .isTrue();
        assertThat(crypto.isOpen(Instant.parse("2024-12-25T03:00:00Z"))).isTrue();
        assertThat(crypto.nextSession(date).open()).isEqualTo(session.close());
        assertThat(crypto.previousSession(date).close()).isEqualTo(session.open());
        assertThat(crypto.sessions(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31)))
                .hasSize(366);
    }

    @Test
    void always_open_has_ends_too() {
        TradingCalendar crypto = TradingCalendars.alwaysOpen();

        assertThat(crypto.session(crypto.lastDate())).isPresent();
        assertThat(crypto.isOpen(Instant.parse("0001-01-01T00:00:00Z"))).isTrue();
        assertThatThrownBy(() -> crypto.isOpen(Instant.parse("0000-12-31T23:59:59Z")))
                .isInstanceOf(BarqueException.class);
        assertThatThrownBy(() -> crypto.session(LocalDate.of(10_000, 1, 1))).isInstanceOf(BarqueException.class);
        assertThatThrownBy(() -> crypto.nextSession(crypto.lastDate())).isInstanceOf(BarqueException.class);
    }
}
