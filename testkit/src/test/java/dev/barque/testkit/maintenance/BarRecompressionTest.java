package dev.barque.testkit.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.market.Bar;
import dev.barque.core.market.Bars;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenanceListener;
import dev.barque.ops.maintenance.MaintenancePlan;
import dev.barque.ops.maintenance.MaintenanceReport;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.MaintenanceTasks;
import dev.barque.ops.maintenance.tasks.BarRecompression;
import dev.barque.store.StoreVerifier;
import dev.barque.store.ingest.Ingest;
import dev.barque.store.io.FileAccess;
import dev.barque.store.l1.L1Files;
import dev.barque.testkit.MaintenanceConformance;
import dev.barque.testkit.SettableClock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a file as the published system wrote it, plain and packed with gzip as its maintenance packs them. */
class BarRecompressionTest extends MaintenanceConformance {
    private static final Path RECORDED = Path.of("../cli/src/test/resources/golden/l1/l1_2025-10-24.parquet");
    private static final LocalDate PACKED = LocalDate.parse("2025-10-23");
    private static final LocalDate PLAIN = LocalDate.parse("2025-10-24");

    private final SettableClock clock = SettableClock.at("2025-11-04T21:00:00Z");

    @TempDir
    private Path folder;

    @Override
    protected MaintenanceTask task() {
        return new BarRecompression();
    }

    @Override
    protected void prepare(Path home) throws IOException {
        Path bars = Files.createDirectories(home.resolve("data_l1"));
        Files.copy(RECORDED, bars.resolve("l1_" + PLAIN + ".parquet"));
        gzip(RECORDED, bars.resolve("l1_" + PACKED + ".parquet.gz"));
    }

    @Override
    protected MaintenanceContext.Builder context(Path home, FileAccess files) {
        return MaintenanceContext.builder(home, clock).files(files);
    }

    @Override
    protected void requireConserved(Path home) throws IOException {
        Path recorded = Files.createTempDirectory(folder, "recorded");
        Files.copy(RECORDED, recorded.resolve("l1_" + PLAIN + ".parquet"));
        L1Files expected = read(recorded);
        L1Files found = read(home.resolve("data_l1"));
        assertThat(found.dates()).containsExactly(PACKED, PLAIN);
        Set<Symbol> symbols = expected.symbols(PLAIN);
        assertThat(symbols).isNotEmpty();
        for (LocalDate date : found.dates()) {
            assertThat(found.symbols(date)).isEqualTo(symbols);
            for (Symbol symbol : symbols) {
                assertThat(bars(found.day(symbol, date))).isNotEmpty().isEqualTo(bars(expected.day(symbol, PLAIN)));
            }
        }
    }

    @Test
    void a_packed_file_becomes_one_that_every_reader_opens() throws IOException {
        Path home = home();

        MaintenanceReport done = apply(home);

        Path bars = home.resolve("data_l1");
        assertThat(bars.resolve("l1_" + PACKED + ".parquet.gz")).doesNotExist();
        byte[] written = Files.readAllBytes(bars.resolve("l1_" + PACKED + ".parquet"));
        assertThat(Arrays.copyOf(written, 4)).isEqualTo(new byte[] {'P', 'A', 'R', '1'});
        assertThat(done.bytes())
                .isEqualTo(bytesBefore() - written.length - Files.size(bars.resolve("l1_" + PLAIN + ".parquet")));
        assertThat(StoreVerifier.of(home).verify().isClean()).isTrue();
    }

    @Test
    void bars_are_not_taken_in_beside_a_packed_file_that_nobody_would_read_any_more() throws IOException {
        Path home = home();

        assertThatThrownBy(() -> Ingest.into(home)
                        .stamps(StampConvention.atClose(Duration.ofMinutes(1)))
                        .build()
                        .records(
                                List.of(Map.of(
                                        "t", PACKED + "T15:00:00Z", "symbol", "SPY", "price", 1.0, "volume", 1.0)),
                                "test"))
                .hasMessageContaining("l1_" + PACKED + ".parquet.gz");
    }

    @Test
    void recent_days_are_left_alone() throws IOException {
        clock.set(PLAIN.plusDays(7).atStartOfDay().toInstant(ZoneOffset.UTC));

        assertThat(plan(home()).steps())
                .singleElement()
                .satisfies(step -> assertThat(step.where()).contains(PACKED.toString()));
    }

    @Test
    void what_cannot_be_read_is_reported_and_stays_as_it_is() throws IOException {
        Path home = home();
        Path packed = home.resolve("data_l1/l1_" + PACKED + ".parquet.gz");
        byte[] cut = Arrays.copyOf(Files.readAllBytes(packed), 2_000);
        Files.write(packed, cut);

        MaintenancePlan plan = plan(home);
        apply(home);

        assertThat(plan.notes()).singleElement().asString().contains("cannot be unpacked");
        assertThat(packed).hasBinaryContent(cut);
    }

    @Test
    void two_files_of_a_date_that_say_different_things_are_left_to_a_person() throws IOException {
        Path home = home();
        Path other = Path.of("../cli/src/test/resources/golden/backtest/edge/l1/l1_2026-02-05.parquet");
        Files.copy(other, home.resolve("data_l1/l1_" + PACKED + ".parquet"));

        MaintenanceReport done = apply(home);

        assertThat(done.steps().get(0).outcome().text()).contains("stands beside it with other bars");
        assertThat(home.resolve("data_l1/l1_" + PACKED + ".parquet")).hasBinaryContent(Files.readAllBytes(other));
        assertThat(home.resolve("data_l1/l1_" + PACKED + ".parquet.gz")).exists();
    }

    private static List<Bar> bars(Bars bars) {
        return IntStream.range(0, bars.size()).mapToObj(bars::bar).toList();
    }

    private long bytesBefore() throws IOException {
        Path again = Files.createDirectory(folder.resolve("again"));
        prepare(again);
        try (var all = Files.list(again.resolve("data_l1"))) {
            return all.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private Path home() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        prepare(home);
        return home;
    }

    private MaintenancePlan plan(Path home) {
        return MaintenanceTasks.of(List.of(task()))
                .plan("bar-recompression", context(home, FileAccess.real()).build());
    }

    private MaintenanceReport apply(Path home) {
        return MaintenanceTasks.of(List.of(task()))
                .apply("bar-recompression", context(home, FileAccess.real()).build(), new MaintenanceListener() {});
    }

    private static L1Files read(Path folder) {
        return L1Files.ofFolder(folder)
                .stamps(StampConvention.atOpen(Duration.ofMinutes(1)))
                .naiveZone(ZoneOffset.UTC)
                .build();
    }

    private static void gzip(Path from, Path to) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
            Files.copy(from, out);
        }
    }
}
