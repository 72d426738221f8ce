package dev.barque.core.quality;

import static dev.barque.core.quality.Minutes.NYSE;
import static dev.barque.core.quality.Minutes.SPY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How a source is gone through: by the dates under which it files, whatever these are. */
class SourceCheckTest {
    private static final LocalDate FRIDAY = LocalDate.parse("2025-10-24");
    private static final LocalDate MONDAY = LocalDate.parse("2025-10-27");
    private static final LocalDate TUESDAY = LocalDate.parse("2025-10-28");

    /** Bars under the dates under which a test puts them. */
    private static final class Filed implements BarSource {
        private final TreeMap<LocalDate, Map<Symbol, Bars>> days = new TreeMap<>();
        private final Set<LocalDate> damaged = new HashSet<>();
        private final List<String> read = new ArrayList<>();
        private Concern concern = Concern.DATA;

        Filed put(LocalDate date, Bars bars) {
            days.computeIfAbsent(date, none -> new TreeMap<>()).put(bars.symbol(), bars);
            return this;
        }

        Filed damaged(LocalDate date) {
            damaged.add(date);
            return this;
        }

        @Override
        public Bars bars(Symbol symbol, Instant from, Instant to) {
            throw new AssertionError("not asked for");
        }

        @Override
        public List<LocalDate> dates() {
            return List.copyOf(days.keySet());
        }

        @Override
        public Set<Symbol> symbols(LocalDate date) {
            if (damaged.contains(date)) {
                throw new BarqueException("test.damaged", concern, "Cannot read " + date);
            }
            return days.getOrDefault(date, Map.of()).keySet();
        }

        @Override
        public Bars day(Symbol symbol, LocalDate date) {
            read.add(symbol + " " + date);
            return days.getOrDefault(date, Map.of())
                    .getOrDefault(symbol, Bars.builder(symbol).build());
        }
    }

    private static Bars minutes(LocalDate... dates) {
        return Minutes.of(Duration.ofMinutes(1), dates).bars();
    }

    @Test
    void each_day_is_read_once() {
        Symbol qqq = Symbol.of("QQQ");
        Filed source = new Filed()
                .put(FRIDAY, minutes(FRIDAY))
                .put(MONDAY, minutes(MONDAY))
                .put(MONDAY, Minutes.of("2025-10-27").bars(qqq))
                .put(TUESDAY, minutes(TUESDAY));
        List<String> progress = new ArrayList<>();

        QualityReport report = BarCheck.against(NYSE)
                .listener((date, done, total) -> progress.add(date + " " + done + "/" + total))
                .build()
                .check(source);

        assertThat(report.isClean()).as(report.toString()).isTrue();
        assertThat(report.sessions()).isEqualTo(3);
        assertThat(report.symbols()).extracting(SymbolQuality::symbol).containsExactly(qqq, SPY);
        assertThat(report.of(qqq).orElseThrow().expected())
                .as("a symbol is expected from its first to its last session")
                .isEqualTo(390);
        assertThat(source.read)
                .containsExactlyInAnyOrder("SPY 2025-10-24", "QQQ 2025-10-27", "SPY 2025-10-27", "SPY 2025-10-28");
        assertThat(progress).hasSize(5).last().isEqualTo("2025-10-28 5/5");
    }

    @Test
    void named_dates_are_all_that_is_looked_at() {
        Filed source = new Filed()
                .put(FRIDAY, minutes(FRIDAY))
                .put(MONDAY, minutes(MONDAY))
                .put(TUESDAY, minutes(TUESDAY));

        QualityReport report =
                BarCheck.against(NYSE).dates(MONDAY, MONDAY).build().check(source);

        assertThat(report.isClean()).as(report.toString()).isTrue();
        assertThat(report.count(Defect.MISSING_SESSION)).isZero();
        assertThat(report.of(SPY).orElseThrow().bars()).isEqualTo(390);
        assertThat(source.read).doesNotContain("SPY 2025-10-24");
    }

    @Test
    void a_date_of_the_calendar_may_lie_in_two_files_by_utc_date() {
        TradingCalendar sydney = TradingCalendars.read(new StringReader("""
                        calendar sydney
                        zone Australia/Sydney
                        weekdays MON TUE WED THU FRI
                        hours 10:00-16:00
                        first 2025-01-01
                        last 2025-12-31
                        """), "test");
        Filed source = new Filed();
        LocalDate date = LocalDate.parse("2025-10-27");
        // 10:00 in Sydney is 23:00 of the day before in UTC.
        Bars.Builder before = Bars.builder(SPY).interval(Duration.ofMinutes(1));
        Bars.Builder after = Bars.builder(SPY).interval(Duration.ofMinutes(1));
        long open = sydney.session(date).orElseThrow().openMicros();
        for (int i = 1; i <= 360; i++) {
            Minutes.Minute m = Minutes.minute(open + i * Minutes.MINUTE, i);
            (i < 60 ? before : after).add(m.time(), m.close(), m.volume(), m.volume());
        }
        source.put(date.minusDays(1), before.build()).put(date, after.build());

        QualityReport all = BarCheck.against(sydney).build().check(source);
        QualityReport named = BarCheck.against(sydney).dates(date, date).build().check(source);

        assertThat(all.isClean()).as(all.toString()).isTrue();
        assertThat(all.of(SPY).orElseThrow().present()).isEqualTo(360);
        assertThat(named).isEqualTo(all);
    }

