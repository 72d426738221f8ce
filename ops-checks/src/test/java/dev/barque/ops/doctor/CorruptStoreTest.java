package dev.barque.ops.doctor;

import static dev.barque.ops.doctor.Ward.FRIDAY;
import static dev.barque.ops.doctor.Ward.QQQ;
import static dev.barque.ops.doctor.Ward.SPY;
import static dev.barque.ops.doctor.Ward.commands;
import static dev.barque.ops.doctor.Ward.evidence;
import static dev.barque.ops.doctor.Ward.only;
import static dev.barque.ops.doctor.Ward.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.SmallestChange;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenanceListener;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.MaintenanceTasks;
import dev.barque.ops.maintenance.PlannedStep;
import dev.barque.ops.maintenance.tasks.OrphanedTemporaries;
import dev.barque.ops.maintenance.tasks.QuarantineReview;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.StoreRepair;
import dev.barque.store.StoreVerifier;
import dev.barque.store.decisions.JsonlDecisionLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorruptStoreTest {
    private static final Complaint COMPLAINT = Complaint.of(DoctorCase.CORRUPT_STORE);

    @TempDir
    Path home;

    private Ward ward;

    @BeforeEach
    void a_home_of_two_symbols_one_of_them_with_bars() {
        ward = new Ward(home);
        ward.bars(SPY, FRIDAY);
        ward.features(SPY, FRIDAY);
        ward.features(QQQ, FRIDAY);
        silent(ward.examine(COMPLAINT));
    }

    private static void flip(Path file, double place) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) (bytes.length * place)] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void what_can_be_computed_again_is_told_from_what_only_a_backup_has() throws IOException {
        flip(ward.partition(SPY, FRIDAY).resolve("features.parquet"), 0.3);
        Diagnosis withBars = only(ward.examine(COMPLAINT));
        assertThat(withBars.severity()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(evidence(withBars)).contains("symbol=SPY", "damaged");
        assertThat(commands(withBars)).contains("barque store repair", "--symbol SPY --date 2025-10-31");

        flip(ward.partition(QQQ, FRIDAY).resolve("features.parquet"), 0.3);
        DoctorReport both = ward.examine(COMPLAINT);
        assertThat(both.diagnoses()).hasSize(2);
        assertThat(commands(both.diagnoses().get(1))).contains("barque restore").doesNotContain("regenerate");

        try (StoreRepair repair = StoreRepair.builder(home)
                .regenerator((set, symbol, date) -> Ward.rows(symbol, date, 60, Duration.ZERO))
                .open(Ward.CLOCK)) {
            repair.repair(StoreVerifier.of(home).verify());
        }
        Diagnosis kept = only(ward.examine(COMPLAINT));
        assertThat(kept.severity()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(commands(kept)).contains("quarantine-review");

        apply(new QuarantineReview(), "keep-days", "0");
        silent(ward.examine(COMPLAINT));
    }

    private void apply(MaintenanceTask task, String... setting) {
        MaintenanceContext.Builder context =
                MaintenanceContext.builder(home, Clock.offset(Ward.CLOCK, Duration.ofDays(400)));
        if (setting.length > 0) {
            context.set(setting[0], setting[1]);
        }
        MaintenanceTasks.of(List.of(task)).apply(task.descriptor().id(), context.build(), new MaintenanceListener() {});
    }

    @Test
    void a_flipped_bit_that_no_footer_shows_is_found_when_the_case_is_named() throws IOException {
        flip(ward.partition(SPY, FRIDAY).resolve("features.parquet"), 0.1);

        assertThat(only(ward.examine(COMPLAINT)).symptom()).contains("cannot be read");
    }

    @Test
    void a_lost_manifest_is_written_again_by_the_repair() throws IOException {
        Files.delete(ward.partition(SPY, FRIDAY).resolve("_features.manifest.json"));

        Diagnosis found = only(ward.examine(COMPLAINT));
        assertThat(found.symptom()).contains("no manifest");
        assertThat(commands(found)).startsWith("barque store repair");

        try (StoreRepair repair = StoreRepair.builder(home).open(Ward.CLOCK)) {
            repair.repair(StoreVerifier.of(home).verify());
        }
        silent(ward.examine(COMPLAINT));
    }

    @Test
    void leftovers_and_strangers_are_no_damage() throws IOException {
        Path left = home.resolve("data_l1/.l1_2025-10-31.parquet.1f.tmp");
        Files.write(left, new byte[10]);
        if (StoreVerifier.of(home).verify().isClean()) {
            throw new AssertionError("no writer leaves such a name: " + left);
        }
        Diagnosis found = only(ward.examine(COMPLAINT));
        assertThat(found.severity()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(found.cause()).contains("killed");

        Files.setLastModifiedTime(left, FileTime.from(Instant.parse("2025-01-01T00:00:00Z")));
        apply(new OrphanedTemporaries());
        silent(ward.examine(COMPLAINT));

        Files.writeString(home.resolve("data_l1/notes.txt"), "hello");
        assertThat(only(ward.examine(COMPLAINT)).cause()).contains("Another program");
        Files.delete(home.resolve("data_l1/notes.txt"));
        silent(ward.examine(COMPLAINT));
    }

    @Test
    void damage_in_the_log_is_mended_by_opening_for_writing() throws IOException {
        try (ParquetFeatureStore store = ward.open()) {
            for (int i = 0; i < 20; i++) {
                store.append(Ward.rows(QQQ, FRIDAY.minusDays(i + 7), 3, Duration.ZERO));
            }
        }
        Path segment;
        try (Stream<Path> files = Files.list(home.resolve("log"))) {
            segment = files.filter(file -> file.toString().endsWith(".log"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(segment);
        bytes[1_000] ^= 1;
        Files.write(segment, bytes);

        Diagnosis found = only(ward.examine(COMPLAINT));
        assertThat(found.symptom()).contains("log is damaged");
        assertThat(commands(found)).contains("barque store seal", "barque restore");

        try (ParquetFeatureStore store = ward.open()) {
            store.seal();
        }
        silent(ward.examine(COMPLAINT));
    }

    @Test
    void a_damaged_line_of_the_decision_log_is_named() throws IOException {
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home)) {
            for (int i = 0; i < 5; i++) {
                log.append(new NoTrade(
                        Grounds.empty(SPY, Instant.parse("2025-10-31T15:00:00Z").plusSeconds(60L * i), "V1", null),
                        NoTrade.Reason.NO_ALIGNMENT,
                        new SmallestChange("nothing", Double.NaN)));
            }
        }
        silent(ward.examine(COMPLAINT));
        flip(JsonlDecisionLog.folderOf(home).resolve("date=2025-10-31/decisions-000001.jsonl"), 0.1);

        Diagnosis found = only(ward.examine(COMPLAINT));
        assertThat(evidence(found)).contains("decisions/date=2025-10-31/decisions-000001.jsonl, line 1");
    }

    @Test
    void maintenance_that_was_broken_off_is_to_go_on() throws IOException {
        MaintenanceContext context =
                MaintenanceContext.builder(home, Ward.CLOCK).build();
        Path left = home.resolve("data_l1/.l1_2025-10-31.parquet.1f.tmp");
        Files.write(left, new byte[10]);
        Files.setLastModifiedTime(left, FileTime.from(Instant.parse("2025-01-01T00:00:00Z")));
        MaintenanceTasks tasks = MaintenanceTasks.of(List.of(new OrphanedTemporaries()));
        assertThatThrownBy(() -> tasks.apply("orphaned-temporaries", context, new MaintenanceListener() {
                    @Override
                    public void began(PlannedStep step, int done, int of) {
                        throw new IllegalStateException("pulled the plug");
                    }
                }))
                .hasMessageContaining("plug");
        Path journal = home.resolve("maintenance/journal.jsonl");
        List<String> lines = Files.readAllLines(journal);
        Files.write(journal, lines.subList(0, lines.size() - 1));

        assertThat(ward.examine(COMPLAINT).diagnoses())
                .anySatisfy(found -> assertThat(commands(found))
                        .isEqualTo("barque maintain apply orphaned-temporaries --home " + home + " --yes"));

        tasks.apply("orphaned-temporaries", context, new MaintenanceListener() {});
        silent(ward.examine(COMPLAINT));
    }
}
