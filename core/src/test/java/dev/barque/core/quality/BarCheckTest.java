package dev.barque.core.quality;

import static dev.barque.core.quality.Minutes.NYSE;
import static dev.barque.core.quality.Minutes.SPY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.error.BarqueException;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarCheckTest {
    private static final String FRIDAY = "2025-10-24";
    private static final String MONDAY = "2025-10-27";
    private static final String TUESDAY = "2025-10-28";

    private static SymbolQuality check(Minutes minutes) {
        return check(BarCheck.against(NYSE), minutes);
    }

    private static SymbolQuality check(BarCheck.Builder check, Minutes minutes) {
        return check.build().check(List.of(minutes.bars())).of(SPY).orElseThrow();
    }

    private static void assertOnly(SymbolQuality quality, Defect... defects) {
        assertThat(quality.findings()).extracting(QualityFinding::defect).containsExactlyInAnyOrder(defects);
    }

    private static QualityExample example(SymbolQuality quality, Defect defect) {
        return quality.finding(defect).orElseThrow().examples().get(0);
    }

    // ---- sessions

    @Test
    void whole_sessions_are_clean_whatever_their_hours() {
        SymbolQuality quality = check(Minutes.of("2025-07-02", "2025-07-03", "2025-07-07"));

        assertThat(quality.isClean()).as(quality.toString()).isTrue();
        assertThat(quality.expected()).as("two whole days and an early close").isEqualTo(390 + 210 + 390);
        assertThat(quality.present()).isEqualTo(quality.expected());
        assertThat(quality.fillRate()).isEqualTo(1);
        assertThat(quality.sessions()).isEqualTo(3);
        assertThat(quality.gaps()).isEmpty();
        assertThat(quality.firstBar()).contains(Instant.parse("2025-07-02T13:31:00Z"));
        assertThat(quality.lastBar()).contains(Instant.parse("2025-07-07T20:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-07, 2025-03-10, 2025-03-10T13:31:00Z",
        "2025-10-31, 2025-11-03, 2025-11-03T14:31:00Z",
        "2025-11-26, 2025-11-28, 2025-11-28T14:31:00Z",
    })
    void sessions_on_both_sides_of_a_change_of_clocks_or_a_holiday_are_clean(
            String before, String after, Instant firstBarAfter) {
        QualityReport report = BarCheck.against(NYSE)
                .build()
                .check(List.of(Minutes.of(before, after).bars()));

        assertThat(report.isClean()).as(report.toString()).isTrue();
        assertThat(report.sessions()).isEqualTo(2);
        assertThat(report.first()).isEqualTo(before);
        assertThat(report.last()).isEqualTo(after);
        assertThat(Minutes.of(after).bars().bar(0).time()).isEqualTo(firstBarAfter);
    }

    @ParameterizedTest
    @CsvSource({"2025-03-07, 2025-03-10, -1, later", "2025-10-31, 2025-11-03, 1, earlier"})
    void a_source_that_was_not_told_of_a_change_of_clocks_is_an_hour_off(
            String before, String after, int hours, String where) {
        Minutes minutes = Minutes.of(before);
        // The wall clock of the old offset: an hour too late in spring, too early in autumn.
        Minutes.of(after).shifted(Duration.ofHours(-hours)).list().forEach(minutes::add);

        SymbolQuality quality = check(minutes);

        assertOnly(quality, Defect.MISSING_BARS, Defect.OUT_OF_SESSION, Defect.SHIFTED_HOUR);
        assertThat(quality.count(Defect.MISSING_BARS)).isEqualTo(60);
        assertThat(quality.count(Defect.OUT_OF_SESSION)).isEqualTo(60);
        assertThat(quality.count(Defect.SHIFTED_HOUR)).isEqualTo(1);
        assertThat(example(quality, Defect.SHIFTED_HOUR).date()).isEqualTo(after);
        assertThat(example(quality, Defect.SHIFTED_HOUR).observed())
                .contains("390 bars")
                .contains(where.equals("later") ? "earlier" : "later");
    }

    @Test
    void extended_hours_are_out_of_session_and_not_an_hour_off() {
        Minutes minutes = Minutes.of(FRIDAY).without(t -> t.isBefore(Instant.parse("2025-10-24T14:01:00Z")));
        for (int i = 1; i <= 60; i++) {
            minutes.add(Minutes.minute(UtcMicros.of(Instant.parse("2025-10-24T12:00:00Z")) + i * Minutes.MINUTE, i));
            minutes.add(Minutes.minute(UtcMicros.of(Instant.parse("2025-10-24T20:00:00Z")) + i * Minutes.MINUTE, i));
        }

        SymbolQuality quality = check(minutes.sorted());

        assertOnly(quality, Defect.MISSING_BARS, Defect.OUT_OF_SESSION);
        assertThat(quality.count(Defect.OUT_OF_SESSION)).isEqualTo(120);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-11-28", "2025-07-03"})
    void a_source_that_goes_on_after_an_early_close_is_told(String date) {
        Minutes minutes = Minutes.of(date);
        long close = NYSE.session(LocalDate.parse(date)).orElseThrow().closeMicros();
        for (int i = 1; i <= 180; i++) {
            minutes.add(Minutes.minute(close + i * Minutes.MINUTE, i));
        }

        SymbolQuality quality = check(minutes);

        assertOnly(quality, Defect.AFTER_EARLY_CLOSE);
        assertThat(quality.count(Defect.AFTER_EARLY_CLOSE)).isEqualTo(180);
        assertThat(quality.bars()).isEqualTo(390);
        assertThat(quality.expected()).isEqualTo(210);
        assertThat(example(quality, Defect.AFTER_EARLY_CLOSE).time())
                .isEqualTo(UtcMicros.toInstant(close + Minutes.MINUTE));
    }

    @Test
    void bars_on_a_holiday_or_a_weekend_name_the_reason() {
        SymbolQuality quality =
                check(Minutes.of("2025-11-26").add("2025-11-27T15:00:00Z").add("2025-11-29T15:00:00Z"));

        assertOnly(quality, Defect.OUT_OF_SESSION);
        assertThat(quality.finding(Defect.OUT_OF_SESSION).orElseThrow().examples())
                .extracting(QualityExample::observed)
                .containsExactly("Thanksgiving Day", "no session on a Saturday");
        assertThat(quality.finding(Defect.OUT_OF_SESSION).orElseThrow().dates()).isEqualTo(2);
    }

    @Test
    void the_bar_that_is_complete_at_the_close_belongs_to_the_session_and_that_of_the_opening_does_not() {
        SymbolQuality shifted = check(Minutes.of(FRIDAY).shifted(Duration.ofMinutes(-1)));

        assertOnly(shifted, Defect.MISSING_BARS, Defect.OUT_OF_SESSION);
        assertThat(example(shifted, Defect.OUT_OF_SESSION).time()).isEqualTo("2025-10-24T13:30:00Z");
        assertThat(example(shifted, Defect.MISSING_BARS).time()).isEqualTo("2025-10-24T20:00:00Z");
        assertThat(shifted.gaps())
                .containsExactly(
                        new BarGap(Instant.parse("2025-10-24T20:00:00Z"), Instant.parse("2025-10-24T20:00:00Z"), 1, 0));
    }

    // ---- missing

    @Test
    void missing_bars_are_gaps_with_the_times_at_which_they_were_due() {
        SymbolQuality quality = check(Minutes.of(FRIDAY, MONDAY)
                .without(t -> !t.isBefore(Instant.parse("2025-10-24T13:31:00Z"))
                        && t.isBefore(Instant.parse("2025-10-24T13:34:00Z")))
                .without(Instant.parse("2025-10-24T15:00:00Z")::equals)
                .without(t -> t.isAfter(Instant.parse("2025-10-27T19:58:00Z"))));

        assertOnly(quality, Defect.MISSING_BARS);
        QualityFinding finding = quality.finding(Defect.MISSING_BARS).orElseThrow();
        assertThat(finding.count()).isEqualTo(6);
        assertThat(finding.dates()).isEqualTo(2);
        assertThat(finding.examples())
                .containsExactly(
                        new QualityExample(
                                LocalDate.parse(FRIDAY), Instant.parse("2025-10-24T13:31:00Z"), "386 of 390 bars"),
                        new QualityExample(
                                LocalDate.parse(MONDAY), Instant.parse("2025-10-27T19:59:00Z"), "388 of 390 bars"));
        assertThat(quality.gaps())
                .containsExactly(
                        gap("2025-10-24T13:31:00Z", "2025-10-24T13:33:00Z", 3, 0),
                        gap("2025-10-24T15:00:00Z", "2025-10-24T15:00:00Z", 1, 0),
                        gap("2025-10-27T19:59:00Z", "2025-10-27T20:00:00Z", 2, 0));
        assertThat(quality.fillRate()).isEqualTo(774.0 / 780);
    }

    private static BarGap gap(String first, String last, long bars, int sessions) {
        return new BarGap(Instant.parse(first), Instant.parse(last), bars, sessions);
    }

    @Test
    void a_session_may_be_filled_less_when_that_is_allowed_and_its_gaps_are_listed_nevertheless() {
        Minutes minutes = Minutes.of(FRIDAY).without(t -> t.getEpochSecond() / 60 % 10 == 0);

        assertThat(check(BarCheck.against(NYSE).minFillRate(0.9), minutes).isClean())
                .isTrue();
        SymbolQuality strict = check(BarCheck.against(NYSE).minFillRate(0.901).maxGaps(7), minutes);
        assertThat(strict.count(Defect.MISSING_BARS)).isEqualTo(39);
        assertThat(strict.gapCount()).isEqualTo(39);
        assertThat(strict.gaps()).hasSize(7);
    }

    @Test
    void sessions_without_a_bar_are_missing_as_a_whole_between_the_first_and_the_last() {
        SymbolQuality quality = check(Minutes.of(FRIDAY, "2025-10-29"));

        assertOnly(quality, Defect.MISSING_SESSION);
        assertThat(quality.count(Defect.MISSING_SESSION)).isEqualTo(2);
        assertThat(quality.expected()).isEqualTo(4 * 390);
        assertThat(quality.present()).isEqualTo(2 * 390);
        assertThat(quality.sessions()).isEqualTo(2);
        assertThat(quality.gaps()).containsExactly(gap("2025-10-27T13:31:00Z", "2025-10-28T20:00:00Z", 780, 2));
    }

    @Test
    void dates_that_are_named_are_expected_to_be_full_from_the_first_to_the_last() {
        SymbolQuality quality = check(
                BarCheck.against(NYSE).dates(LocalDate.parse("2025-10-23"), LocalDate.parse(TUESDAY)),
                Minutes.of(FRIDAY, MONDAY, "2025-10-30"));

        assertOnly(quality, Defect.MISSING_SESSION);
        assertThat(quality.gaps())
                .containsExactly(
                        gap("2025-10-23T13:31:00Z", "2025-10-23T20:00:00Z", 390, 1),
                        gap("2025-10-28T13:31:00Z", "2025-10-28T20:00:00Z", 390, 1));
        assertThat(quality.bars()).as("the bars of the 30th are not looked at").isEqualTo(780);
    }

    @Test
    void a_symbol_that_was_named_and_is_nowhere_lacks_every_session() {
        Symbol qqq = Symbol.of("QQQ");
        QualityReport report = BarCheck.against(NYSE)
                .symbols(List.of(SPY, qqq))
                .interval(Duration.ofMinutes(1))
                .build()
                .check(List.of(
                        Minutes.of(FRIDAY, MONDAY).bars(), Minutes.of(FRIDAY).bars(Symbol.of("IWM"))));

        assertThat(report.symbols()).extracting(SymbolQuality::symbol).containsExactly(qqq, SPY);
        assertThat(report.of(SPY).orElseThrow().isClean()).isTrue();
        SymbolQuality missing = report.of(qqq).orElseThrow();
        assertThat(missing.count(Defect.MISSING_SESSION)).isEqualTo(2);
        assertThat(missing.expected()).isEqualTo(780);
        assertThat(missing.lastBar()).isEmpty();
        assertThat(report.isClean()).isFalse();
    }

    @Test
    void without_an_interval_nothing_is_guessed() {
        Minutes minutes = Minutes.of(FRIDAY).undeclared().without(Instant.parse("2025-10-24T15:00:00Z")::equals);

        SymbolQuality unknown = check(minutes);
        SymbolQuality told = check(BarCheck.against(NYSE).interval(Duration.ofMinutes(1)), minutes);

        assertOnly(unknown, Defect.UNDECLARED_INTERVAL);
        assertThat(unknown.fillRate()).isNaN();
        assertOnly(told, Defect.MISSING_BARS);
    }

    @ParameterizedTest
    @CsvSource({"PT1H, 7, PT1H", "PT1H, 7, PT30M", "PT24H, 1, PT24H", "PT24H, 1, PT6H30M", "PT24H, 1, PT14H30M"})
    void an_interval_that_does_not_divide_the_session_may_end_at_the_close_or_beyond(
            Duration interval, int perSession, Duration ofTheLast) {
        Minutes minutes = Minutes.of();
        int n = 0;
        for (String date : List.of(FRIDAY, MONDAY, TUESDAY)) {
            long open = NYSE.session(LocalDate.parse(date)).orElseThrow().openMicros();
            for (int i = 1; i <= perSession; i++) {
                Duration length = i < perSession ? interval : ofTheLast;
                long time = open
                        + (i - 1) * interval.toNanos() / 1_000
                        + Math.min(length.toNanos() / 1_000, 14 * 60 * Minutes.MINUTE + 30 * Minutes.MINUTE);
                minutes.add(Minutes.minute(time, n++));
            }
        }
        Bars bars = copy(minutes.bars(), interval);

        SymbolQuality quality = BarCheck.against(NYSE)
                .ignore(Defect.OFF_GRID)
                .build()
                .check(List.of(bars))
                .of(SPY)
                .orElseThrow();

        assertThat(quality.isClean()).as(quality.toString()).isTrue();
        assertThat(quality.expected()).isEqualTo(3L * perSession);
        assertThat(quality.present()).isEqualTo(3L * perSession);
    }

    @Test
    void the_last_bar_of_such_a_session_is_due_at_the_close() {
        Minutes hours = Minutes.of(Duration.ofHours(1), LocalDate.parse(FRIDAY), LocalDate.parse(MONDAY));

        SymbolQuality quality = check(hours);

        assertOnly(quality, Defect.MISSING_BARS);
        assertThat(quality.gaps())
                .containsExactly(
                        gap("2025-10-24T20:00:00Z", "2025-10-24T20:00:00Z", 1, 0),
                        gap("2025-10-27T20:00:00Z", "2025-10-27T20:00:00Z", 1, 0));
    }

    private static Bars copy(Bars bars, Duration interval) {
        Bars.Builder copy = Bars.builder(bars.symbol()).interval(interval);
        for (int i = 0; i < bars.size(); i++) {
            copy.copy(bars, i);
        }
        return copy.build();
    }

    @Test
    void a_market_that_never_closes_has_a_session_for_every_date_that_ends_at_midnight() {
        Bars.Builder bars = Bars.builder(SPY).interval(Duration.ofMinutes(1));
        long start = LocalDate.parse("2025-10-25").toEpochDay() * UtcMicros.PER_DAY;
        for (int i = 1; i <= 2 * 1_440; i++) {
            Minutes.Minute m = Minutes.minute(start + i * Minutes.MINUTE, i);
            bars.add(m.time(), m.close(), m.volume(), m.volume());
        }
        QualityReport report =
                BarCheck.against(TradingCalendars.alwaysOpen()).build().check(List.of(bars.build()));

        assertThat(report.isClean()).as(report.toString()).isTrue();
        assertThat(report.sessions()).isEqualTo(2);
        assertThat(report.symbols().get(0).expected()).isEqualTo(2_880);
    }

    // ---- inputs as they arrive

    @Test
    void repeated_bars_are_told_from_contradicting_ones_and_late_ones() {
        Minutes minutes = Minutes.of(FRIDAY);
        minutes.add(minutes.get("2025-10-24T14:00:00Z"));
        minutes.add(minutes.get("2025-10-24T14:01:00Z").price(101));
        minutes.add(minutes.get("2025-10-24T14:01:00Z").price(101));

        SymbolQuality quality = check(BarCheck.against(NYSE).ignore(Defect.OUTLIER), minutes);

        assertOnly(quality, Defect.DUPLICATE, Defect.CONFLICT, Defect.OUT_OF_ORDER);
        assertThat(quality.count(Defect.DUPLICATE)).isEqualTo(2);
        assertThat(quality.count(Defect.CONFLICT)).isEqualTo(1);
        assertThat(quality.count(Defect.OUT_OF_ORDER)).isEqualTo(3);
        assertThat(quality.bars()).isEqualTo(393);
        assertThat(quality.present()).isEqualTo(390);
        assertThat(example(quality, Defect.CONFLICT).observed()).contains("then close 101.0");
    }

    @Test
    void the_order_of_arrival_changes_nothing_but_the_count_of_late_bars() {
        Minutes minutes = Minutes.of(FRIDAY, MONDAY).without(t -> t.getEpochSecond() / 60 % 50 == 0);
        SymbolQuality ordered = check(minutes);

        SymbolQuality shuffled =
                check(BarCheck.against(NYSE).ignore(Defect.OUT_OF_ORDER), minutes.shuffled(new Random(1)));

        assertThat(shuffled).isEqualTo(ordered);
        assertThat(check(minutes).count(Defect.OUT_OF_ORDER)).isPositive();
        assertThat(check(minutes).finding(Defect.OUT_OF_ORDER).orElseThrow().dates())
                .isEqualTo(2);
    }

    @Test
    void bars_off_the_grid_are_told_and_stand_for_the_interval_in_which_they_are() {
        SymbolQuality quality = check(
                Minutes.of(FRIDAY).change("2025-10-24T14:00:00Z", minute -> minute.at(minute.time() - 17_000_000)));

        assertOnly(quality, Defect.OFF_GRID);
        assertThat(quality.present()).isEqualTo(390);
    }

    @Test
    void bars_beyond_the_calendar_are_counted_and_the_others_compared() {
        SymbolQuality quality = check(Minutes.of(FRIDAY)
                .add("1970-01-21T09:00:00Z")
                .add("2031-01-02T15:00:00Z")
                .sorted());

        assertOnly(quality, Defect.OUTSIDE_CALENDAR);
        assertThat(quality.count(Defect.OUTSIDE_CALENDAR)).isEqualTo(2);
        assertThat(quality.expected()).isEqualTo(390);
        assertThatThrownBy(() -> check(Minutes.of().add("1970-01-21T09:00:00Z")))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("core.outside-calendar"));
    }

    // ---- values

    @ParameterizedTest
    @CsvSource({
        "100.0, 100.1, 99.9, NaN, MISSING_PRICE",
        "100.0, 100.1, -99.9, 100.05, BAD_PRICE",
        "100.0, 100.1, 99.9, 0, BAD_PRICE CROSSED",
        "100.0, Infinity, 99.9, 100.05, BAD_PRICE",
        "100.0, 99.9, 100.1, 100.0, CROSSED",
        "100.0, 100.1, 99.9, 100.11, CROSSED",
        "100.0, 100.1, 99.9, 99.89, CROSSED",
        "100.2, 100.1, 99.9, 100.0, CROSSED",
        "99.8, 100.1, 99.9, 100.0, CROSSED",
        "NaN, NaN, NaN, 100.0, ''",
        "NaN, 100.1, NaN, 100.0, ''",
        "100.0, 100.0000001, 99.9, 100.0000002, ''",
    })
    void prices_that_cannot_be_are_told(double open, double high, double low, double close, String defects) {
        SymbolQuality quality = check(
                Minutes.of(FRIDAY).change("2025-10-24T14:00:00Z", minute -> minute.prices(open, high, low, close)));

        assertOnly(
                quality,
                Arrays.stream(defects.split(" "))
                        .filter(name -> !name.isEmpty())
                        .map(Defect::valueOf)
                        .toArray(Defect[]::new));
        quality.findings().forEach(finding -> {
            assertThat(finding.count()).isEqualTo(1);
            assertThat(finding.examples().get(0).time()).isEqualTo("2025-10-24T14:00:00Z");
        });
    }

    @ParameterizedTest
    @CsvSource({"-1, BAD_VOLUME", "Infinity, BAD_VOLUME", "0, ZERO_VOLUME"})
    void volumes_that_cannot_be_or_are_none_are_told(double volume, Defect defect) {
        SymbolQuality quality =
                check(Minutes.of(FRIDAY).change("2025-10-24T14:00:00Z", minute -> minute.traded(volume)));

        assertOnly(quality, defect);
        assertThat(quality.count(defect)).isEqualTo(1);
    }

    @Test
    void a_share_of_bars_may_have_no_volume_where_that_is_allowed_and_unknown_volumes_are_no_finding() {
        Minutes minutes = Minutes.of(FRIDAY).change("2025-10-24T14:00:00Z", 39, minute -> minute.traded(0));

        assertThat(check(BarCheck.against(NYSE).maxZeroVolumeShare(0.1), minutes)
                        .isClean())
                .isTrue();
        assertThat(check(BarCheck.against(NYSE).maxZeroVolumeShare(0.099), minutes)
                        .count(Defect.ZERO_VOLUME))
                .isEqualTo(39);
        assertThat(check(Minutes.of(FRIDAY).change("2025-10-24T13:31:00Z", 390, m -> m.traded(Double.NaN)))
                        .isClean())
                .isTrue();
    }

    @Test
    void a_price_that_stands_still_is_flat_from_thirty_bars_on_also_over_night() {
        Minutes standing = Minutes.of(FRIDAY, MONDAY)
                .change("2025-10-24T19:50:00Z", 11, minute -> minute.prices(100, 100.2, 99.8, 100.05))
                .change("2025-10-27T13:31:00Z", 19, minute -> minute.prices(100, 100.1, 99.9, 100.05));
        QualityFinding flat = check(standing).finding(Defect.FLAT).orElseThrow();

        assertOnly(check(standing), Defect.FLAT);
        assertThat(flat.count()).isEqualTo(30);
        assertThat(flat.examples().get(0).time()).isEqualTo("2025-10-24T19:50:00Z");
        assertThat(flat.examples().get(0).observed())
                .isEqualTo("30 bars with the last price 100.05 up to 2025-10-27T13:49:00Z");
        assertThat(check(BarCheck.against(NYSE).flatBars(31), standing).isClean())
                .isTrue();
    }

    @Test
    void a_source_that_is_stuck_repeats_whole_bars() {
        Minutes.Minute stuck = new Minutes.Minute(0, 100, 100.1, 99.9, 100.05, 1_234);
        Minutes minutes = Minutes.of(FRIDAY).change("2025-10-24T15:00:00Z", 5, m -> stuck.at(m.time()));

        assertOnly(check(minutes), Defect.REPEATED);
        assertThat(check(minutes).count(Defect.REPEATED)).isEqualTo(5);
        assertThat(check(BarCheck.against(NYSE).repeatedBars(6), minutes).isClean())
                .isTrue();
        // Without volume it is a fill-up, which is counted as such.
        assertOnly(
                check(Minutes.of(FRIDAY)
                        .change("2025-10-24T15:00:00Z", 5, m -> stuck.traded(0).at(m.time()))),
                Defect.ZERO_VOLUME);
    }

    @Test
    void a_wrong_tick_is_an_outlier_on_its_way_there_and_back() {
        Minutes minutes = Minutes.of(FRIDAY).change("2025-10-24T15:00:00Z", minute -> minute.price(103));
        SymbolQuality quality = check(minutes);

        assertOnly(quality, Defect.OUTLIER);
        assertThat(quality.finding(Defect.OUTLIER).orElseThrow().examples())
                .extracting(QualityExample::time)
                .containsExactly(Instant.parse("2025-10-24T15:00:00Z"), Instant.parse("2025-10-24T15:01:00Z"));
        assertThat(example(quality, Defect.OUTLIER).observed()).startsWith("return of +2.");
        assertThat(check(BarCheck.against(NYSE).outlierReturn(0.1), minutes).isClean())
                .isTrue();
        assertThat(check(BarCheck.against(NYSE).outlierDeviations(1_000), minutes)
                        .isClean())
                .isTrue();
    }

    @Test
    void the_gap_over_night_is_no_outlier_of_minutes_but_daily_bars_are_compared_with_each_other() {
        Minutes minutes = Minutes.of(FRIDAY, MONDAY).change("2025-10-27T13:31:00Z", 390, m -> m.price(m.close() * 1.1));
        assertThat(check(minutes).isClean()).isTrue();

        Bars.Builder daily = Bars.builder(SPY).interval(Duration.ofDays(1));
        LocalDate date = LocalDate.parse("2025-01-02");
        for (int i = 0; i < 45; i++) {
            long close = NYSE.session(date).orElseThrow().closeMicros();
            // A split of four for one that was not applied.
            daily.add(close, Minutes.minute(0, i).close() / (i < 40 ? 1 : 4), 1_000 + i, Double.NaN);
            date = NYSE.nextSession(date).date();
        }
        SymbolQuality split = BarCheck.against(NYSE)
                .build()
                .check(List.of(daily.build()))
                .of(SPY)
                .orElseThrow();

        assertOnly(split, Defect.OUTLIER);
        assertThat(split.count(Defect.OUTLIER)).isEqualTo(1);
        assertThat(example(split, Defect.OUTLIER).observed()).startsWith("return of -7");
    }

    // ---- now

    @Test
    void bars_that_are_not_due_yet_are_not_missing() {
        Minutes minutes = Minutes.of(FRIDAY, MONDAY).without(t -> t.isAfter(Instant.parse("2025-10-27T15:00:00Z")));
        BarCheck.Builder onMonday = BarCheck.against(NYSE)
                .dates(LocalDate.parse(FRIDAY), LocalDate.parse(TUESDAY))
                .now(Instant.parse("2025-10-27T15:00:30Z"));

        SymbolQuality quality = check(onMonday, minutes);

        assertThat(quality.isClean()).as(quality.toString()).isTrue();
        assertThat(quality.expected()).isEqualTo(390 + 90);
        SymbolQuality later = check(onMonday.now(Instant.parse("2025-10-27T15:02:00Z")), minutes);
        assertThat(later.gaps()).containsExactly(gap("2025-10-27T15:01:00Z", "2025-10-27T15:02:00Z", 2, 0));
    }

    @Test
    void a_session_whose_first_bar_is_not_due_yet_is_not_missing() {
        BarCheck.Builder untilMonday = BarCheck.against(NYSE).dates(LocalDate.parse(FRIDAY), LocalDate.parse(MONDAY));

        assertThat(check(untilMonday.now(Instant.parse("2025-10-27T13:30:59Z")), Minutes.of(FRIDAY))
                        .isClean())
                .isTrue();
        assertThat(check(untilMonday.now(Instant.parse("2025-10-27T13:31:00Z")), Minutes.of(FRIDAY))
                        .count(Defect.MISSING_SESSION))
                .isEqualTo(1);
    }

    @Test
    void bars_that_come_before_they_had_to_fill_no_more_than_was_due() {
        SymbolQuality quality = check(
                BarCheck.against(NYSE)
                        .now(Instant.parse("2025-10-24T15:00:30Z"))
                        .maxAge(Duration.ofMinutes(15)),
                Minutes.of(FRIDAY).without(t -> t.isAfter(Instant.parse("2025-10-24T15:00:00Z"))));

        assertThat(quality.isClean()).as(quality.toString()).isTrue();
        assertThat(quality.bars()).isEqualTo(90);
        assertThat(quality.expected()).isEqualTo(75);
        assertThat(quality.present()).isEqualTo(75);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-10-24T20:10:00Z, false",
        "2025-10-27T13:29:00Z, false",
        "2025-10-27T13:45:00Z, false",
        "2025-10-27T13:46:00Z, true",
        "2025-10-29T00:00:00Z, true",
    })
    void only_trading_time_makes_a_bar_older(Instant now, boolean stale) {
        SymbolQuality quality =
                check(BarCheck.against(NYSE).now(now).maxAge(Duration.ofMinutes(15)), Minutes.of(FRIDAY));

        assertThat(quality.count(Defect.STALE)).isEqualTo(stale ? 1 : 0);
        assertThat(quality.findings()).hasSize(stale ? 1 : 0);
        if (stale) {
            assertThat(example(quality, Defect.STALE).time()).isEqualTo("2025-10-24T20:00:00Z");
            assertThat(example(quality, Defect.STALE).observed()).contains("allowed 0 h 15 min", now.toString());
        }
    }

    // ---- bounds

    @Test
    void everything_is_counted_and_a_few_cases_are_shown() {
        SymbolQuality quality = check(
                BarCheck.against(NYSE).maxExamples(3),
                Minutes.of(FRIDAY)
                        .change("2025-10-24T13:31:00Z", 390, minute -> minute.prices(100, 99, 101, minute.close())));

        assertThat(quality.count(Defect.CROSSED)).isEqualTo(390);
        assertThat(quality.finding(Defect.CROSSED).orElseThrow().examples()).hasSize(3);
    }

    @Test
    void a_check_of_nothing_is_refused_rather_than_clean() {
        assertThatThrownBy(() -> BarCheck.against(NYSE).build().check(List.of()))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("core.nothing-to-check"));
        assertThatThrownBy(() -> BarCheck.against(NYSE)
                        .dates(LocalDate.parse(FRIDAY), LocalDate.parse(FRIDAY))
                        .build()
                        .check(List.of()))
                .hasMessageContaining("2025-10-24");
    }

    @Test
    void settings_out_of_bounds_are_refused_where_they_are_made() {
        BarCheck.Builder check = BarCheck.against(NYSE);

        for (org.assertj.core.api.ThrowableAssert.ThrowingCallable wrong :
                List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                        () -> check.minFillRate(1.01),
                        () -> check.maxZeroVolumeShare(Double.NaN),
                        () -> check.flatBars(1),
                        () -> check.repeatedBars(0),
                        () -> check.outlierDeviations(0),
                        () -> check.outlierReturn(-1),
                        () -> check.outlierSample(4),
                        () -> check.interval(Duration.ZERO),
                        () -> check.maxGaps(-1),
                        () -> check.maxExamples(-1),
                        () -> check.priceTolerance(-0.1),
                        () -> check.maxAge(Duration.ofMinutes(-1)),
                        () -> check.symbols(List.of()),
                        () -> check.dates(LocalDate.parse(MONDAY), LocalDate.parse(FRIDAY)),
                        () -> BarCheck.against(NYSE).maxAge(Duration.ZERO).build(),
                        () -> BarCheck.against(NYSE)
                                .build()
                                .check(List.of(
                                        Minutes.of(FRIDAY).bars(),
                                        Minutes.of(MONDAY).bars())))) {
            assertThatThrownBy(wrong).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> check.dates(LocalDate.parse("1980-01-01"), LocalDate.parse(FRIDAY)))
                .isInstanceOf(BarqueException.class);
    }
}