    @Test
    void a_file_may_hold_many_days_and_the_same_bars_in_two_files_are_duplicates() {
        Filed source = new Filed()
                .put(FRIDAY, minutes(FRIDAY, MONDAY, TUESDAY))
                .put(TUESDAY, minutes(LocalDate.parse("2025-10-29")));
        Filed neighbours = new Filed().put(MONDAY, minutes(MONDAY)).put(TUESDAY, minutes(MONDAY));

        assertThat(BarCheck.against(NYSE).build().check(source).isClean()).isTrue();
        QualityReport duplicates = BarCheck.against(NYSE).build().check(neighbours);
        assertThat(duplicates.count(Defect.DUPLICATE)).isEqualTo(390);
        assertThat(duplicates.of(SPY).orElseThrow().present()).isEqualTo(390);
    }

    @Test
    void bars_that_are_filed_under_a_much_later_date_are_not_lost_without_a_word() {
        LocalDate later = LocalDate.parse("2025-10-30");
        Filed source = new Filed()
                .put(FRIDAY, minutes(FRIDAY))
                .put(TUESDAY, minutes(TUESDAY))
                .put(later, minutes(MONDAY));

        SymbolQuality quality =
                BarCheck.against(NYSE).build().check(source).of(SPY).orElseThrow();

        assertThat(quality.count(Defect.MISFILED)).isEqualTo(390);
        assertThat(quality.count(Defect.MISSING_SESSION)).isEqualTo(1);
    }

    @Test
    void a_date_that_cannot_be_read_is_listed_and_nothing_of_it_is_called_missing() {
        Filed source = new Filed()
                .put(FRIDAY, minutes(FRIDAY))
                .put(MONDAY, minutes(MONDAY))
                .put(TUESDAY, minutes(TUESDAY))
                .damaged(MONDAY);

        QualityReport report = BarCheck.against(NYSE).build().check(source);

        assertThat(report.isClean()).isFalse();
        assertThat(report.unreadable())
                .containsExactly(new QualityReport.UnreadableDate(MONDAY, "test.damaged", "Cannot read 2025-10-27"));
        assertThat(report.of(SPY).orElseThrow().isClean()).as(report.toString()).isTrue();
        assertThat(report.sessions()).isEqualTo(2);
        assertThat(BarCheck.against(NYSE)
                        .dates(TUESDAY, TUESDAY)
                        .build()
                        .check(source)
                        .isClean())
                .as("a damaged date beside the one that was asked for")
                .isTrue();
        assertThat(BarCheck.against(NYSE)
                        .dates(MONDAY, MONDAY)
                        .build()
                        .check(source)
                        .unreadable())
                .hasSize(1);
        source.concern = Concern.OPERATOR;
        assertThatThrownBy(() -> BarCheck.against(NYSE).build().check(source)).hasMessage("Cannot read 2025-10-27");
    }

    @Test
    void an_empty_source_is_nothing_to_check() {
        assertThatThrownBy(() -> BarCheck.against(NYSE).build().check(new Filed()))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("core.nothing-to-check"));
        assertThatThrownBy(() ->
                        BarCheck.against(NYSE).dates(MONDAY, TUESDAY).build().check(new Filed()))
                .hasMessageContaining("2025-10-27 to 2025-10-28");
        QualityReport report = BarCheck.against(NYSE)
                .dates(MONDAY, TUESDAY)
                .symbols(List.of(SPY))
                .build()
                .check(new Filed());
        assertThat(report.count(Defect.MISSING_SESSION)).isEqualTo(2);
    }

    @Test
    void a_bar_after_midnight_utc_belongs_to_the_evening_of_the_exchange() {
        Filed source = new Filed()
                .put(FRIDAY, minutes(FRIDAY))
                .put(
                        FRIDAY.plusDays(1),
                        Minutes.of().add("2025-10-25T00:30:00Z").bars())
                .put(MONDAY, minutes(MONDAY));

        for (BarCheck check : List.of(
                BarCheck.against(NYSE).build(),
                BarCheck.against(NYSE).dates(FRIDAY, FRIDAY).build())) {
            SymbolQuality quality = check.check(source).of(SPY).orElseThrow();
            assertThat(quality.findings()).extracting(QualityFinding::defect).containsExactly(Defect.OUT_OF_SESSION);
            assertThat(quality.findings().get(0).examples().get(0).date()).isEqualTo(FRIDAY);
        }
    }

    @Test
    void a_symbol_that_was_named_and_is_nowhere_lacks_the_sessions_of_the_others() {
        Symbol qqq = Symbol.of("QQQ");
        Filed source = new Filed().put(FRIDAY, minutes(FRIDAY)).put(TUESDAY, minutes(TUESDAY));
        BarCheck check = BarCheck.against(NYSE).symbols(List.of(qqq)).build();

        for (QualityReport report :
                List.of(check.check(source), check.check(List.of(minutes(FRIDAY, MONDAY, TUESDAY))))) {
            assertThat(report.of(qqq).orElseThrow().count(Defect.MISSING_SESSION))
                    .isEqualTo(3);
            assertThat(report.first()).isEqualTo(FRIDAY);
            assertThat(report.last()).isEqualTo(TUESDAY);
        }
    }

    @Test
    void files_beyond_the_calendar_are_counted() {
        Filed source = new Filed().put(FRIDAY, minutes(FRIDAY));
        LocalDate beyond = LocalDate.parse("2035-10-24");
        source.put(
                beyond,
                Bars.builder(SPY)
                        .add(beyond.toEpochDay() * 86_400_000_000L + 1, 1, 1, 1)
                        .build());

        QualityReport report = BarCheck.against(NYSE).build().check(source);

        assertThat(report.count(Defect.OUTSIDE_CALENDAR)).isEqualTo(1);
        assertThat(report.last()).isBeforeOrEqualTo(NYSE.lastDate());
    }
}
