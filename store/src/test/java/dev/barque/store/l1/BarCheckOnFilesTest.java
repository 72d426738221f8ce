package dev.barque.store.l1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.error.BarqueException;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.core.quality.BarCheck;
import dev.barque.core.quality.Defect;
import dev.barque.core.quality.QualityFinding;
import dev.barque.core.quality.QualityReport;
import dev.barque.core.quality.SymbolQuality;
import dev.barque.store.StoreRepair;
import dev.barque.store.StoreVerifier;
import dev.barque.store.ingest.Ingest;
import dev.barque.store.ingest.IngestReport;
import dev.barque.store.ingest.InputBars;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of bars on real bars in real files, and on inputs before they are taken in. */
class BarCheckOnFilesTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final StampConvention MINUTES = StampConvention.atOpen(Duration.ofMinutes(1));

    @TempDir
    Path folder;

    private Path copy(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(BarCheckOnFilesTest.class.getResourceAsStream(name))) {
            Path file = folder.resolve(name);
            Files.copy(in, file);
            return file;
        }
    }

    private static BarCheck check() {
        return BarCheck.against(TradingCalendars.usEquities()).build();
    }

    private Ingest ingest() {
        return Ingest.into(folder.resolve("home")).stamps(MINUTES).build();
    }

    @Test
    void a_real_day_of_minutes_is_clean_in_the_file_in_the_input_and_in_the_home() throws IOException {
        Path csv = copy("l1_2025-10-24.csv");
        copy("l1_2025-10-24.parquet");
        ingest().file(csv);

        QualityReport published =
                check().check(L1Files.ofFolder(folder).stamps(MINUTES).build());
        QualityReport input = check().check(ingest().inspect(csv).bars());
        QualityReport home =
                check().check(L1Files.ofHome(folder.resolve("home")).build());

        assertThat(published.isClean()).as(published.toString()).isTrue();
        assertThat(published.of(SPY).orElseThrow().present()).isEqualTo(390);
        assertThat(input).isEqualTo(published);
        assertThat(home).isEqualTo(published);
    }

    @Test
    void a_real_month_of_hours_that_begin_with_the_clock_is_complete_and_off_the_grid_of_the_session()
            throws IOException {
        copy("l1_2024-10-01.parquet");
        L1Files files = L1Files.ofFolder(folder)
                .stamps(StampConvention.atOpen(Duration.ofHours(1)))
                .build();

        QualityReport report = check().check(files);

        assertThat(report.sessions()).isEqualTo(23);
        SymbolQuality quality = report.of(SPY).orElseThrow();
        assertThat(quality.bars()).isEqualTo(368);
        assertThat(quality.present())
                .as("seven hours a session, the last one half")
                .isEqualTo(23 * 7)
                .isEqualTo(quality.expected());
        assertThat(quality.findings())
                .extracting(QualityFinding::defect)
                .containsExactly(Defect.OUT_OF_SESSION, Defect.OFF_GRID);
        assertThat(quality.count(Defect.OUT_OF_SESSION))
                .as("nine hours before and after")
                .isEqualTo(23 * 9);
        assertThat(quality.count(Defect.OFF_GRID)).isEqualTo(23 * 6);
    }

    @Test
    void an_input_is_read_as_an_ingest_would_and_what_that_drops_or_replaces_is_found() throws IOException {
        Path file = Files.writeString(folder.resolve("bars.csv"), """
                t,symbol,open,high,low,close,volume
                2025-10-24T13:30:00Z,SPY,100,101,99,100.5,10
                2025-10-24T13:30:00Z,SPY,100,101,99,100.5,10
                2025-10-24T13:32:00Z,SPY,100,101,99,100.6,10
                2025-10-24T13:31:00Z,SPY,100,101,99,100.4,10
                2025-10-24T13:31:00Z,SPY,100,101,99,100.3,10
                2025-10-24T13:31:00Z,QQQ,100,99,101,100.3,10
                2025-10-24T13:33:00Z,SPY,100,101,99,-100.3,10
                2025-10-24T13:34:00Z,SPY,100,101,99,abc,10
                """);

        InputBars input = ingest().inspect(file);

        assertThat(folder.resolve("home")).doesNotExist();
        SymbolQuality spy = check().check(input.bars()).of(SPY).orElseThrow();
        SymbolQuality qqq = check().check(input.bars()).of(Symbol.of("QQQ")).orElseThrow();
        IngestReport taken = ingest().file(file);
        assertThat(input.read()).isEqualTo(taken.read()).isEqualTo(8);
        assertThat(input.rejected()).isEqualTo(taken.rejected()).isEqualTo(2);
        assertThat(input.rejects()).isEqualTo(taken.rejects());
        assertThat(spy.count(Defect.DUPLICATE)).isEqualTo(taken.duplicates()).isEqualTo(1);
        assertThat(spy.count(Defect.CONFLICT)).isEqualTo(taken.replaced()).isEqualTo(1);
        assertThat(spy.count(Defect.OUT_OF_ORDER)).isEqualTo(2);
        assertThat(qqq.count(Defect.CROSSED)).isEqualTo(1);
        assertThat(spy.present() + qqq.present()).isEqualTo(taken.written()).isEqualTo(4);
        SymbolQuality filed = check().check(
                        L1Files.ofHome(folder.resolve("home")).build())
                .of(SPY)
                .orElseThrow();
        assertThat(filed.count(Defect.DUPLICATE) + filed.count(Defect.CONFLICT) + filed.count(Defect.OUT_OF_ORDER))
                .isZero();
        assertThat(filed.gaps()).isEqualTo(spy.gaps());
    }

    @Test
    void a_file_that_cannot_be_inspected_is_named() throws IOException {
        assertThatThrownBy(() -> ingest().inspect(folder.resolve("bars.xlsx")))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("ingest.unknown-format"));
        assertThatThrownBy(() -> ingest().inspect(folder.resolve("none.csv")))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.cannot-read"));
    }

    @Test
    void a_damaged_date_is_listed_also_when_it_was_moved_away() throws IOException {
        Path home = folder.resolve("home");
        ingest().file(copy("l1_2025-10-24.csv"));
        String monday = Files.readString(folder.resolve("l1_2025-10-24.csv")).replace("2025-10-24", "2025-10-27");
        ingest().file(Files.writeString(folder.resolve("monday.csv"), monday));
        ingest().file(Files.writeString(folder.resolve("tuesday.csv"), monday.replace("2025-10-27", "2025-10-28")));
        Files.writeString(home.resolve("data_l1/l1_2025-10-27.parquet"), "no bars");

        QualityReport damaged = check().check(L1Files.ofHome(home).build());
        try (StoreRepair repair = StoreRepair.builder(home).open(Clock.systemUTC())) {
            repair.repair(StoreVerifier.of(home).verify());
        }
        QualityReport moved = check().check(L1Files.ofHome(home).build());

        for (QualityReport report : List.of(damaged, moved)) {
            assertThat(report.isClean()).isFalse();
            assertThat(report.unreadable())
                    .extracting(QualityReport.UnreadableDate::date)
                    .containsExactly(LocalDate.parse("2025-10-27"));
            assertThat(report.of(SPY).orElseThrow().isClean())
                    .as(report.toString())
                    .isTrue();
            assertThat(report.sessions()).isEqualTo(2);
        }
        assertThat(damaged.unreadable().get(0).code()).isEqualTo("store.corrupt-file");
        assertThat(moved.unreadable().get(0).code()).isEqualTo("l1.quarantined");
    }
}
