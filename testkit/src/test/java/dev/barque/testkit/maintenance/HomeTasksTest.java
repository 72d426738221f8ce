package dev.barque.testkit.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.tasks.BackupShelf;
import dev.barque.ops.maintenance.tasks.DecisionArchive;
import dev.barque.ops.maintenance.tasks.LogSeal;
import dev.barque.ops.maintenance.tasks.MissingFeatures;
import dev.barque.ops.maintenance.tasks.OldBackups;
import dev.barque.ops.maintenance.tasks.OrphanedTemporaries;
import dev.barque.ops.maintenance.tasks.QuarantineReview;
import dev.barque.ops.maintenance.tasks.Recomputation;
import dev.barque.store.StoreRepair;
import dev.barque.store.StoreVerifier;
import dev.barque.store.VerifyReport;
import dev.barque.store.decisions.DecisionQuery;
import dev.barque.store.decisions.DecisionRecords;
import dev.barque.store.decisions.JsonlDecisionLog;
import dev.barque.store.io.FileAccess;
import dev.barque.testkit.FaultyFileAccess;
import dev.barque.testkit.InMemoryBarSource;
import dev.barque.testkit.MaintenanceConformance;
import dev.barque.testkit.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;

/** The suite, on the tasks about what a home holds. */
class HomeTasksTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final LocalDate MONDAY = LocalDate.parse("2025-11-03");
    private static final List<LocalDate> DATES = List.of(MONDAY, MONDAY.plusDays(1));

    /** Sealing and regenerating have crash tests of their own at every call; here it is about what maintenance adds. */
    private static final int EVERY = "full".equals(System.getProperty("barque.test.crash")) ? 1 : 7;

    private static SettableClock clock() {
        return SettableClock.at("2025-12-04T21:00:00Z");
    }

    private static MaintenanceContext.Builder builder(Path home, FileAccess files) {
        return MaintenanceContext.builder(home, clock()).files(files);
    }

    @Nested
    class Seal extends MaintenanceConformance {
        @Override
        protected MaintenanceTask task() {
            return new LogSeal();
        }

        @Override
        protected int every() {
            return HomeTasksTest.EVERY;
        }

        @Override
        protected void prepare(Path home) {
            FeatureHome.append(home, clock(), DATES);
        }

        @Override
        protected MaintenanceContext.Builder context(Path home, FileAccess files) {
            return builder(home, files);
        }

        @Override
        protected void requireConserved(Path home) {
            FeatureHome.requireRows(home, DATES.toArray(new LocalDate[0]));
        }
    }

    /** A damaged partition was moved there and computed again; another one was not. */
    @Nested
    class Quarantine extends MaintenanceConformance {
        private static final String SYMBOL = "symbol=SPY/feature_set_id=kept";

        @Override
        protected MaintenanceTask task() {
            return new QuarantineReview();
        }

        @Override
        protected void prepare(Path home) throws IOException {
            FeatureHome.sealed(home, clock(), DATES);
            for (LocalDate date : DATES) {
                Files.writeString(home.resolve("data/date=" + date + "/" + SYMBOL + "/features.parquet"), "damaged");
            }
            VerifyReport found = StoreVerifier.of(home).verify();
            try (StoreRepair repair = StoreRepair.builder(home)
                    .fileAccess(FaultyFileAccess.at(home, 1))
                    .regenerator((set, symbol, date) ->
                            date.equals(MONDAY) ? FeatureHome.rows(symbol, date) : List.<FeatureRow>of())
                    .open(SettableClock.at("2025-11-05T10:00:00Z"))) {
                repair.repair(found);
            }
        }

        @Override
        protected MaintenanceContext.Builder context(Path home, FileAccess files) {
            return builder(home, files);
        }

        @Override
        protected void requireConserved(Path home) throws IOException {
            FeatureHome.requireRows(home, MONDAY);
            // What nothing replaces is never gone.
            int unreplaced = 0;
            try (var cases = Files.walk(home.resolve("quarantine"))) {
                for (Path report :
                        cases.filter(path -> path.endsWith("report.json")).toList()) {
                    if (Files.readString(report).contains("date=" + MONDAY.plusDays(1))) {
                        assertThat(report.resolveSibling("features.parquet")).hasContent("damaged");
                        unreplaced++;
                    }
                }
            }
            assertThat(unreplaced).isEqualTo(1);
        }
    }

    @Nested
    class Temporaries extends MaintenanceConformance {
        @Override
        protected MaintenanceTask task() {
            return new OrphanedTemporaries();
        }

        @Override
        protected void prepare(Path home) throws IOException {
            FeatureHome.sealed(home, clock(), DATES);
            Files.createDirectories(home.resolve("data_l1"));
            Path gone = Files.createDirectories(home.resolve(".removed/date=2025-01-01-x/symbol=SPY"));
            List<Path> left = List.of(
                    home.resolve("data/date=" + MONDAY + "/symbol=SPY/.features.parquet.1.tmp"),
                    home.resolve("data_l1/.l1_2025-11-03.parquet.2.tmp"),
                    gone.resolve("features.parquet"));
            for (Path file : left) {
                Files.writeString(file, "left");
                Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-11-05T10:00:00Z")));
            }
            Files.setLastModifiedTime(gone.resolveSibling("."), FileTime.from(Instant.parse("2025-11-05T10:00:00Z")));
            Path fresh = Files.writeString(home.resolve("data/.fresh.tmp"), "somebody is at it");
            Files.setLastModifiedTime(fresh, FileTime.from(Instant.parse("2025-12-04T20:59:00Z")));
        }

        @Override
        protected MaintenanceContext.Builder context(Path home, FileAccess files) {
            return builder(home, files);
        }

        @Override
        protected void requireConserved(Path home) {
            FeatureHome.requireRows(home, DATES.toArray(new LocalDate[0]));
            assertThat(home.resolve("data/.fresh.tmp")).hasContent("somebody is at it");
        }
    }

    @Nested
    class Decisions extends MaintenanceConformance {
        private static final int MINUTES = 40;

        @Override
        protected MaintenanceTask task() {
            return new DecisionArchive();
        }

        @Override
        protected void prepare(Path home) {
            try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home, FaultyFileAccess.at(home, 1))) {
                for (LocalDate date : DATES) {
                    for (int i = 0; i < MINUTES; i++) {
                        log.append(new NoTrade(
                                Grounds.empty(
                                        SPY, Instant.parse(date + "T15:00:00Z").plusSeconds(60L * i), "V1", null),
                                NoTrade.Reason.NO_ALIGNMENT,
                                new SmallestChange("nothing", Double.NaN)));
                    }
                }
            }
        }

        @Override
        protected MaintenanceContext.Builder context(Path home, FileAccess files) {
            return builder(home, files);
        }

        @Override
        protected void requireConserved(Path home) {
            AtomicInteger read = new AtomicInteger();
            DecisionRecords.ofHome(home).read(DecisionQuery.of(SPY), logged -> read.incrementAndGet());
            assertThat(read).hasValue(MINUTES * DATES.size());
        }
    }

    @Nested
    class Missing extends MaintenanceConformance {
        @Override
        protected MaintenanceTask task() {
            return new MissingFeatures();
        }

        @Override
        protected int every() {
            return HomeTasksTest.EVERY;
        }

        @Override
        protected void prepare(Path home) {
            FeatureHome.sealed(home, clock(), List.of(MONDAY));
        }

        @Override
        protected MaintenanceContext.Builder context(Path home, FileAccess files) {
            BarSource bars = new InMemoryBarSource(FeatureHome.SYMBOLS.stream()
                    .flatMap(symbol -> DATES.stream().map(date -> bar(symbol, date)))
                    .toList());
            return builder(home, files)
                    .with(
                            Recomputation.class,
                            new Recomputation(
                                    FeatureHome.SET, bars, (set, symbol, date) -> FeatureHome.rows(symbol, date)));
        }

        @Override
        protected void requireConserved(Path home) {
            FeatureHome.requireRows(home, MONDAY);
            for (Symbol symbol : FeatureHome.SYMBOLS) {
                List<FeatureRow> found = FeatureHome.found(home, symbol, MONDAY.plusDays(1));
                assertThat(found.size())
                        .isIn(0, FeatureHome.rows(symbol, MONDAY).size());
            }
        }

        private static Bars bar(Symbol symbol, LocalDate date) {
            return Bars.builder(symbol)
                    .add(date.toEpochDay() * 86_400_000_000L + 54_000_000_000L, 1, 1, 1, 1, 1, 1)
                    .build();
        }
    }

    @Nested
    class Backups extends MaintenanceConformance {
        @Override
        protected MaintenanceTask task() {
            return new OldBackups();
        }

        @Override
        protected void prepare(Path home) throws IOException {
            Files.createDirectories(home.resolve("backups"));
            for (String id : List.of("old-1", "old-2", "young")) {
                Files.writeString(home.resolve("backups/" + id), id);
            }
        }

        @Override
        protected MaintenanceContext.Builder context(Path home, FileAccess files) {
            return builder(home, files).with(BackupShelf.class, new Shelf(home.resolve("backups"), files));
        }

        @Override
        protected void requireConserved(Path home) {
            assertThat(home.resolve("backups/young")).hasContent("young");
        }

        private record Shelf(Path folder, FileAccess files) implements BackupShelf {
            @Override
            public List<Due> due() {
                return List.of("old-1", "old-2").stream()
                        .filter(id -> Files.exists(folder.resolve(id)))
                        .map(id -> new Due(id, Instant.EPOCH, 5, "it is older than 30 days"))
                        .toList();
            }

            @Override
            public boolean delete(String id) {
                boolean there = Files.exists(folder.resolve(id));
                try {
                    files.delete(folder.resolve(id));
                    files.syncDirectory(folder);
                } catch (IOException e) {
                    throw new dev.barque.core.error.BarqueException(
                            "test.shelf",
                            dev.barque.core.error.Concern.OPERATOR,
                            "the shelf broke",
                            new UncheckedIOException(e));
                }
                return there;
            }
        }
    }
}
