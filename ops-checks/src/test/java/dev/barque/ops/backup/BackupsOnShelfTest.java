package dev.barque.ops.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.ops.CheckContext;
import dev.barque.ops.Homes;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.data.BackupAge;
import dev.barque.ops.checks.data.BackupState;
import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenanceListener;
import dev.barque.ops.maintenance.MaintenancePlan;
import dev.barque.ops.maintenance.MaintenanceReport;
import dev.barque.ops.maintenance.MaintenanceTasks;
import dev.barque.ops.maintenance.tasks.BackupShelf;
import dev.barque.ops.maintenance.tasks.OldBackups;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real backups, as maintenance and health see them. */
class BackupsOnShelfTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private Path home;
    private Path place;

    @BeforeEach
    void a_home() {
        home = folder.resolve("home");
        place = folder.resolve("backups");
        Homes.append(home, 0, 5, 10);
    }

    private Backups at(int day) {
        return Backups.in(DirectoryTarget.at(place))
                .clock(Clock.fixed(START.plus(Duration.ofDays(day)), ZoneOffset.UTC))
                .build();
    }

    /** Two chains of a full and two incremental ones, the first of which is old on day 60. */
    private List<String> chains() {
        List<String> ids = new ArrayList<>();
        for (int day : new int[] {0, 1, 2, 40, 41, 42}) {
            Homes.append(home, 10 + day * 10L, 10 + day * 10L + 5, 20 + day * 10L);
            ids.add(at(day).create(home, day == 0 || day == 40 ? BackupKind.FULL : BackupKind.INCREMENTAL)
                    .id());
        }
        return ids;
    }

    private MaintenanceContext context(int day) {
        return MaintenanceContext.builder(home, Clock.fixed(START.plus(Duration.ofDays(day)), ZoneOffset.UTC))
                .with(BackupShelf.class, at(day).shelf(BackupRetention.standard()))
                .build();
    }

    @Test
    void the_task_prunes_a_chain_from_its_end_and_leaves_what_others_take_files_from() {
        List<String> ids = chains();
        MaintenanceTasks tasks = MaintenanceTasks.of(List.of(new OldBackups()));

        MaintenancePlan plan = tasks.plan("old-backups", context(60));
        assertThat(plan.steps())
                .extracting(step -> step.where().replace("backup ", ""))
                .containsExactly(ids.get(2), ids.get(1), ids.get(0));

        MaintenanceReport done = tasks.apply("old-backups", context(60), new MaintenanceListener() {});
        assertThat(done.isComplete()).isTrue();
        assertThat(at(60).list()).extracting(Backup::id).containsExactlyElementsOf(ids.subList(3, 6));
        assertThat(at(60).verify(at(60).latest()).problems()).isEmpty();
        assertThat(tasks.plan("old-backups", context(60)).steps()).isEmpty();
    }

    @Test
    void one_that_another_takes_files_from_is_not_deleted_although_it_is_due() {
        List<String> ids = chains();
        BackupShelf shelf = at(60).shelf(BackupRetention.standard());

        assertThat(shelf.delete(ids.get(0))).isFalse();
        assertThat(shelf.delete(ids.get(5))).as("not due").isFalse();
        assertThat(at(60).list()).hasSize(6);
        assertThat(shelf.delete(ids.get(2))).isTrue();
        assertThat(shelf.delete(ids.get(2))).as("gone").isFalse();
    }

    @Test
    void a_clock_that_jumps_ahead_makes_nothing_due() {
        chains();

        assertThat(at(4_000).shelf(BackupRetention.standard()).due()).hasSize(3);
        assertThat(at(0).shelf(BackupRetention.standard()).due()).isEmpty();
    }

    @Test
    void health_sees_the_age_of_the_last_one_and_the_last_drill_that_was_passed() {
        assertThat(age(0)).isInstanceOf(Verdict.Unhealthy.class);
        at(0).create(home, BackupKind.FULL);
        assertThat(age(0)).isInstanceOf(Verdict.Degraded.class);

        assertThat(at(0).drill(at(0).latest(), folder).isPassed()).isTrue();
        assertThat(age(0)).isInstanceOf(Verdict.Healthy.class);
        assertThat(age(30)).isInstanceOf(Verdict.Unhealthy.class);
    }

    private Verdict age(int day) {
        return new BackupAge()
                .run(CheckContext.builder(Clock.fixed(START.plus(Duration.ofDays(day)), ZoneOffset.UTC))
                        .with(BackupState.class, at(day).state())
                        .build());
    }
}
