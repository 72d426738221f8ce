package dev.barque.store.l1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.Bars;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of the published system, as pandas wrote them: real minute bars of SPY (2025-10-24), real hourly bars of a month in
 * one file (2024-10-01), and synthetic days with naive times (2025-11-05), two symbols in no order (2025-11-07) and
 * duplicate times (2026-02-12). All are stamped at the opening.
 */
class L1FilesTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalDate MINUTES = LocalDate.parse("2025-10-24");
    private static final LocalDate HOURS = LocalDate.parse("2024-10-01");
    private static final LocalDate NAIVE = LocalDate.parse("2025-11-05");
    private static final LocalDate SHUFFLED = LocalDate.parse("2025-11-07");
    private static final LocalDate DUPLICATES = LocalDate.parse("2026-02-12");

    @TempDir
    Path folder;

    private L1Files files;

    @BeforeEach
    void published_files() throws IOException {
        for (LocalDate date : List.of(MINUTES, HOURS, NAIVE, SHUFFLED, DUPLICATES)) {
            copy("l1_" + date + ".parquet");
        }
        files = L1Files.ofFolder(folder)
                .stamps(StampConvention.atOpen(Duration.ofMinutes(1)))
                .stamps(HOURS, StampConvention.atOpen(Duration.ofHours(1)))
                .naiveZone(NEW_YORK)
                .build();
    }

    @Test
    void every_bar_of_a_published_day_is_what_its_csv_copy_says_and_complete_a_minute_after_its_stamp()
            throws IOException {
        Bars bars = files.day(SPY, MINUTES);
        List<String> lines = new ArrayList<>(lines("l1_2025-10-24.csv"));
        List<String> header = Arrays.asList(lines.remove(0).split(","));

        assertThat(bars.size()).isEqualTo(lines.size()).isEqualTo(390);
        assertThat(bars.interval()).isEqualTo(Duration.ofMinutes(1));
        for (int i = 0; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",", -1);
            Instant stamp =
                    OffsetDateTime.parse(fields[header.indexOf("t_event")]).toInstant();
            assertThat(UtcMicros.toInstant(bars.time(i))).isEqualTo(stamp.plusSeconds(60));
            assertThat(bars.close(i)).isEqualTo(Double.parseDouble(fields[header.indexOf("price")]));
            assertThat(bars.volume(i)).isEqualTo(Double.parseDouble(fields[header.indexOf("volume")]));
            assertThat(bars.dollarVolume(i)).isEqualTo(Double.parseDouble(fields[header.indexOf("dollar_volume")]));
            assertThat(bars.open(i)).isNaN();
        }
    }

    @Test
    void the_zone_that_a_file_was_written_in_is_known() {
        assertThat(files.zone(MINUTES)).contains(NEW_YORK);
        assertThat(files.zone(HOURS)).contains(ZoneId.of("UTC"));
        assertThat(files.zone(NAIVE)).isEmpty();
        assertThat(files.zone(LocalDate.parse("1999-01-01"))).isEmpty();
    }

    @Test
    void times_without_a_zone_are_read_in_the_declared_one() {
        Bars bars = files.day(SPY, NAIVE);

        assertThat(UtcMicros.toInstant(bars.time(0))).isEqualTo(Instant.parse("2025-11-05T14:31:00Z"));
    }

    @Test
    void shuffled_rows_of_two_symbols_come_apart_and_in_the_order_of_time() throws IOException {
        Bars spy = files.day(SPY, SHUFFLED);
        Bars qqq = files.day(Symbol.of("QQQ"), SHUFFLED);

        assertThat(files.symbols(SHUFFLED)).containsExactly(Symbol.of("QQQ"), SPY);
        assertThat(spy.isTimeOrdered()).isTrue();
        assertThat(qqq.isTimeOrdered()).isTrue();
        assertThat(spy.size() + qqq.size()).isEqualTo(lines("l1_2025-11-07.csv").size() - 1);
    }

    @Test
    void duplicate_times_are_kept_in_the_order_of_the_file() {
        Bars bars = files.day(SPY, DUPLICATES);

        assertThat(bars.isTimeOrdered()).isTrue();
        long distinct = java.util.stream.IntStream.range(0, bars.size())
                .mapToLong(bars::time)
                .distinct()
                .count();
        assertThat(distinct).isLessThan(bars.size());
    }

    @Test
    void a_stretch_of_time_is_found_in_whatever_file_it_stands() {
        Bars bars = files.bars(SPY, Instant.parse("2024-10-15T13:00:00Z"), Instant.parse("2024-10-15T16:00:00Z"));

        assertThat(bars.size()).isEqualTo(3);
        assertThat(UtcMicros.toInstant(bars.time(0))).isEqualTo(Instant.parse("2024-10-15T13:00:00Z"));
        assertThat(bars.interval()).isEqualTo(Duration.ofHours(1));
        Bars all = files.bars(SPY, Instant.MIN, Instant.MAX);
        assertThat(all.size()).isGreaterThan(368 + 390);
        assertThat(all.isTimeOrdered()).isTrue();
        assertThat(all.interval()).as("hours and minutes together").isZero();
        assertThat(files.bars(Symbol.of("ZZZ"), Instant.MIN, Instant.MAX).isEmpty())
                .isTrue();
    }

    @Test
    void the_end_of_a_stretch_is_outside_of_it() {
        Instant complete = Instant.parse("2025-10-24T13:31:00Z");

        assertThat(files.bars(SPY, complete, complete.plusNanos(1_000)).size()).isEqualTo(1);
        assertThat(files.bars(SPY, complete, complete).isEmpty()).isTrue();
        assertThat(files.bars(SPY, complete.plusNanos(1), complete.plusSeconds(60))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void dates_are_those_of_the_files_and_other_files_are_not_looked_at() throws IOException {
        Files.writeString(folder.resolve("l1_2025-13-45.parquet"), "no date");
        Files.writeString(folder.resolve(".l1_2025-10-25.parquet.x.tmp"), "left over");

        assertThat(files.dates()).containsExactly(HOURS, MINUTES, NAIVE, SHUFFLED, DUPLICATES);
        assertThat(L1Files.ofHome(folder.resolve("nowhere")).build().dates()).isEmpty();
    }

    @Test
    void an_unknown_symbol_or_date_is_an_empty_answer() {
        assertThat(files.day(Symbol.of("ZZZ"), MINUTES).isEmpty()).isTrue();
        assertThat(files.day(SPY, LocalDate.parse("1999-01-01")).isEmpty()).isTrue();
        assertThat(files.symbols(LocalDate.parse("1999-01-01"))).isEmpty();
    }

    @Test
    void what_stamps_mean_is_not_guessed() {
        assertThatThrownBy(() -> L1Files.ofFolder(folder).build().day(SPY, MINUTES))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("l1.undeclared-stamps"))
                .hasMessageContaining("l1_2025-10-24.parquet");
        assertThatThrownBy(() -> L1Files.ofFolder(folder)
                        .stamps(StampConvention.atClose())
                        .build()
                        .day(SPY, NAIVE))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("l1.undeclared-zone"));
    }

    @Test
    void a_file_that_is_replaced_is_read_again() throws IOException {
        assertThat(files.symbols(MINUTES)).hasSize(1);
        assertThat(files.zone(MINUTES)).contains(NEW_YORK);

        Path beside = folder.resolve("beside");
        Files.copy(folder.resolve("l1_2025-11-07.parquet"), beside);
        Files.move(
                beside,
                folder.resolve("l1_2025-10-24.parquet"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);

        assertThat(files.symbols(MINUTES)).hasSize(2);
        assertThat(files.zone(MINUTES)).contains(ZoneId.of("UTC"));
    }

    @Test
    void a_damaged_file_is_an_error_and_never_an_empty_answer() throws IOException {
        Path file = folder.resolve("l1_2025-10-24.parquet");
        byte[] whole = Files.readAllBytes(file);

        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        corrupt();
        Files.write(file, new byte[0]);
        corrupt();
    }

    private void corrupt() {
        assertThatThrownBy(() -> files.day(SPY, MINUTES))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.corrupt-file"));
    }

    private void copy(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(L1FilesTest.class.getResourceAsStream(name), name)) {
            Files.copy(in, folder.resolve(name));
        }
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(L1FilesTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
