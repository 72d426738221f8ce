package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.cli.internal.work.DemoData;
import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.ParquetFeatureStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StoreCommandsTest {
    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void a_home_with_a_day_of_bars() throws IOException {
        home = folder.resolve("home");
        Path csv = DemoData.copyTo(folder.resolve("in")).get(0);
        assertThat(Cli.run("ingest", "--home", home, "--stamps", "open", "--interval", "1m", csv)
                        .exit())
                .isZero();
    }

    @Test
    void a_whole_home_is_in_order() {
        Cli.Result result = Cli.run("store", "verify", "--home", home);

        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("1 files of bars", "all in order");
    }

    @Test
    void a_quick_look_sees_files_that_were_cut_and_a_closer_one_every_byte() throws IOException {
        Path bars = home.resolve("data_l1/l1_2025-10-24.parquet");
        byte[] whole = Files.readAllBytes(bars);
        byte[] flipped = whole.clone();
        flipped[40] ^= 1;
        Files.write(bars, flipped);

        assertThat(Cli.run("store", "verify", "--home", home, "--depth", "footers")
                        .exit())
                .isZero();
        assertThat(Cli.run("store", "verify", "--home", home, "--depth", "digests")
                        .exit())
                .isEqualTo(1);

        Files.write(bars, Arrays.copyOf(whole, whole.length - 1));
        assertThat(Cli.run("store", "verify", "--home", home, "--depth", "footers")
                        .exit())
                .isEqualTo(1);
    }

    @Test
    void damage_is_a_finding_and_goes_to_quarantine_when_asked() throws IOException {
        Path bars = home.resolve("data_l1/l1_2025-10-24.parquet");
        Files.writeString(bars, "no bars");

        Cli.Result found = Cli.run("store", "verify", "--home", home, "--json");

        assertThat(found.exit()).isEqualTo(1);
        JsonNode finding = found.json().path("verification").path("findings").path(0);
        assertThat(finding.path("where").stringValue()).isEqualTo("data_l1/l1_2025-10-24.parquet");
        assertThat(finding.path("condition").stringValue()).isEqualTo("damaged");
        assertThat(bars).exists();

        Cli.Result moved = Cli.run("store", "verify", "--home", home, "--quarantine");

        assertThat(moved.exit()).isEqualTo(1);
        assertThat(moved.out()).contains("quarantined", "moved to quarantine/");
        assertThat(bars).doesNotExist();
        assertThat(Cli.run("store", "stat", "--home", home, "--json")
                        .json()
                        .path("quarantined")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void stat_counts_what_is_there() {
        JsonNode stat = Cli.run("store", "stat", "--home", home, "--json").json();

        assertThat(stat.path("bar_files").intValue()).isEqualTo(1);
        assertThat(stat.path("bar_bytes").intValue()).isPositive();
        assertThat(Cli.run("store", "stat", "--home", home).out()).contains("bars: 1 files");
    }

    @Test
    void seal_moves_rows_of_any_feature_set_to_parquet_files_up_to_a_date_or_the_last_session() {
        FeatureSet set = new FeatureSet(
                FeatureSetId.of("somebody-elses-1"),
                FeatureSchema.of(List.of(new FeatureField("x", FeatureType.FLOAT64, ""))),
                Lookback.sameDate());
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(set).open(Cli.CLOCK)) {
            for (LocalDate date : List.of(
                    LocalDate.of(2025, 10, 24),
                    LocalDate.of(2025, 10, 27),
                    LocalDate.ofInstant(Cli.CLOCK.instant(), ZoneOffset.UTC).plusDays(7))) {
                long time = date.toEpochDay() * UtcMicros.PER_DAY;
                store.append(
                        FeatureRow.builder(set, Symbol.of("SPY")).float64(0, 1).build(time, time));
            }
        }

        assertThat(Cli.run("store", "seal", "--home", home, "--up-to", "2025-10-24")
                        .out())
                .contains("1 rows sealed into 1 partitions");
        assertThat(Cli.run("store", "seal", "--home", home, "--ended", "us-equities", "--json")
                        .json()
                        .path("rows")
                        .intValue())
                .as("the row of next week stays")
                .isEqualTo(1);
        assertThat(Cli.run("store", "seal", "--home", home).out()).contains("1 rows sealed");
        assertThat(Cli.run("store", "seal", "--home", home).out()).contains("Nothing to seal");
        assertThat(Cli.run("store", "seal", "--home", home, "--up-to", "2025-10-24", "--ended", "us-equities")
                        .exit())
                .isEqualTo(2);
        assertThat(Cli.run("store", "verify", "--home", home).exit()).isZero();
    }

    @Test
    void repair_computes_lost_rows_again_from_the_bars_or_takes_them_from_a_copy() throws IOException {
        assertThat(Cli.run(
                                "features",
                                "build",
                                "--home",
                                home,
                                "--symbol",
                                "SPY",
                                "--date",
                                "2025-10-24",
                                "--profile",
                                "PUBLISHED_V1")
                        .exit())
                .isZero();
        Path copy = folder.resolve("copy");
        copy(home, copy);
        Path partition = home.resolve("data/date=2025-10-24/symbol=SPY/feature_set_id=v0.1.0/features.parquet");
        String show = show();
        for (List<Object> from : List.of(List.<Object>of(), List.<Object>of("--copy", copy))) {
            Files.writeString(partition, "no rows");
            assertThat(Cli.run("store", "verify", "--home", home).exit()).isEqualTo(1);

            List<Object> words = new ArrayList<>(List.of("store", "repair", "--home", home));
            words.addAll(from);
            Cli.Result repaired = Cli.run(words.toArray());

            assertThat(repaired.exit()).as(repaired.toString()).isZero();
            assertThat(repaired.out()).contains("regenerated");
            assertThat(Cli.run("store", "verify", "--home", home).exit()).isZero();
            assertThat(show()).isEqualTo(show);
        }
        assertThat(Cli.run("store", "repair", "--home", home).out()).contains("Nothing to repair");
    }

    @Test
    void what_nobody_can_compute_stays_in_quarantine_until_there_is_a_copy() throws IOException {
        FeatureSet set = new FeatureSet(
                FeatureSetId.of("somebody-elses-1"),
                FeatureSchema.of(List.of(new FeatureField("x", FeatureType.FLOAT64, ""))),
                Lookback.sameDate());
        long time = LocalDate.of(2025, 10, 24).toEpochDay() * UtcMicros.PER_DAY;
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(set).open(Cli.CLOCK)) {
            store.append(FeatureRow.builder(set, Symbol.of("SPY")).float64(0, 1).build(time, time));
            store.seal();
        }
        Path copy = folder.resolve("copy");
        copy(home, copy);
        Files.writeString(
                home.resolve("data/date=2025-10-24/symbol=SPY/feature_set_id=somebody-elses-1/features.parquet"), "");

        Cli.Result without = Cli.run("store", "repair", "--home", home);

        assertThat(without.exit()).isEqualTo(1);
        assertThat(without.out()).contains("quarantined", "somebody-elses-1", "--copy");
        assertThat(Cli.run("store", "repair", "--home", home, "--copy", copy).exit())
                .isZero();
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(set).openReadOnly()) {
            assertThat(store.rows(set.id(), Symbol.of("SPY"), LocalDate.of(2025, 10, 24)))
                    .hasSize(1);
        }
    }

    private String show() {
        Cli.Result result = Cli.run(
                "features",
                "show",
                "--home",
                home,
                "--symbol",
                "SPY",
                "--set",
                "v0.1.0",
                "--at",
                "2025-10-24T19:00:00Z");
        assertThat(result.exit()).as(result.toString()).isZero();
        return result.out().replaceAll("(?m)^.*(sequence|ingested).*$", "");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    @Test
    void a_home_that_is_not_there_is_a_failure_and_is_not_made() {
        for (String verb : List.of("verify", "seal", "stat", "repair")) {
            assertThat(Cli.run("store", verb, "--home", folder.resolve("none")).exit())
                    .isEqualTo(3);
        }
        assertThat(folder.resolve("none")).doesNotExist();
    }
}
