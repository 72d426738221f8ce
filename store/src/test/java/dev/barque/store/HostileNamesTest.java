package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.store.decisions.DecisionQuery;
import dev.barque.store.decisions.DecisionRecords;
import dev.barque.store.decisions.DecisionReport;
import dev.barque.store.decisions.JsonlDecisionLog;
import dev.barque.store.decisions.LoggedDecision;
import dev.barque.store.ingest.Ingest;
import dev.barque.store.ingest.IngestReport;
import dev.barque.store.l1.L1Files;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each name is refused by name, or stored and read back as itself and only itself, and nothing outside the home is touched. */
class HostileNamesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final FeatureSet SET = TestRows.set("v1", Lookback.sameDate());
    private static final LocalDate DATE = LocalDate.of(2025, 11, 3);
    private static final String TIME = "2025-11-03T14:30:00Z";
    /** Those that cannot be a symbol, and the two whose directory names would be too long for file systems. */
    private static final Set<String> NOT_SYMBOLS = Set.of(
            "a ",
            " a",
            "a\u202eb",
            "\u200fa",
            "a\u200bb",
            "a\u00a0b",
            "a\nb",
            "a\tb",
            "\u0000",
            "\ud800",
            "\ufeffa",
            "",
            " ",
            "A".repeat(65));

    @TempDir
    Path folder;

    private Path home;
    private final List<Symbol> good = new ArrayList<>();

    @BeforeEach
    void a_home_with_a_neighbour() throws IOException {
        home = folder.resolve("deep/er/home");
        Files.createDirectories(home);
        Files.writeString(folder.resolve("canary"), "untouched");
        for (String name : HostileNames.ALL) {
            try {
                good.add(Symbol.of(name));
                assertThat(NOT_SYMBOLS).doesNotContain(name);
            } catch (BarqueException e) {
                assertThat(NOT_SYMBOLS).contains(name);
                assertThat(e.code()).isEqualTo("core.bad-symbol");
            }
        }
        assertThat(HostileNames.ALL).hasSize(105);
        assertThat(good).hasSizeGreaterThan(85);
    }

    @AfterEach
    void nothing_outside_the_home_was_touched_and_all_names_inside_are_plain() throws IOException {
        assertThat(folder.resolve("canary")).hasContent("untouched");
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(path -> !path.startsWith(home))
                            .map(path -> folder.relativize(path).toString()))
                    .containsExactlyInAnyOrder("", "canary", "deep", "deep/er");
        }
        try (Stream<Path> all = Files.walk(home)) {
            assertThat(all.map(path -> String.valueOf(path.getFileName())))
                    .allMatch(name -> StandardCharsets.US_ASCII.newEncoder().canEncode(name));
        }
    }

    @Test
    void features_of_each_come_back_as_its_own_and_as_nobody_elses() throws SQLException {
        Map<String, Double> kept = new LinkedHashMap<>();
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).open(CLOCK)) {
            for (int i = 0; i < good.size(); i++) {
                try {
                    store.append(TestRows.numbered(SET, good.get(i), TIME, TIME, i));
                    kept.put(good.get(i).value(), (double) i);
                } catch (BarqueException e) {
                    assertThat(e.code()).isEqualTo("store.name-too-long");
                    assertThat(e.getMessage()).contains(good.get(i).value());
                }
            }
            assertOwn(store, kept);
            store.seal();
            assertOwn(store, kept);
        }
        try (ParquetFeatureStore again =
                ParquetFeatureStore.builder(home).set(SET).open(CLOCK)) {
            assertOwn(again, kept);
        }
        assertThat(kept).hasSizeGreaterThan(good.size() - 2);
        assertThat(StoreVerifier.of(home).verify().isClean()).isTrue();
        assertThat(inDuckDb()).isEqualTo(kept);
    }

    @Test
    void damaged_partitions_of_each_are_found_taken_away_and_made_again_under_their_own_name() throws Exception {
        Map<String, Double> kept = new LinkedHashMap<>();
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).open(CLOCK)) {
            for (int i = 0; i < good.size(); i++) {
                try {
                    store.append(TestRows.numbered(SET, good.get(i), TIME, TIME, i));
                    kept.put(good.get(i).value(), (double) i);
                } catch (BarqueException e) {
                    assertThat(e.code()).isEqualTo("store.name-too-long");
                }
            }
            store.seal();
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(home.resolve("data"))) {
            files = all.filter(path -> path.endsWith("features.parquet")).toList();
        }
        assertThat(files).hasSize(kept.size());
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            content[content.length / 2] ^= 4;
            Files.write(file, content);
        }
        eachIsRefused(kept, "store.corrupt-file");

        VerifyReport found = StoreVerifier.of(home).verify();
        assertThat(found.findings().stream().map(VerifyFinding::where))
                .containsExactlyInAnyOrderElementsOf(files.stream()
                        .map(file -> home.relativize(file.resolveSibling(".").normalize())
                                .toString())
                        .toList());
        try (StoreRepair repair = StoreRepair.builder(home).open(CLOCK)) {
            assertThat(repair.repair(found).count(RepairOutcome.QUARANTINED)).isEqualTo(kept.size());
        }
        eachIsRefused(kept, "store.quarantined");

        try (StoreRepair repair = StoreRepair.builder(home)
                .regenerator((set, symbol, date) ->
                        List.of(TestRows.numbered(set, symbol, TIME, TIME, kept.getOrDefault(symbol.value(), -1.0))))
                .open(CLOCK)) {
            assertThat(repair.repair(StoreVerifier.of(home).verify()).isComplete())
                    .isTrue();
        }
        assertThat(StoreVerifier.of(home).verify().isClean()).isTrue();
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).openReadOnly()) {
            assertOwn(store, kept);
        }
        assertThat(inDuckDb()).isEqualTo(kept);
    }

    private void eachIsRefused(Map<String, Double> kept, String code) {
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).openReadOnly()) {
            kept.keySet()
                    .forEach(name -> assertThatThrownBy(() -> store.rows(SET.id(), Symbol.of(name), DATE))
                            .as(name)
                            .isInstanceOfSatisfying(
                                    BarqueException.class,
                                    e -> assertThat(e.code()).isEqualTo(code)));
        }
    }

    private static void assertOwn(ParquetFeatureStore store, Map<String, Double> kept) {
        kept.forEach((name, number) -> {
            List<FeatureRow> rows = store.rows(SET.id(), Symbol.of(name), DATE);
            assertThat(rows).as(name).hasSize(1);
            assertThat(rows.get(0).float64(0)).as(name).isEqualTo(number);
            assertThat(store.dates(SET.id(), Symbol.of(name))).containsExactly(DATE);
        });
    }

    @Test
    void versions_are_refused_or_kept_apart() {
        List<FeatureSet> sets = new ArrayList<>();
        for (String name : HostileNames.ALL) {
            try {
                sets.add(TestRows.set(FeatureSetId.of(name).value(), Lookback.sameDate()));
            } catch (BarqueException e) {
                assertThat(e.code()).isEqualTo("core.bad-feature-set-id");
            }
        }
        assertThat(sets).hasSizeBetween(15, 40);
        ParquetFeatureStore.Builder builder = ParquetFeatureStore.builder(home);
        sets.forEach(builder::set);
        Symbol spy = Symbol.of("SPY");
        try (ParquetFeatureStore store = builder.open(CLOCK)) {
            for (int i = 0; i < sets.size(); i++) {
                store.append(TestRows.numbered(sets.get(i), spy, TIME, TIME, i));
            }
            store.seal();
            for (int i = 0; i < sets.size(); i++) {
                assertThat(store.rows(sets.get(i).id(), spy, DATE))
                        .singleElement()
                        .extracting(row -> row.float64(0))
                        .isEqualTo((double) i);
            }
        }
        assertThat(StoreVerifier.of(home).verify().partitions()).isEqualTo(sets.size());
    }

    @Test
    void bars_of_each_come_back_as_its_own_and_the_others_are_listed_with_a_reason() {
        List<Map<String, Object>> records = new ArrayList<>();
        for (int i = 0; i < HostileNames.ALL.size(); i++) {
            records.add(Map.of("t_event", TIME, "symbol", HostileNames.ALL.get(i), "price", i + 1.0, "volume", 1));
        }
        IngestReport report = Ingest.into(home)
                .stamps(StampConvention.atClose(Duration.ofMinutes(1)))
                .build()
                .records(records, "test");

        L1Files bars = L1Files.ofHome(home).build();
        Set<String> found =
                bars.symbols(DATE).stream().map(Symbol::value).collect(Collectors.toCollection(TreeSet::new));
        assertThat(report.written() + report.rejected() + report.replaced()).isEqualTo(105);
        // Blanks around a symbol are trimmed at ingest, so that two of the refused ones are 'a' there.
        Set<String> expected = new TreeSet<>();
        good.forEach(symbol -> expected.add(symbol.value()));
        assertThat(found).containsAll(expected);
        for (int i = 0; i < HostileNames.ALL.size(); i++) {
            if (expected.contains(HostileNames.ALL.get(i))) {
                assertThat(bars.day(Symbol.of(HostileNames.ALL.get(i)), DATE).close(0))
                        .isEqualTo(i + 1.0);
            }
        }
        assertThat(report.rejects()).allMatch(reject -> !reject.code().isEmpty());
        assertThat(StoreVerifier.of(home).verify().isClean()).isTrue();
    }

    @Test
    void decisions_about_each_are_found_by_its_name() {
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home)) {
            for (Symbol symbol : good) {
                log.append(new NoTrade(
                        Grounds.empty(symbol, Instant.parse(TIME), "V1", null),
                        NoTrade.Reason.NO_FEATURES,
                        new SmallestChange("a feature row", Double.NaN)));
            }
        }
        for (Symbol symbol : good) {
            List<LoggedDecision> found = new ArrayList<>();
            DecisionReport report = DecisionRecords.ofHome(home).read(DecisionQuery.of(symbol), found::add);
            assertThat(found).as(symbol.value()).hasSize(1);
            assertThat(found.get(0).decision().symbol()).isEqualTo(symbol);
            assertThat(report.isClean()).isTrue();
        }
    }

    @Test
    void a_home_may_have_an_odd_name_itself() {
        Path odd = home.resolve("it's a [home] {of} 100% *");
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(odd).set(SET).open(CLOCK)) {
            store.append(TestRows.numbered(SET, Symbol.of("SPY"), TIME, TIME, 1));
            store.seal();
        }
        assertThat(StoreVerifier.of(odd).verify().rows()).isEqualTo(1);
        assertThatThrownBy(() -> StoreVerifier.of(odd.resolve("none")).verify()).isInstanceOf(BarqueException.class);
    }

    private Map<String, Double> inDuckDb() throws SQLException {
        Map<String, Double> found = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET autoinstall_known_extensions = false");
            try (ResultSet rows = statement.executeQuery("SELECT symbol, number FROM read_parquet('"
                    + home.resolve("data") + "/*/*/*/features.parquet', hive_partitioning = true, hive_types ="
                    + " {'date': DATE, 'symbol': VARCHAR, 'feature_set_id': VARCHAR})")) {
                while (rows.next()) {
                    assertThat(found.put(rows.getString(1), rows.getDouble(2))).isNull();
                }
            }
        }
        return found;
    }
}
