package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.store.ingest.Ingest;
import dev.barque.store.l1.L1Files;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VerifyAndRepairTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final FeatureSet SET = TestRows.set("v1", Lookback.sameDate());
    private static final FeatureSetId V1 = SET.id();
    private static final Symbol SPY = Symbol.of("SPY");
    private static final Symbol QQQ = Symbol.of("QQQ");
    private static final LocalDate MONDAY = LocalDate.of(2025, 11, 3);
    private static final LocalDate TUESDAY = LocalDate.of(2025, 11, 4);
    private static final String SPY_MONDAY = "data/date=2025-11-03/symbol=SPY/feature_set_id=v1";
    private static final String QQQ_MONDAY = "data/date=2025-11-03/symbol=QQQ/feature_set_id=v1";
    private static final String BARS = "data_l1/l1_2025-11-03.parquet";

    @TempDir
    Path home;

    @BeforeEach
    void four_partitions_and_a_day_of_bars() {
        try (ParquetFeatureStore store = open()) {
            for (Symbol symbol : List.of(SPY, QQQ)) {
                for (LocalDate date : List.of(MONDAY, TUESDAY)) {
                    store.append(rows(SET, symbol, date));
                }
            }
            store.seal();
        }
        ingest(100);
    }

    @Test
    void a_whole_home_is_clean_and_everything_in_it_was_looked_at() throws IOException {
        List<String> heard = new ArrayList<>();

        VerifyReport report = StoreVerifier.of(home)
                .listener((where, condition, done) -> heard.add(done + " " + condition + " " + where))
                .verify();

        assertThat(report.isClean()).isTrue();
        assertThat(report.partitions()).isEqualTo(4);
        assertThat(report.rows()).isEqualTo(40);
        assertThat(report.barFiles()).isEqualTo(1);
        assertThat(report.count(FileCondition.OK)).isEqualTo(heard.size());
        assertThat(report.bytes())
                .isEqualTo(size(home.resolve("data"), "features.parquet") + Files.size(home.resolve(BARS)));
        assertThat(heard).hasSizeGreaterThan(5).anyMatch(line -> line.endsWith(" OK " + SPY_MONDAY));
        JsonNode json = JsonMapper.shared().readTree(report.toJson());
        assertThat(json.get("clean").booleanValue()).isTrue();
        assertThat(json.get("rows").intValue()).isEqualTo(40);
    }

    @Test
    void each_kind_of_trouble_has_its_name() throws IOException {
        flip(home.resolve(SPY_MONDAY + "/features.parquet"));
        Files.delete(home.resolve(QQQ_MONDAY + "/_features.manifest.json"));
        Files.delete(home.resolve("data/date=2025-11-04/symbol=SPY/feature_set_id=v1/features.parquet"));
        Path qqqTuesday = home.resolve("data/date=2025-11-04/symbol=QQQ/feature_set_id=v1");
        for (String name : List.of("features.parquet", "_features.manifest.json")) {
            Files.write(
                    qqqTuesday.resolve(name),
                    Files.readAllBytes(partition("SPY_X").resolve(name)));
        }
        Files.writeString(home.resolve("data/date=2025-11-03/.features.parquet.1.tmp"), "cut off");
        Files.createDirectories(home.resolve("data/date=2025-11-03/symbol=spy"));
        Files.writeString(home.resolve("data/notes.txt"), "mine");
        zero(home.resolve(BARS));

        VerifyReport report = StoreVerifier.of(home).verify();

        assertThat(report.findings().stream().map(finding -> finding.condition() + " " + finding.where()))
                .containsExactlyInAnyOrder(
                        "DAMAGED " + SPY_MONDAY,
                        "MISSING_MANIFEST " + QQQ_MONDAY,
                        "MISSING_FILE data/date=2025-11-04/symbol=SPY/feature_set_id=v1",
                        "WRONG_PLACE data/date=2025-11-04/symbol=QQQ/feature_set_id=v1",
                        "ORPHAN_TEMPORARY data/date=2025-11-03/.features.parquet.1.tmp",
                        "FOREIGN data/date=2025-11-03/symbol=spy",
                        "FOREIGN data/notes.txt",
                        "DAMAGED " + BARS);
        assertThat(report.isClean()).isFalse();
    }

    /** Another partition, whose files are put where they do not belong. */
    private Path partition(String symbol) {
        try (ParquetFeatureStore store = open()) {
            store.append(rows(SET, Symbol.of(symbol), MONDAY));
            store.seal();
        }
        return home.resolve("data/date=2025-11-03/symbol=" + symbol + "/feature_set_id=v1");
    }

    @Test
    void two_files_that_changed_places_are_noticed_by_reads_and_by_verification() throws IOException {
        for (String name : List.of("features.parquet", "_features.manifest.json")) {
            swap(
                    home.resolve(SPY_MONDAY).resolve(name),
                    home.resolve(QQQ_MONDAY).resolve(name));
            assertRefused(() -> read(SPY, MONDAY), "store.corrupt-file");
            assertRefused(() -> read(QQQ, MONDAY), "store.corrupt-file");
            assertThat(StoreVerifier.of(home).verify().count(FileCondition.WRONG_PLACE))
                    .isEqualTo(2);
        }
        assertThat(read(SPY, TUESDAY)).hasSize(10);
    }

    @Test
    void an_old_version_over_a_new_one_is_noticed() throws IOException {
        Path file = home.resolve(SPY_MONDAY + "/features.parquet");
        byte[] old = Files.readAllBytes(file);
        try (ParquetFeatureStore store = open()) {
            store.append(TestRows.numbered(SET, SPY, "2025-11-03T16:00:00Z", "2025-11-03T16:00:00Z", 7));
            store.seal();
        }
        Files.write(file, old);

        assertRefused(() -> read(SPY, MONDAY), "store.corrupt-file");
        assertThat(StoreVerifier.of(home).verify().findings())
                .extracting(VerifyFinding::where)
                .containsExactly(SPY_MONDAY);
    }

    @Test
    void a_damaged_partition_goes_to_quarantine_with_a_report_and_reads_of_it_stay_an_error() throws IOException {
        flip(home.resolve(SPY_MONDAY + "/features.parquet"));
        byte[] damaged = Files.readAllBytes(home.resolve(SPY_MONDAY + "/features.parquet"));
        VerifyReport report = StoreVerifier.of(home).verify();

        RepairReport done;
        try (StoreRepair repair = StoreRepair.builder(home).open(CLOCK)) {
            done = repair.repair(report);
        }

        assertThat(done.count(RepairOutcome.QUARANTINED)).isEqualTo(1);
        Path directory = onlyChild(home.resolve("quarantine"));
        assertThat(String.valueOf(directory.getFileName())).startsWith("20260102T030405Z-");
        assertThat(Files.readAllBytes(directory.resolve("features.parquet"))).isEqualTo(damaged);
        assertThat(directory.resolve("_features.manifest.json")).exists();
        JsonNode json = JsonMapper.shared().readTree(directory.resolve("report.json"));
        assertThat(json.get("where").stringValue()).isEqualTo(SPY_MONDAY);
        assertThat(json.get("files").get(0).get("sha256").stringValue()).hasSize(64);
        assertRefused(() -> read(SPY, MONDAY), "store.quarantined");
        assertThat(read(QQQ, MONDAY)).hasSize(10);
        try (ParquetFeatureStore store = open()) {
            // The log takes it; it cannot be merged into what nobody can read.
            store.append(TestRows.numbered(SET, SPY, "2025-11-03T17:00:00Z", "2025-11-03T17:00:00Z", 1));
            assertRefused(store::seal, "store.quarantined");
        }
        VerifyReport after = StoreVerifier.of(home).verify();
        assertThat(after.count(FileCondition.QUARANTINED)).isEqualTo(1);

        try (StoreRepair repair = StoreRepair.builder(home).open(CLOCK)) {
            repair.abandon(after.findings().get(0));
        }
        assertThat(read(SPY, MONDAY)).hasSize(1);
        assertThat(StoreVerifier.of(home).verify().isClean()).isTrue();
    }

    @Test
    void lost_rows_are_computed_again_and_rank_before_those_that_were_appended_since() throws IOException {
        List<FeatureRow> before = read(SPY, MONDAY);
        flip(home.resolve(SPY_MONDAY + "/features.parquet"));
        try (ParquetFeatureStore store = open()) {
            store.append(TestRows.numbered(SET, SPY, "2025-11-03T14:09:00Z", "2025-11-03T14:09:00Z", 99));
        }

        RepairReport done = repair(VerifyAndRepairTest::rows);

        assertThat(done.isComplete()).as(done.toJson()).isTrue();
        List<FeatureRow> after = read(SPY, MONDAY);
        assertThat(after).hasSize(11);
        assertThat(after.subList(0, 10)).allMatch(row -> before.stream().anyMatch(row::sameContent));
        assertThat(after).extracting(FeatureRow::sequence).startsWith(1L).endsWith(10L, 41L);
        assertThat(StoreVerifier.of(home).verify().isClean()).isTrue();
        try (ParquetFeatureStore store = open()) {
            store.seal();
        }
        assertThat(read(SPY, MONDAY)).isEqualTo(after);
        assertThat(StoreVerifier.of(home).verify().isClean()).isTrue();
    }

    @Test
    void what_a_broken_regenerator_gives_replaces_nothing_and_it_is_not_asked_for_ever() throws Exception {
        flip(home.resolve(SPY_MONDAY + "/features.parquet"));
        FeatureSet other = TestRows.set("v2", Lookback.sameDate());
        List<PartitionRegenerator> broken = List.of(
                (set, symbol, date) -> List.of(),
                (set, symbol, date) -> rows(set, symbol, date).subList(0, 9),
                (set, symbol, date) -> rows(set, QQQ, date),
                (set, symbol, date) -> rows(set, symbol, date.plusDays(1)),
                (set, symbol, date) -> rows(other, symbol, date),
                (set, symbol, date) -> () ->
                        Stream.generate(() -> rows(set, symbol, date).get(0)).iterator(),
                (set, symbol, date) -> {
                    throw new StackOverflowError("made up");
                });
        for (PartitionRegenerator regenerator : broken) {
            resetAttempts();
            RepairReport done = repair(regenerator);
            assertThat(done.count(RepairOutcome.QUARANTINED)).as(done.toJson()).isEqualTo(1);
            assertRefused(() -> read(SPY, MONDAY), "store.quarantined");
        }
        resetAttempts();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (StoreRepair repair = StoreRepair.builder(home)
                .deadline(pool, Duration.ofMillis(50))
                .regenerator((set, symbol, date) -> {
                    sleep();
                    return rows(set, symbol, date);
                })
                .open(CLOCK)) {
            RepairReport done = repair.repair(StoreVerifier.of(home).verify());
            assertThat(done.actions().get(0).text()).contains("not computed within PT0.05S");
        } finally {
            pool.shutdownNow();
        }
        repair(broken.get(0));
        repair(broken.get(0));
        RepairReport enough = repair(VerifyAndRepairTest::rows);
        assertThat(enough.actions().get(0).outcome()).isEqualTo(RepairOutcome.LEFT);
        assertThat(enough.actions().get(0).text()).contains("failed 3 times");
    }

    @Test
    void a_file_that_proves_itself_gets_its_manifest_back() throws IOException {
        List<FeatureRow> before = read(SPY, MONDAY);
        Files.delete(home.resolve(SPY_MONDAY + "/_features.manifest.json"));
        Files.writeString(home.resolve(QQQ_MONDAY + "/_features.manifest.json"), "{\"format\":");
        // This one has no manifest either, and lies in the wrong place.
        Path wrong = home.resolve("data/date=2025-11-03/symbol=IWM/feature_set_id=v1");
        Files.createDirectories(wrong);
        Files.copy(home.resolve(QQQ_MONDAY + "/features.parquet"), wrong.resolve("features.parquet"));
        Files.writeString(home.resolve(SPY_MONDAY + "/.features.parquet.1.tmp"), "cut off");

        RepairReport done;
        try (StoreRepair repair = StoreRepair.builder(home).open(CLOCK)) {
            done = repair.repair(StoreVerifier.of(home).verify());
        }

        assertThat(done.count(RepairOutcome.RESTORED_MANIFEST))
                .as(done.toJson())
                .isEqualTo(2);
        assertThat(done.count(RepairOutcome.QUARANTINED)).isEqualTo(1);
        assertThat(done.count(RepairOutcome.REMOVED_TEMPORARY)).isEqualTo(1);
        assertThat(read(SPY, MONDAY)).isEqualTo(before);
        assertThat(read(QQQ, MONDAY)).hasSize(10);
    }

    @Test
    void damaged_bars_go_to_quarantine_and_reads_of_their_date_are_an_error_until_they_are_taken_in_again()
            throws IOException {
        zero(home.resolve(BARS));
        L1Files bars = L1Files.ofHome(home).build();
        assertRefused(() -> bars.day(SPY, MONDAY), "store.corrupt-file");

        try (StoreRepair repair = StoreRepair.builder(home).open(CLOCK)) {
            repair.repair(StoreVerifier.of(home).verify());
        }

        assertRefused(() -> bars.day(SPY, MONDAY), "l1.quarantined");
        assertRefused(() -> bars.symbols(MONDAY), "l1.quarantined");
        assertRefused(() -> bars.bars(SPY, Instant.MIN, Instant.MAX), "l1.quarantined");
        assertThat(bars.bars(SPY, Instant.parse("2025-11-04T00:00:00Z"), Instant.MAX)
                        .isEmpty())
                .isTrue();
        assertRefused(() -> ingest(100), "l1.quarantined");
        try (StoreRepair repair = StoreRepair.builder(home).open(CLOCK)) {
            repair.abandon(StoreVerifier.of(home).verify().findings().get(0));
        }
        ingest(100);
        assertThat(bars.day(SPY, MONDAY).size()).isEqualTo(1);
        assertThat(StoreVerifier.of(home).verify().isClean()).isTrue();
    }

    @Test
    void a_finding_that_points_out_of_the_home_is_refused() throws IOException {
        Path outside = Files.writeString(home.resolveSibling("canary.tmp"), "mine");
        try (StoreRepair repair = StoreRepair.builder(home).open(CLOCK)) {
            for (String where : List.of("../canary.tmp", "/etc/passwd", "", ".", "data", "data/../../canary.tmp")) {
                VerifyFinding finding = new VerifyFinding(where, FileCondition.DAMAGED, "x", "x", "x");
                assertRefused(() -> repair.quarantine(finding), "store.not-in-home");
                assertRefused(() -> repair.abandon(finding), "store.not-in-home");
                VerifyFinding temporary = new VerifyFinding(where, FileCondition.ORPHAN_TEMPORARY, "x", "x", "x");
                VerifyReport report = new VerifyReport(home, 0, 0, 0, 0, Map.of(), List.of(temporary));
                assertThat(repair.repair(report).count(RepairOutcome.LEFT)).isEqualTo(1);
            }
        }
        assertThat(outside).hasContent("mine");
        Files.delete(outside);
    }

    private void resetAttempts() throws IOException {
        Path marker = home.resolve(SPY_MONDAY + "/_features.quarantined.json");
        if (Files.exists(marker)) {
            Files.writeString(marker, Files.readString(marker).replaceAll("\"attempts\" : \\d+", "\"attempts\" : 0"));
        }
    }

    private RepairReport repair(PartitionRegenerator regenerator) {
        try (StoreRepair repair =
                StoreRepair.builder(home).regenerator(regenerator).open(CLOCK)) {
            return repair.repair(StoreVerifier.of(home).verify());
        }
    }

    private static List<FeatureRow> rows(FeatureSet set, Symbol symbol, LocalDate date) {
        List<FeatureRow> rows = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String time = date + String.format("T14:%02d:00Z", i);
            rows.add(TestRows.numbered(set, symbol, time, time, i));
        }
        return rows;
    }

    private void ingest(double price) {
        Ingest.into(home)
                .stamps(StampConvention.atClose(Duration.ofMinutes(1)))
                .build()
                .records(
                        List.of(Map.of(
                                "t_event", "2025-11-03T14:31:00Z", "symbol", "SPY", "price", price, "volume", 5)),
                        "test");
    }

    private List<FeatureRow> read(Symbol symbol, LocalDate date) {
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).openReadOnly()) {
            return store.rows(V1, symbol, date);
        }
    }

    private ParquetFeatureStore open() {
        return ParquetFeatureStore.builder(home).set(SET).open(CLOCK);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static void flip(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[content.length / 3] ^= 16;
        Files.write(file, content);
    }

    /** A file of bars has no digest of its bytes: what is found is what changes a value or a place. */
    private static void zero(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        java.util.Arrays.fill(content, 4, 200, (byte) 0);
        Files.write(file, content);
    }

    private static void swap(Path a, Path b) throws IOException {
        Path aside = a.resolveSibling("aside");
        Files.move(a, aside, StandardCopyOption.REPLACE_EXISTING);
        Files.move(b, a);
        Files.move(aside, b);
    }

    private static Path onlyChild(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            List<Path> all = children.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private static long size(Path root, String name) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> path.endsWith(name))
                    .mapToLong(path -> path.toFile().length())
                    .sum();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
