package dev.barque.ops.doctor;

import static dev.barque.ops.doctor.Ward.FRIDAY;
import static dev.barque.ops.doctor.Ward.QQQ;
import static dev.barque.ops.doctor.Ward.SPY;
import static dev.barque.ops.doctor.Ward.THURSDAY;
import static dev.barque.ops.doctor.Ward.commands;
import static dev.barque.ops.doctor.Ward.evidence;
import static dev.barque.ops.doctor.Ward.only;
import static dev.barque.ops.doctor.Ward.silent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Symbol;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenanceListener;
import dev.barque.ops.maintenance.MaintenanceTasks;
import dev.barque.ops.maintenance.tasks.FeatureRetention;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.StoreRepair;
import dev.barque.store.StoreVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoFeaturesTest {
    @TempDir
    Path folder;

    private Ward ward;

    @BeforeEach
    void a_home_with_one_day_of_features() {
        ward = new Ward(folder.resolve("home"));
        ward.bars(SPY, FRIDAY);
        ward.features(SPY, FRIDAY);
    }

    private static Complaint about(Symbol symbol, LocalDate date) {
        return Complaint.of(DoctorCase.NO_FEATURES).about(symbol).on(date);
    }

    @Test
    void features_that_are_there_are_no_trouble() {
        silent(ward.examine(about(SPY, FRIDAY)));
        silent(ward.examine(Complaint.of(DoctorCase.NO_FEATURES)));
        silent(ward.examine(Complaint.none()));
    }

    @Test
    void bars_from_which_nothing_was_built_lead_to_the_command_that_builds() {
        ward.bars(QQQ, FRIDAY);

        Diagnosis found = only(ward.examine(about(QQQ, FRIDAY)));
        assertThat(found.cause()).contains("never built");
        assertThat(found.likelihood()).isEqualTo(Likelihood.LIKELY);
        assertThat(evidence(found)).contains("60 bars are there", "no row in v1");
        assertThat(commands(found))
                .isEqualTo("barque features build --home " + ward.home + " --symbol QQQ --date 2025-10-31");
        // Nobody has to name the symbol.
        assertThat(only(ward.examine(Complaint.none()))).isEqualTo(found);

        ward.features(QQQ, FRIDAY);
        silent(ward.examine(about(QQQ, FRIDAY)));
        silent(ward.examine(Complaint.none()));
    }

    @Test
    void a_weekend_and_a_holiday_are_as_they_should_be() {
        DoctorReport saturday = ward.examine(about(SPY, LocalDate.parse("2025-11-01")));
        assertThat(evidence(only(saturday))).contains("2025-11-01 is a Saturday");
        assertThat(commands(only(saturday))).contains("--symbol SPY --date 2025-10-31");
        assertThat(saturday.status()).isEqualTo(HealthStatus.HEALTHY);

        assertThat(evidence(only(ward.examine(about(SPY, LocalDate.parse("2025-09-01"))))))
                .contains("Labor Day");
        assertThat(only(ward.examine(about(SPY, LocalDate.parse("2025-11-28")))).cause())
                .contains("has not come yet");
    }

    @Test
    void a_day_without_bars_was_never_taken_in() {
        Diagnosis found = only(ward.examine(about(SPY, THURSDAY)));
        assertThat(found.cause()).contains("never taken in");
        assertThat(evidence(found)).contains("none of any symbol", "features of SPY: 1 other dates");
        assertThat(commands(found)).contains("barque ingest", "barque features build");

        ward.bars(SPY, THURSDAY);
        ward.features(SPY, THURSDAY);
        silent(ward.examine(about(SPY, THURSDAY)));
    }

    @Test
    void another_spelling_is_found() {
        ward.bars(Symbol.of("BRK.B"), FRIDAY);
        ward.features(Symbol.of("BRK.B"), FRIDAY);

        for (String wrong : List.of("brk-b", "BRKB", "BRK.C")) {
            Diagnosis found = only(ward.examine(about(Symbol.of(wrong), FRIDAY)));
            assertThat(found.cause()).as(wrong).contains("spelled");
            assertThat(commands(found)).as(wrong).contains("--symbol BRK.B --date 2025-10-31");
        }
        assertThat(only(ward.examine(about(Symbol.of("XOM"), FRIDAY))).cause()).contains("never taken in");
    }

    @Test
    void another_home_that_has_it_is_named() {
        Ward other = new Ward(folder.resolve("other home"));
        other.bars(QQQ, FRIDAY);

        Diagnosis found = only(ward.examine(about(QQQ, FRIDAY)));
        assertThat(found.cause()).contains("wrong home");
        assertThat(commands(found)).contains("--home '" + other.home + "' --symbol QQQ");
    }

    @Test
    void a_directory_that_is_no_home_is_unhealthy_and_those_nearby_are_named() {
        DoctorReport report = new Ward(folder.resolve("hoem")).examine(about(SPY, FRIDAY));

        assertThat(only(report).severity()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(commands(only(report))).contains("--home " + ward.home);
    }

    @Test
    void rows_that_were_known_later_than_asked_are_told_with_the_time() {
        try (ParquetFeatureStore store = ward.open()) {
            store.append(Ward.rows(QQQ, FRIDAY, 60, Duration.ofHours(3)));
        }
        Complaint asked = Complaint.of(DoctorCase.NO_FEATURES).about(QQQ).at(Instant.parse("2025-10-31T15:10:00Z"));

        Diagnosis found = only(ward.examine(asked));
        assertThat(found.cause()).contains("known only later");
        assertThat(evidence(found)).contains("the first known at 2025-10-31T18:00:00Z");
        assertThat(commands(found)).contains("--known-at 2025-10-31T18:00:00Z");
        silent(ward.examine(asked.knownAt(Instant.parse("2025-10-31T18:10:00Z"))));
    }

    @Test
    void before_the_open_is_told_from_the_bars_that_engines_need_first() {
        Complaint early = Complaint.of(DoctorCase.NO_FEATURES).about(SPY);

        Diagnosis before = only(ward.examine(early.at(Instant.parse("2025-10-31T13:00:00Z"))));
        assertThat(before.cause()).contains("not open yet");
        assertThat(before.severity()).isEqualTo(HealthStatus.HEALTHY);
        Diagnosis warm = only(ward.examine(early.at(Instant.parse("2025-10-31T14:50:00Z"))));
        assertThat(warm.cause()).contains("need some bars");
        assertThat(commands(warm)).contains("--at 2025-10-31T15:00:00Z");
        silent(ward.examine(early.at(Instant.parse("2025-10-31T15:00:00Z"))));
    }

    @Test
    void a_damaged_file_is_repaired_then_regenerated() throws IOException {
        Path file = ward.partition(SPY, FRIDAY).resolve("features.parquet");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 3] ^= 1;
        Files.write(file, bytes);

        Diagnosis damaged = only(ward.examine(about(SPY, FRIDAY)));
        assertThat(damaged.severity()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(commands(damaged)).contains("barque store repair", "barque features regenerate", "barque restore");

        try (StoreRepair repair = StoreRepair.builder(ward.home).open(Ward.CLOCK)) {
            repair.repair(StoreVerifier.of(ward.home).verify());
        }
        Diagnosis quarantined = only(ward.examine(about(SPY, FRIDAY)));
        assertThat(quarantined.cause()).contains("in quarantine");
        assertThat(commands(quarantined)).contains("barque features regenerate").doesNotContain("store repair");

        try (StoreRepair repair = StoreRepair.builder(ward.home)
                .regenerator((set, symbol, date) -> Ward.rows(symbol, date, 60, Duration.ZERO))
                .open(Ward.CLOCK)) {
            repair.repair(StoreVerifier.of(ward.home).verify());
        }
        silent(ward.examine(about(SPY, FRIDAY)));
    }

    @Test
    void bars_that_cannot_be_read_are_the_cause() throws IOException {
        Files.write(ward.home.resolve("data_l1/l1_2025-10-30.parquet"), new byte[] {1, 2, 3});

        Diagnosis found = only(ward.examine(about(SPY, THURSDAY)));
        assertThat(found.cause()).contains("bars of the date");
        assertThat(evidence(found)).contains("l1_2025-10-30.parquet");
    }

    @Test
    void a_date_behind_the_retention_is_told_by_the_journal() {
        for (int day = 1; day <= 7; day++) {
            ward.features(SPY, LocalDate.parse("2025-09-0" + day));
        }
        LocalDate old = LocalDate.parse("2025-09-02");
        ward.bars(SPY, old);
        silent(ward.examine(about(SPY, old)));
        MaintenanceContext context = MaintenanceContext.builder(ward.home, Ward.CLOCK)
                .set("keep-newest", "1")
                .build();
        assertThat(MaintenanceTasks.of(List.of(new FeatureRetention()))
                        .apply("feature-retention", context, new MaintenanceListener() {})
                        .isComplete())
                .isTrue();

        Diagnosis found = only(ward.examine(about(SPY, old)));
        assertThat(found.likelihood()).isEqualTo(Likelihood.CERTAIN);
        assertThat(found.cause()).contains("behind the retention");
        assertThat(evidence(found)).contains("took the date away at 2025-11-03T15:30:00Z");
        assertThat(commands(found)).contains("barque features regenerate", "keep-days");
    }

    @Test
    void a_version_that_is_not_there_is_told_with_those_that_are() {
        Diagnosis found = only(ward.examine(about(SPY, FRIDAY).in(FeatureSetId.of("v2"))));

        assertThat(evidence(found)).contains("versions v1");
        assertThat(commands(found)).contains("--set v1");
        silent(ward.examine(about(SPY, FRIDAY).in(FeatureSetId.of("v1"))));
    }
}
