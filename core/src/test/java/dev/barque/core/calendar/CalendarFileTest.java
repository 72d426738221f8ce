package dev.barque.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarFileTest {
    // Seven lines, so that a date given by a test stands on line 8.
    private static final String SETTINGS = """
            # A calendar of a host.
            calendar my-exchange
            zone     Europe/Zurich
            weekdays MON TUE WED THU FRI
            hours    09:00-17:20
            first    2024-01-01
            last     2024-12-31
            """;

    private static TradingCalendar parse(String text) {
        return TradingCalendars.read(new StringReader(text), "test.calendar");
    }

    @Test
    void a_host_reads_its_own_calendar() {
        TradingCalendar own = parse("\uFEFF" + SETTINGS + """

                2024-03-29 closed      Good Friday

                # Another remark.
                2024-12-28\t10:00-12:00\tSpecial session on a Saturday
                2024-12-30 09:00-14:00 Last trading day of the year
                2024-12-31 08:00-17:20 Opens early
                """);

        assertThat(own.id()).isEqualTo("my-exchange");
        assertThat(own.firstDate()).isEqualTo("2024-01-01");
        assertThat(own.lastDate()).isEqualTo("2024-12-31");
        assertThat(own.session(LocalDate.of(2024, 3, 29))).isEmpty();
        assertThat(own.reason(LocalDate.of(2024, 3, 29))).contains("Good Friday");
        assertThat(own.session(LocalDate.of(2024, 7, 1)))
                .contains(new Session(
                        LocalDate.of(2024, 7, 1),
                        Instant.parse("2024-07-01T07:00:00Z"),
                        Instant.parse("2024-07-01T15:20:00Z"),
                        Session.Hours.REGULAR));
        assertThat(own.session(LocalDate.of(2024, 12, 28)).orElseThrow().hours())
                .isEqualTo(Session.Hours.SPECIAL);
        assertThat(own.session(LocalDate.of(2024, 12, 30)).orElseThrow().hours())
                .isEqualTo(Session.Hours.EARLY_CLOSE);
        assertThat(own.session(LocalDate.of(2024, 12, 31)).orElseThrow().hours())
                .isEqualTo(Session.Hours.SPECIAL);
        assertThat(own).hasToString("TradingCalendar my-exchange from 2024-01-01 to 2024-12-31");
    }

    @Test
    void a_session_may_last_until_midnight() {
        TradingCalendar own = parse(SETTINGS.replace("09:00-17:20", "00:00-24:00"));

        assertThat(own.isOpen(Instant.parse("2024-06-07T21:59:59Z")))
                .as("Friday night")
                .isTrue();
        assertThat(own.isOpen(Instant.parse("2024-06-07T22:00:00Z")))
                .as("Saturday")
                .isFalse();
        assertThat(own.session(LocalDate.of(2024, 6, 6)).orElseThrow().close())
                .isEqualTo(own.session(LocalDate.of(2024, 6, 7)).orElseThrow().open());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            2024-13-01 closed X            | '2024-13-01' is no date
            2024-02-30 closed X            | '2024-02-30' is no date
            tomorrow closed X              | 'tomorrow' is no date
            2024-05-01                     | it ends too early
            2024-05-01 closed              | it ends too early
            2024-05-01 Closed Labour Day   | 'Closed' are no hours
            2024-05-01 13:00 Labour Day    | '13:00' are no hours
            2024-05-01 9:00-13:00 Short    | '9:00-13:00' are no hours
            2024-05-01 13:00-09:00 Turned  | '13:00-09:00' are no hours
            2024-05-01 09:00-09:00 Nothing | '09:00-09:00' are no hours
            2024-05-01 09:00-24:30 Long    | '09:00-24:30' are no hours
            2024-05-01 24:00-24:00 Long    | '24:00-24:00' are no hours
            2023-12-29 closed X            | the date lies outside the calendar
            2025-01-02 closed X            | the date lies outside the calendar
            2024-05-04 closed X            | it is a SATURDAY, on which this calendar never trades
            zone Europe/Paris              | zone stands twice
            """)
    void a_malformed_date_is_refused_with_its_line(String line, String problem) {
        assertThatThrownBy(() -> parse(SETTINGS + line + "\n"))
                .isInstanceOfSatisfying(BarqueException.class, e -> {
                    assertThat(e.code()).isEqualTo("core.bad-calendar");
                    assertThat(e.concern()).isEqualTo(Concern.DATA);
                })
                .hasMessageStartingWith(
                        "Cannot read the trading calendar test.calendar, line 8 '" + line + "': " + problem)
                .hasMessageContaining(". Expected ");
    }

    @Test
    void dates_must_ascend_so_that_a_wrong_year_is_found() {
        assertThatThrownBy(() -> parse(SETTINGS + "2024-05-01 closed X\n2024-05-01 closed X\n"))
                .hasMessageContaining("line 9")
                .hasMessageContaining("it does not come after 2024-05-01");
        assertThatThrownBy(() -> parse(SETTINGS + "2024-05-01 closed X\n2024-04-30 closed X\n"))
                .hasMessageContaining("line 9");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            my-exchange         | My Exchange      | line 2
            Europe/Zurich       | Europe/Bern      | line 3
            Europe/Zurich       | ''               | line 3
            MON TUE WED THU FRI | MON TUE MON      | line 4
            MON TUE WED THU FRI | MONDAY           | line 4
            09:00-17:20         | 17:20-09:00      | line 5
            2024-01-01          | 01.01.2024       | line 6
            2024-12-31          | 2024-12-32       | line 7
            """)
    void a_malformed_setting_is_refused_with_its_line(String good, String bad, String line) {
        assertThatThrownBy(() -> parse(SETTINGS.replace(good, bad)))
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining(line);
    }

    @Test
    void what_is_missing_or_contradicts_itself_is_named() {
        assertThatThrownBy(() -> parse(""))
                .hasMessageContaining("it lacks calendar, zone, weekdays, hours, first, last");
        assertThatThrownBy(() -> parse(SETTINGS.replace("zone ", "# zone "))).hasMessageContaining("it lacks zone");
        assertThatThrownBy(() -> parse("calendar x\n2024-01-01 closed X\n")).hasMessageContaining("it lacks zone");
        assertThatThrownBy(() -> parse(SETTINGS + "2024-05-01 closed X\nlast 2025-12-31\n"))
                .hasMessageContaining("line 9")
                .hasMessageContaining("after the first date");
        assertThatThrownBy(() -> parse(SETTINGS.replace("2024-12-31", "2023-12-31")))
                .hasMessageContaining("from 2024-01-01 to 2023-12-31");
        assertThatThrownBy(() -> parse(SETTINGS.replace("2024-12-31", "+999999999-12-31")))
                .hasMessageContaining("at most 400 years");
        assertThatThrownBy(() -> parse(SETTINGS.replace("MON", "SUN").replace("09:00", "02:30")))
                .hasMessageContaining("there is no 2024-03-31T02:30 in Europe/Zurich");
    }

    @Test
    void a_hostile_line_is_quoted_without_its_control_characters() {
        assertThatThrownBy(() -> parse(SETTINGS + "\u001b[31mred" + "x".repeat(500)))
                .hasMessageContaining("'\\u001B[31mredxxx")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
    }

    @Test
    void a_file_is_read_from_disk_and_a_missing_one_is_the_operators_concern(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("own.calendar");
        Files.writeString(file, SETTINGS);

        assertThat(TradingCalendars.read(file).id()).isEqualTo("my-exchange");
        assertThatThrownBy(() -> TradingCalendars.read(dir.resolve("absent.calendar")))
                .isInstanceOfSatisfying(BarqueException.class, e -> {
                    assertThat(e.code()).isEqualTo("core.unreadable-calendar");
                    assertThat(e.concern()).isEqualTo(Concern.OPERATOR);
                })
                .hasMessageContaining("absent.calendar");
        Files.write(file, new byte[] {(byte) 0xC3, (byte) 0x28});
        assertThatThrownBy(() -> TradingCalendars.read(file)).hasMessageContaining("UTF-8");
    }
}
