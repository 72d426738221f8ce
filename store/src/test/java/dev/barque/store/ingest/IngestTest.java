package dev.barque.store.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.Bars;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.internal.io.HomeLock;
import dev.barque.store.internal.l1.L1WriteLock;
import dev.barque.store.io.FileAccess;
import dev.barque.store.l1.L1Files;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final LocalDate DAY = LocalDate.parse("2025-10-24");
    private static final StandardRules NEW_YORK = RecordNormalizer.standard().naiveZone("America/New_York");

    @TempDir
    Path folder;

    @Test
    void a_real_day_goes_in_and_comes_back_as_it_was() throws IOException {
        Path csv = resource("/dev/barque/store/l1/l1_2025-10-24.csv");
        Path parquet = resource("/dev/barque/store/l1/l1_2025-10-24.parquet");

        IngestReport report = minutes("csv").file(csv);
        IngestReport same = minutes("parquet").file(parquet);

        assertThat(report.read()).isEqualTo(390);
        assertThat(report.written()).isEqualTo(390);
        assertThat(report.rejected()).isZero();
        assertThat(report.dates()).containsExactly(Map.entry(DAY, 390L));
        assertThat(same.written()).isEqualTo(390);
        Bars fromCsv = day("csv");
        Bars fromParquet = day("parquet");
        Bars published = L1Files.ofFolder(folder)
                .stamps(StampConvention.atOpen(Duration.ofMinutes(1)))
                .build()
                .day(SPY, DAY);
        assertThat(fromCsv.interval()).isEqualTo(Duration.ofMinutes(1));
        for (int i = 0; i < 390; i++) {
            assertThat(fromCsv.bar(i)).isEqualTo(published.bar(i));
            assertThat(fromParquet.bar(i)).isEqualTo(published.bar(i));
        }
    }

    @Test
    void the_same_records_again_change_nothing() throws IOException {
        Path csv = resource("/dev/barque/store/l1/l1_2025-10-24.csv");
        minutes("home").file(csv);
        Path file = folder.resolve("home/data_l1/l1_2025-10-24.parquet");
        byte[] before = Files.readAllBytes(file);

        IngestReport again = minutes("home").file(csv);

        assertThat(again.written()).isZero();
        assertThat(again.duplicates()).isEqualTo(390);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(day("home").size()).isEqualTo(390);
    }

    @Test
    void a_record_that_says_something_else_replaces_what_was_known_and_is_counted() {
        Ingest ingest = closes().build();
        ingest.records(
                List.of(bar("SPY", "2025-10-24T14:00:00Z", 1.0), bar("SPY", "2025-10-24T14:01:00Z", 2.0)), "first");

        IngestReport report = ingest.records(
                List.of(
                        bar("SPY", "2025-10-24T14:00:00Z", 1.0),
                        bar("SPY", "2025-10-24T14:01:00Z", 2.5),
                        bar("SPY", "2025-10-24T14:01:00Z", 2.75),
                        bar("spy", "2025-10-24T14:01:00Z", 9.0)),
                "second");

        assertThat(report.duplicates()).isEqualTo(1);
        assertThat(report.replaced()).isEqualTo(2);
        assertThat(report.written()).isEqualTo(1);
        assertThat(day("home").close(1)).isEqualTo(2.75);
        assertThat(day("home").size()).isEqualTo(2);
    }

    @Test
    void rows_are_filed_under_the_date_on_which_each_of_them_became_complete() {
        IngestReport report = Ingest.into(folder.resolve("home"))
                .stamps(StampConvention.atOpen(Duration.ofMinutes(1)))
                .build()
                .records(
                        List.of(
                                bar("SPY", "2025-10-24T23:58:00Z", 1.0),
                                bar("SPY", "2025-10-24T23:59:00Z", 2.0),
                                bar("SPY", "2025-10-27T13:30:00Z", 3.0)),
                        "three dates");

        assertThat(report.dates())
                .containsExactly(
                        Map.entry(DAY, 1L),
                        Map.entry(LocalDate.parse("2025-10-25"), 1L),
                        Map.entry(LocalDate.parse("2025-10-27"), 1L));
        assertThat(home().dates()).containsExactlyElementsOf(report.dates().keySet());
        assertThat(UtcMicros.toInstant(
                        home().day(SPY, LocalDate.parse("2025-10-25")).time(0)))
                .isEqualTo(Instant.parse("2025-10-25T00:00:00Z"));
    }

    @Test
    void the_published_filing_puts_all_under_the_first_date_and_again_each_time() {
        Ingest published = closes().filing(FilingRule.PUBLISHED).build();
        List<Map<String, Object>> records =
                List.of(bar("SPY", "2025-10-24T14:00:00Z", 1.0), bar("SPY", "2025-10-27T14:00:00Z", 2.0));
        published.records(records, "two dates");
        IngestReport again = published.records(records, "two dates");

        assertThat(home().dates()).containsExactly(DAY);
        assertThat(day("home").size()).isEqualTo(4);
        assertThat(again.written()).isEqualTo(2);
        assertThat(again.duplicates()).isZero();
    }

    @Test
    void a_volume_of_zero_is_kept() {
        closes().build()
                .records(
                        List.of(Map.of(
                                "symbol",
                                "SPY",
                                "t",
                                "2025-10-24T14:00:00Z",
                                "price",
                                2.0,
                                "volume",
                                0,
                                "dollar_volume",
                                8.0)),
                        "one");

        assertThat(day("home").volume(0)).isZero();
        assertThat(day("home").dollarVolume(0)).isEqualTo(8.0);
    }

    @Test
    void all_or_none_refuses_the_good_rows_with_the_bad_one() throws IOException {
        Path csv = text("mixed.csv", "t,symbol,close\n2025-10-24T14:00:00Z,SPY,1\n2025-10-24T14:01:00Z,SPY,-1\n");

        assertThatThrownBy(
                        () -> closes().rejects(RejectPolicy.REFUSE_ALL).build().file(csv))
                .isInstanceOfSatisfying(IngestRefusedException.class, e -> {
                    assertThat(e.code()).isEqualTo("ingest.refused");
                    assertThat(e.report().read()).isEqualTo(2);
                    assertThat(e.report().written()).isZero();
                    assertThat(e.report().rejects())
                            .extracting(IngestReport.Reject::line)
                            .containsExactly(3L);
                })
                .hasMessageContaining("Line 3")
                .hasMessageContaining("'-1'");
        assertThat(folder.resolve("home")).doesNotExist();
        assertThat(closes().build().file(csv).written()).isEqualTo(1);
    }

    @Test
    void rejects_are_all_counted_and_the_first_hundred_listed() {
        List<Map<String, Object>> bad = Collections.nCopies(250, Map.of("symbol", "SPY", "price", 1.0));

        IngestReport report = closes().build().records(bad, "no times");

        assertThat(report.rejected()).isEqualTo(250);
        assertThat(report.rejects()).hasSize(IngestReport.MAX_LISTED);
        assertThat(report.rejects().get(99)).extracting("line", "code").containsExactly(100L, "ingest.missing-time");
    }

    @Test
    void any_order_and_any_repetition_of_records_leaves_the_same_bars() {
        long seed = 20251024;
        Random random = new Random(seed);
        List<Map<String, Object>> records = new ArrayList<>();
        for (int minute = 0; minute < 60; minute++) {
            for (String symbol : List.of("SPY", "QQQ", "BRK.B")) {
                records.add(bar(symbol, "2025-10-24T14:%02d:00Z".formatted(minute), 100 + minute));
            }
        }
        Ingest ordered = Ingest.into(folder.resolve("ordered"))
                .stamps(StampConvention.atClose())
                .build();
        ordered.records(records, "ordered");
        for (int round = 0; round < 5; round++) {
            Collections.shuffle(records, random);
            closes().build().records(records.subList(0, 100), "a part");
            IngestReport report = closes().build().records(records, "all");
            assertThat(report.written() + report.duplicates() + report.replaced() + report.rejected())
                    .isEqualTo(report.read());
        }

        for (String symbol : List.of("SPY", "QQQ", "BRK.B")) {
            Bars expected = day("ordered", Symbol.of(symbol));
            Bars found = day("home", Symbol.of(symbol));
            assertThat(found.size()).as("seed %d", seed).isEqualTo(60).isEqualTo(expected.size());
            for (int i = 0; i < 60; i++) {
                assertThat(found.bar(i)).as("seed %d", seed).isEqualTo(expected.bar(i));
            }
        }
    }

    @Test
    void nothing_is_taken_without_a_declared_meaning_of_stamps_or_zone() {
        assertThatThrownBy(() -> Ingest.into(folder).build())
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("ingest.undeclared-stamps"));
        IngestReport report = closes().build().records(List.of(bar("SPY", "2025-10-24T10:00:00", 1.0)), "naive");
        assertThat(report.rejects()).extracting(IngestReport.Reject::code).containsExactly("ingest.undeclared-zone");
        assertThatThrownBy(() -> RecordNormalizer.standard().naiveZone("US/New_Yrk"))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("ingest.unknown-zone"));
        assertThatThrownBy(() -> RecordNormalizer.standard().naiveZone("new york"))
                .hasMessageContaining("did you mean America/New_York?");
    }

    @Test
    void a_file_of_another_system_is_not_written_to() throws IOException {
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve("data_l1"));
        Path foreign = home.resolve("data_l1/l1_2025-10-24.parquet");
        Files.copy(resource("/dev/barque/store/l1/l1_2025-10-24.parquet"), foreign);
        byte[] before = Files.readAllBytes(foreign);

        assertThatThrownBy(() -> closes().build().records(List.of(bar("SPY", "2025-10-24T14:00:00Z", 1.0)), "one"))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("l1.foreign-file"));
        assertThat(Files.readAllBytes(foreign)).isEqualTo(before);
    }

    @Test
    void bars_of_two_lengths_under_one_symbol_are_refused() {
        List<Map<String, Object>> one = List.of(bar("SPY", "2025-10-24T14:00:00Z", 1.0));
        Ingest.into(folder.resolve("home"))
                .stamps(StampConvention.atClose(Duration.ofMinutes(1)))
                .build()
                .records(one, "minutes");

        assertThatThrownBy(() -> Ingest.into(folder.resolve("home"))
                        .stamps(StampConvention.atClose(Duration.ofHours(1)))
                        .build()
                        .records(List.of(bar("SPY", "2025-10-24T15:00:00Z", 1.0)), "hours"))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("l1.interval-clash"))
                .hasMessageContaining("PT1H");
        Ingest.into(folder.resolve("home"))
                .stamps(StampConvention.atClose(Duration.ofHours(1)))
                .build()
                .records(List.of(bar("QQQ", "2025-10-24T15:00:00Z", 1.0)), "hours of another symbol");
        assertThat(day("home").interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(day("home", Symbol.of("QQQ")).interval()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void one_writer_at_a_time() {
        Path bars = folder.resolve("home/data_l1");
        List<Map<String, Object>> one = List.of(bar("SPY", "2025-10-24T14:00:00Z", 1.0));
        try (HomeLock held = L1WriteLock.of(FileAccess.real(), bars)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> closes().build().records(one, "one"))
                    .isInstanceOfSatisfying(
                            BarqueException.class, e -> assertThat(e.code()).isEqualTo("l1.locked"));
        }
        assertThat(closes().build().records(one, "one").written()).isEqualTo(1);
    }

    @Test
    void a_home_that_cannot_be_written_is_named() throws IOException {
        Files.writeString(folder.resolve("home"), "a file where a folder should be");

        assertThatThrownBy(() -> closes().build().records(List.of(bar("SPY", "2025-10-24T14:00:00Z", 1.0)), "one"))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.cannot-write"))
                .hasMessageContaining("home");
    }

    @Test
    void progress_is_told_up_to_the_end() throws IOException {
        Path csv = resource("/dev/barque/store/l1/l1_2025-10-24.csv");
        List<String> heard = new ArrayList<>();

        Ingest.into(folder.resolve("home"))
                .stamps(StampConvention.atOpen(Duration.ofMinutes(1)))
                .listener((records, done, total) -> heard.add(records + " " + done + "/" + total))
                .build()
                .file(csv);

        assertThat(heard.get(heard.size() - 1)).isEqualTo("390 " + Files.size(csv) + "/" + Files.size(csv));
    }

    @Test
    void other_programs_read_our_files() throws IOException, SQLException {
        minutes("home").file(resource("/dev/barque/store/l1/l1_2025-10-24.csv"));

        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*), epoch_us(min(t_event)), sum(volume)::DOUBLE,"
                        + " any_value(typeof(t_event)), bool_and(units_normalized), min(symbol), count(oi) FROM '"
                        + folder.resolve("home/data_l1/l1_2025-10-24.parquet") + "'")) {
            assertThat(rows.next()).isTrue();
            Bars bars = day("home");
            assertThat(rows.getLong(1)).isEqualTo(390);
            assertThat(rows.getLong(2)).isEqualTo(bars.time(0));
            assertThat(rows.getDouble(3))
                    .isEqualTo(IntStream.range(0, 390).mapToDouble(bars::volume).sum());
            assertThat(rows.getString(4)).isEqualTo("TIMESTAMP WITH TIME ZONE");
            assertThat(rows.getBoolean(5)).isTrue();
            assertThat(rows.getString(6)).isEqualTo("SPY");
            assertThat(rows.getLong(7)).isZero();
        }
    }

    private Ingest.Builder closes() {
        return Ingest.into(folder.resolve("home")).stamps(StampConvention.atClose());
    }

    private Ingest minutes(String home) {
        return Ingest.into(folder.resolve(home))
                .rules(NEW_YORK)
                .stamps(StampConvention.atOpen(Duration.ofMinutes(1)))
                .build();
    }

    private L1Files home() {
        return L1Files.ofHome(folder.resolve("home")).build();
    }

    private Bars day(String home) {
        return day(home, SPY);
    }

    private Bars day(String home, Symbol symbol) {
        return L1Files.ofHome(folder.resolve(home)).build().day(symbol, DAY);
    }

    private static Map<String, Object> bar(String symbol, String time, double price) {
        return Map.of("symbol", symbol, "t", time, "price", price);
    }

    private Path text(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private Path resource(String name) throws IOException {
        Path file = folder.resolve(name.substring(name.lastIndexOf('/') + 1));
        try (InputStream in = Objects.requireNonNull(IngestTest.class.getResourceAsStream(name), name)) {
            Files.copy(in, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}
