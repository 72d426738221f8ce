package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.cli.internal.work.DemoData;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Symbol;
import dev.barque.store.ParquetFeatureStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class FeaturesRegenerateCommandTest {
    private static final String RANGE = "2025-10-24..2025-10-28";
    private static final FeatureSetId V1 = FeatureSetId.of("v1.0.0");

    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void the_packaged_days_without_features() {
        home = folder.resolve("home");
        for (Path file : DemoData.copyTo(folder.resolve("in"))) {
            assertThat(Cli.run("ingest", "--home", home, "--stamps", "open", "--interval", "1m", file)
                            .exit())
                    .isZero();
        }
    }

    private Cli.Result regenerate(Object... more) {
        Object[] words = {"features", "regenerate", "--home", home, "--date", RANGE};
        Object[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Cli.run(all);
    }

    private void build(String date, String profile) {
        assertThat(Cli.run("features", "build", "--home", home, "--symbol", "SPY", "--date", date, "--profile", profile)
                        .exit())
                .isZero();
    }

    @Test
    void what_was_built_bar_by_bar_is_what_is_computed_again_in_both_profiles() {
        for (String profile : List.of("V1", "PUBLISHED_V1")) {
            build(RANGE, profile);

            Cli.Result result = regenerate("--profile", profile, "--verify-only", "--json");

            assertThat(result.exit()).isZero();
            assertThat(result.json().path("parity").doubleValue()).isEqualTo(1);
            assertThat(result.json().path("rows_equal").intValue()).isEqualTo(profile.equals("V1") ? 1150 : 1020);
            assertThat(result.json().path("rows_written").intValue()).isZero();
        }
    }

    @Test
    void only_what_is_missing_is_filled_in() {
        build("2025-10-27", "V1");

        Cli.Result result = regenerate("--missing-only", "--json");

        assertThat(result.exit()).isZero();
        assertThat(result.json().path("rows_equal").intValue()).isEqualTo(390);
        assertThat(result.json().path("rows_written").intValue()).isEqualTo(760);
        assertThat(regenerate("--verify-only").out()).contains("Parity before: 100.0 % (1150 of 1150)");
    }

    @Test
    void corrected_bars_are_a_finding_until_features_are_regenerated_and_their_old_values_can_be_asked_for()
            throws IOException {
        build(RANGE, "V1");
        Path correction = Files.writeString(
                folder.resolve("correction.csv"),
                "t_event,symbol,price,volume,dollar_volume\n2025-10-27T15:40:00-04:00,SPY,700,1000,700000\n");
        assertThat(Cli.run("ingest", "--home", home, "--stamps", "open", "--interval", "1m", correction)
                        .exit())
                .isZero();

        Cli.Result found = regenerate("--verify-only", "--json");
        assertThat(found.exit()).isEqualTo(1);
        assertThat(found.json().path("rows_different").intValue()).isPositive();
        assertThat(found.json().path("differences").size()).isPositive();
        assertThat(found.json().path("differences").path(0).path("greatest").isNumber())
                .isTrue();
        assertThat(regenerate("--verify-only", "--bars-known-at", "2025-12-31T00:00:00Z")
                        .exit())
                .isZero();

        Cli.Result corrected = regenerate();
        assertThat(corrected.exit()).isZero();
        assertThat(corrected.out()).contains("greatest difference", "SPY 2025-10-27T");
        assertThat(regenerate("--verify-only").exit()).isZero();
    }

    @Test
    void a_job_reports_what_its_earlier_runs_did() {
        JsonNode first =
                regenerate("--job", "october", "--threads", "2", "--json").json();
        JsonNode second = regenerate("--job", "october", "--json").json();

        assertThat(first.path("rows_new").intValue()).isEqualTo(1150);
        assertThat(second.path("rows_new").intValue()).isEqualTo(1150);
        assertThat(second.path("partitions_done_before").intValue()).isEqualTo(3);
        assertThat(regenerate("--job", "october", "--verify-only").err()).contains("[store.other-job]");
    }

    @Test
    void damaged_bars_are_named_and_the_other_dates_are_done() throws IOException {
        Path bars = home.resolve("data_l1/l1_2025-10-28.parquet");
        byte[] whole = Files.readAllBytes(bars);
        Files.write(bars, Arrays.copyOf(whole, whole.length / 2));

        Cli.Result result = regenerate("--job", "october");

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.out())
                .contains("Not done: SPY 2025-10-28", bars.toString(), "[store.corrupt-file]", "760 rows written");
        Files.write(bars, whole);
        assertThat(regenerate("--job", "october", "--json")
                        .json()
                        .path("rows_new")
                        .intValue())
                .isEqualTo(1150);
    }

    @Test
    void dates_and_symbols_without_bars_and_odd_options_are_refused() {
        assertThat(regenerate("--symbol", "QQQ").err()).contains("no bar of QQQ at all", "SPY");
        assertThat(regenerate("--symbol", "QQQ").exit()).isEqualTo(3);
        assertThat(regenerate("--symbol", "SPY", "--symbol", "QQQ").err()).contains("no bar of QQQ at all");
        Cli.Result dates = Cli.run("features", "regenerate", "--home", home, "--date", "2025-11-03");
        assertThat(dates.exit()).isEqualTo(3);
        assertThat(dates.err()).contains("2025-10-24, 2025-10-27, 2025-10-28", "[cli.no-bars]");
        assertThat(regenerate("--threads", "0").exit()).isEqualTo(2);
        assertThat(regenerate("--missing-only", "--verify-only").exit()).isEqualTo(2);
        assertThat(regenerate("--job", "Not a name").err()).contains("[store.bad-job-id]");
        assertThat(regenerate("--bars-known-at", "2025-10-27T15:00").err()).contains("[cli.zoneless-time]");
    }

    @Test
    void killed_again_and_again_a_job_comes_to_the_end_that_an_undisturbed_one_comes_to() throws Exception {
        Path killed = manyDays("killed");
        Path undisturbed = manyDays("undisturbed");
        String[] job = {"--date", "2025-10-01..2025-12-31", "--job", "fill", "--json"};
        int kills = 0;
        for (int parts = 1; parts <= 3; parts++) {
            Process process = start(killed, job);
            Path sign = killed.resolve(String.format("regeneration/job-fill/part-%06d.json", parts));
            while (process.isAlive() && !Files.exists(sign)) {
                process.waitFor(2, TimeUnit.MILLISECONDS);
            }
            kills += process.isAlive() ? 1 : 0;
            process.destroyForcibly().waitFor();
        }
        assertThat(kills).isEqualTo(3);

        JsonNode resumed = run(killed, job);
        JsonNode whole = run(undisturbed, job);

        assertThat(resumed.path("partitions_done_before").intValue()).isGreaterThan(0);
        assertThat(whole.path("partitions_done_before").intValue()).isZero();
        for (String count : List.of("partitions", "rows_new", "rows_equal", "rows_different", "rows_written")) {
            assertThat(resumed.path(count)).as(count).isEqualTo(whole.path(count));
        }
        assertThat(whole.path("rows_written").intValue()).isGreaterThan(3_000);
        assertThat(rows(killed)).isEqualTo(rows(undisturbed)).isNotEmpty();
        assertThat(Cli.run("store", "verify", "--home", killed).exit()).isLessThanOrEqualTo(1);
    }

    private JsonNode run(Path in, String... job) {
        Object[] words = {"features", "regenerate", "--home", in};
        Object[] all = Arrays.copyOf(words, words.length + job.length);
        System.arraycopy(job, 0, all, words.length, job.length);
        Cli.Result result = Cli.run(all);
        assertThat(result.exit()).as(result.toString()).isZero();
        return result.json();
    }

    private static Process start(Path in, String... job) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Barque.class.getName(),
                "features",
                "regenerate",
                "--home",
                in.toString()));
        command.addAll(List.of(job));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Forty-one days of sixty-five minutes of two symbols, the same each time. */
    private Path manyDays(String name) throws IOException {
        Path in = folder.resolve(name);
        Random random = new Random(7);
        StringBuilder csv = new StringBuilder("t_event,symbol,price,volume,dollar_volume\n");
        List<LocalDate> dates = Stream.iterate(LocalDate.parse("2025-10-01"), date -> date.plusDays(1))
                .limit(41)
                .toList();
        double price = 500;
        for (LocalDate date : dates) {
            for (int minute = 0; minute < 65; minute++) {
                for (String symbol : List.of("AAA", "BBB")) {
                    price *= 1 + 0.001 * random.nextGaussian();
                    int volume = 1_000 + random.nextInt(9_000);
                    csv.append(date)
                            .append(String.format("T%02d:%02d:00Z,", 14 + minute / 60, minute % 60))
                            .append(symbol)
                            .append(',')
                            .append(price)
                            .append(',')
                            .append(volume)
                            .append(',')
                            .append(price * volume)
                            .append('\n');
                }
            }
        }
        Path file = Files.writeString(folder.resolve(name + ".csv"), csv);
        Cli.Result result = Cli.run("ingest", "--home", in, "--stamps", "close", file);
        assertThat(result.exit()).as(result.toString()).isZero();
        return in;
    }

    private static List<String> rows(Path in) {
        try (ParquetFeatureStore store = HomeOption.declared(in).openReadOnly()) {
            return Stream.of("AAA", "BBB")
                    .map(Symbol::of)
                    .flatMap(symbol ->
                            store.dates(V1, symbol).stream().flatMap(date -> store.rows(V1, symbol, date).stream()))
                    .map(FeaturesRegenerateCommandTest::content)
                    .toList();
        }
    }

    private static String content(FeatureRow row) {
        return row.symbol() + " " + row.eventTime() + " " + row.knownAt() + " "
                + IntStream.range(0, row.schema().size())
                        .mapToObj(i -> String.valueOf(row.value(i)))
                        .toList();
    }
}
