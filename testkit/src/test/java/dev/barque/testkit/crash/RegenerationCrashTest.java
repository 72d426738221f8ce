package dev.barque.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.FileCondition;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.StoreVerifier;
import dev.barque.store.VerifyReport;
import dev.barque.store.regeneration.RegenerationReport;
import dev.barque.store.regeneration.Regenerator;
import dev.barque.testkit.FaultyFileAccess;
import dev.barque.testkit.FileFault;
import dev.barque.testkit.FileFault.Failure;
import dev.barque.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job of regeneration interrupted at any call: when it is called again, its rows are there once and it reports what one that
 * nothing disturbed reports.
 */
class RegenerationCrashTest {
    private static final SettableClock CLOCK = SettableClock.at("2025-12-01T21:00:00Z");
    private static final FeatureSet SET = new FeatureSet(
            FeatureSetId.of("v1"),
            FeatureSchema.builder().float64("number", "1").build(),
            Lookback.sameDate());
    private static final List<Symbol> SYMBOLS = List.of(Symbol.of("SPY"), Symbol.of("QQQ"));
    private static final List<LocalDate> DATES = Stream.iterate(LocalDate.parse("2025-11-03"), date -> date.plusDays(1))
            .limit(20)
            .toList();

    @TempDir
    private Path root;

    @Test
    void the_process_may_die_at_any_call_of_a_job() throws IOException {
        atEveryChange(FaultyFileAccess::kill);
    }

    @Test
    void the_power_may_go_at_any_call_of_a_job() throws IOException {
        for (int wreck = 0; wreck < Dose.of(1, 20); wreck++) {
            atEveryChange(FaultyFileAccess::crash);
        }
    }

    @Test
    void any_call_of_a_job_may_fail() throws IOException {
        for (Failure failure : List.of(Failure.IO_ERROR, Failure.NO_SPACE)) {
            boolean struck = true;
            for (int n = 1; struck; n++) {
                Case tried = new Case(n);
                tried.disk.inject(FileFault.once(failure).from(n));
                tried.regenerate();
                struck = tried.disk.failures() > 0;
                tried.disk.heal();
                tried.check(failure + " at call " + n);
            }
        }
    }

    private void atEveryChange(Consumer<FaultyFileAccess> ending) throws IOException {
        boolean stopped = true;
        int n = 0;
        while (stopped) {
            n++;
            Case tried = new Case(n);
            tried.disk.stopAtChange(n);
            tried.regenerate();
            stopped = tried.disk.isStopped();
            ending.accept(tried.disk);
            tried.check("stopped at change " + n);
        }
        assertThat(n).as("calls of a job").isGreaterThan(25);
    }

    private static FeatureRow row(Symbol symbol, LocalDate date, int minute, double number) {
        long event = date.toEpochDay() * UtcMicros.PER_DAY + (15 * 60 + minute) * UtcMicros.PER_MINUTE;
        return FeatureRow.builder(SET, symbol).float64(0, number).build(event, event + 1);
    }

    private static List<FeatureRow> computed(Symbol symbol, LocalDate date) {
        return List.of(row(symbol, date, 0, 1), row(symbol, date, 1, 2), row(symbol, date, 2, 3));
    }

    /** A home in which on every third date a row is equal, one other and one missing. */
    private final class Case {
        private final Path above;
        private final Path home;
        private final FaultyFileAccess disk;

        Case(long seed) throws IOException {
            above = Files.createTempDirectory(root, "case");
            home = above.resolve("home");
            disk = FaultyFileAccess.at(above, seed);
            try (ParquetFeatureStore store = builder().open(CLOCK)) {
                List<FeatureRow> before = new ArrayList<>();
                for (int i = 0; i < DATES.size(); i += 3) {
                    for (Symbol symbol : SYMBOLS) {
                        before.add(row(symbol, DATES.get(i), 0, 1));
                        before.add(row(symbol, DATES.get(i), 1, -2));
                    }
                }
                store.append(before);
            }
        }

        void regenerate() {
            try (ParquetFeatureStore store = builder().open(CLOCK)) {
                run(store);
            } catch (BarqueException e) {
                assertThat(e.code()).startsWith("store.");
            }
        }

        private RegenerationReport run(ParquetFeatureStore store) {
            return Regenerator.of(store, (set, symbol, date) -> computed(symbol, date))
                    .job("fill")
                    .fileAccess(disk)
                    .build(CLOCK)
                    .regenerate(DATES, SYMBOLS, SET.id());
        }

        void check(String when) throws IOException {
            RegenerationReport report;
            try (ParquetFeatureStore store = builder().open(CLOCK)) {
                report = run(store);
            }
            assertThat(report.failures()).as(when).isEmpty();
            assertThat(report.fresh()).as(when).isEqualTo(13 * 6 + 7 * 2);
            assertThat(report.different()).as(when).isEqualTo(14);
            assertThat(report.equal()).as(when).isEqualTo(14);
            assertThat(report.written()).as(when).isEqualTo(13 * 6 + 7 * 4);
            assertThat(report.differences()).as(when).singleElement().satisfies(one -> {
                assertThat(one.rows()).isEqualTo(14);
                assertThat(one.greatest()).isEqualTo(4);
            });
            // What is done is on the device: it stays when the power goes now.
            disk.crash();
            try (ParquetFeatureStore store = builder().open(CLOCK)) {
                for (LocalDate date : DATES) {
                    for (Symbol symbol : SYMBOLS) {
                        List<FeatureRow> rows = store.rows(SET.id(), symbol, date);
                        assertThat(rows.stream().map(row -> row.float64(0)))
                                .as("%s: %s %s", when, symbol, date)
                                .isEqualTo(
                                        DATES.indexOf(date) % 3 == 0
                                                ? List.of(1.0, -2.0, 2.0, 3.0)
                                                : List.of(1.0, 2.0, 3.0));
                    }
                }
                assertThat(run(store).resumed()).as(when).isEqualTo(40);
            }
            VerifyReport after = StoreVerifier.of(home).fileAccess(disk).verify();
            assertThat(after.count(FileCondition.DAMAGED)).as(when).isZero();
            Directories.delete(above);
        }

        private ParquetFeatureStore.Builder builder() {
            return ParquetFeatureStore.builder(home).set(SET).fileAccess(disk).cacheBytes(0);
        }
    }
}
