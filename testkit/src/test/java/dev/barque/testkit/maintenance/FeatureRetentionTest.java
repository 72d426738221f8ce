package dev.barque.testkit.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenancePlan;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.MaintenanceTasks;
import dev.barque.ops.maintenance.PlannedStep;
import dev.barque.ops.maintenance.tasks.FeatureRetention;
import dev.barque.store.io.FileAccess;
import dev.barque.testkit.MaintenanceConformance;
import dev.barque.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FeatureRetentionTest extends MaintenanceConformance {
    private static final LocalDate NEWEST = LocalDate.parse("2025-11-03");
    private static final List<LocalDate> OLD = List.of(NEWEST.minusDays(40), NEWEST.minusDays(31));
    private static final List<LocalDate> KEPT = List.of(NEWEST.minusDays(30), NEWEST.minusDays(1), NEWEST);

    private final SettableClock clock = SettableClock.at("2025-11-04T21:00:00Z");

    @Override
    protected MaintenanceTask task() {
        return new FeatureRetention();
    }

    @Override
    protected void prepare(Path home) {
        FeatureHome.sealed(
                home, clock, Stream.concat(OLD.stream(), KEPT.stream()).toList());
    }

    @Override
    protected MaintenanceContext.Builder context(Path home, FileAccess files) {
        return MaintenanceContext.builder(home, clock).files(files).set("keep-newest", "2");
    }

    @Override
    protected void requireConserved(Path home) {
        FeatureHome.requireRows(home, KEPT, OLD);
    }

    @Test
    void dates_before_the_thirtieth_day_go_and_the_thirtieth_stays() throws IOException {
        assertThat(plan(context(preparedHome(), FileAccess.real())).steps())
                .extracting(PlannedStep::where)
                .containsExactly("data/date=2025-09-24", "data/date=2025-10-03");
    }

    @Test
    void a_clock_that_jumped_ahead_deletes_nothing() throws IOException {
        Path home = preparedHome();
        clock.set(clock.instant().plusSeconds(10L * 365 * 86_400));

        assertThatThrownBy(() -> plan(context(home, FileAccess.real())))
                .hasMessageContaining("the clock says 2035-11-02, the newest data is of 2025-11-03")
                .hasMessageContaining("'today'");
    }

    @Test
    void a_clock_that_fell_back_deletes_nothing_more() throws IOException {
        Path home = preparedHome();
        clock.set(clock.instant().minusSeconds(5 * 86_400));

        assertThat(plan(context(home, FileAccess.real())).steps())
                .extracting(PlannedStep::where)
                .containsExactly("data/date=2025-09-24");
    }

    @Test
    void data_of_a_date_that_is_not_yet_deletes_nothing() throws IOException {
        Path home = preparedHome();
        FeatureHome.sealed(home, clock, List.of(LocalDate.parse("2031-01-01"), LocalDate.parse("2031-01-02")));

        assertThatThrownBy(() -> plan(context(home, FileAccess.real()))).hasMessageContaining("2031-01-02");
    }

    @Test
    void the_word_of_the_operator_is_a_second_reading_and_not_the_only_one() throws IOException {
        Path home = preparedHome();
        clock.set(clock.instant().plusSeconds(10L * 365 * 86_400));

        assertThat(plan(context(home, FileAccess.real()).set("today", "2025-11-05"))
                        .steps())
                .hasSize(2);
        assertThatThrownBy(() -> plan(context(home, FileAccess.real()).set("today", "2030-01-01")))
                .hasMessageContaining("the operator says 2030-01-01");
    }

    @Test
    void the_newest_dates_stay_whatever_two_readings_say() throws IOException {
        clock.set(clock.instant().plusSeconds(365L * 86_400));

        assertThat(plan(context(preparedHome(), FileAccess.real()).set("today", "2026-11-04"))
                        .steps())
                .extracting(PlannedStep::where)
                .doesNotContain("data/date=" + NEWEST, "data/date=" + NEWEST.minusDays(1))
                .hasSize(3);
    }

    @Test
    void names_that_are_no_dates_are_reported_and_stay() throws IOException {
        Path home = preparedHome();
        Path odd = Files.createDirectories(home.resolve("data/date=2024-13-40/symbol=SPY"));
        Files.createDirectories(home.resolve("data/notes"));

        MaintenancePlan plan = plan(context(home, FileAccess.real()));

        assertThat(plan.steps()).hasSize(2);
        assertThat(plan.notes())
                .anyMatch(note -> note.contains("date=2024-13-40"))
                .anyMatch(note -> note.contains("notes"));
        apply(home);
        assertThat(odd).exists();
    }

    @Test
    void a_date_with_something_in_quarantine_stays() throws IOException {
        Path home = preparedHome();
        Path partition;
        try (var all = Files.walk(home.resolve("data/date=" + OLD.get(0)))) {
            partition = all.filter(path -> path.endsWith("features.parquet"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(
                partition.resolveSibling("_features.quarantined.json"),
                "{\"quarantine\":\"x\",\"rows\":3,\"generation\":1,\"last_sequence\":3,\"attempts\":0}");

        assertThat(plan(context(home, FileAccess.real())).steps()).hasSize(1);
        assertThat(plan(context(home, FileAccess.real())).notes())
                .singleElement()
                .asString()
                .contains("quarantine");
    }

    private MaintenancePlan plan(MaintenanceContext.Builder context) {
        return MaintenanceTasks.of(List.of(task())).plan("feature-retention", context.build());
    }

    private void apply(Path home) {
        MaintenanceTasks.of(List.of(task()))
                .apply(
                        "feature-retention",
                        context(home, FileAccess.real()).build(),
                        new dev.barque.ops.maintenance.MaintenanceListener() {});
    }
}
