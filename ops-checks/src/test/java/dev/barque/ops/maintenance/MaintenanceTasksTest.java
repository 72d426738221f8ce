package dev.barque.ops.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.ops.maintenance.StepOutcome.Result;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintenanceTasksTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-11-04T21:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path home;

    private final List<String> done = new ArrayList<>();

    @Test
    void the_tasks_that_ship_are_found_and_describe_themselves() {
        List<MaintenanceTask.Descriptor> found =
                MaintenanceTasks.discover(getClass().getClassLoader()).descriptors();

        assertThat(found)
                .extracting(MaintenanceTask.Descriptor::id)
                .containsExactlyInAnyOrder(
                        "feature-retention",
                        "missing-features",
                        "seal",
                        "bar-recompression",
                        "decision-archive",
                        "log-rotation",
                        "archive-compaction",
                        "quarantine-review",
                        "orphaned-temporaries",
                        "old-backups",
                        "duckdb-checkpoint",
                        "database-upkeep");
        assertThat(found).allSatisfy(task -> assertThat(task.groups()).isNotEmpty());
    }

    @Test
    void a_step_is_written_down_before_it_is_begun_and_when_it_is_over() {
        MaintenanceTask task = task("tidy", step -> {
            assertThat(MaintenanceJournal.brokenOff(home, FileAccess.real()))
                    .hasValueSatisfying(line -> assertThat(line.where()).isEqualTo(step.where()));
            return StepOutcome.done(7, "tidied");
        });

        MaintenanceReport report = apply(task);

        assertThat(report.bytes()).isEqualTo(14);
        assertThat(report.isComplete()).isTrue();
        assertThat(MaintenanceJournal.read(home, FileAccess.real()))
                .extracting(MaintenanceJournal.Line::event, MaintenanceJournal.Line::where)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("begun", ""),
                        org.assertj.core.groups.Tuple.tuple("step", "one"),
                        org.assertj.core.groups.Tuple.tuple("done", "one"),
                        org.assertj.core.groups.Tuple.tuple("step", "two"),
                        org.assertj.core.groups.Tuple.tuple("done", "two"),
                        org.assertj.core.groups.Tuple.tuple("ended", ""));
        assertThat(MaintenanceJournal.brokenOff(home, FileAccess.real())).isEmpty();
    }

    @Test
    void a_line_that_a_death_cut_short_is_taken_off_and_the_broken_apply_is_ended() throws IOException {
        apply(task("tidy", step -> StepOutcome.done(0, "tidied")));
        Path journal = home.resolve("maintenance/journal.jsonl");
        List<String> lines = Files.readAllLines(journal);
        Files.writeString(journal, String.join("\n", lines.subList(0, 2)) + "\n{\"at\":\"2025-1");

        assertThat(MaintenanceJournal.brokenOff(home, FileAccess.real())).isPresent();
        apply(new Nothing());

        assertThat(MaintenanceJournal.brokenOff(home, FileAccess.real())).isEmpty();
        assertThat(Files.readString(journal)).doesNotContain("2025-1{").endsWith("\n");
        assertThat(MaintenanceJournal.read(home, FileAccess.real())).hasSize(4);
    }

    @Test
    void a_step_that_cannot_be_done_does_not_keep_the_others_from_being_done() {
        MaintenanceReport report = apply(task("tidy", step -> {
            if (step.where().equals("one")) {
                throw MaintenanceErrors.stopped("tidying");
            }
            return StepOutcome.done(0, "tidied");
        }));

        assertThat(report.count(Result.LEFT)).isEqualTo(1);
        assertThat(report.count(Result.DONE)).isEqualTo(1);
        assertThat(report.isComplete()).isFalse();
        assertThat(report.steps().get(0).outcome().text()).contains("nothing was changed", "maintenance.stopped");
    }

    @Test
    void what_a_plug_in_throws_names_the_plug_in() {
        MaintenanceReport report = apply(task("tidy", step -> {
            throw new StackOverflowError("deep");
        }));

        assertThat(report.steps().get(0).outcome().text()).contains("'tidy' broke", "StackOverflowError");
        MaintenanceTasks unusable = MaintenanceTasks.of(List.of(new Mute()));
        assertThat(unusable.descriptors()).hasSize(1);
        assertThatThrownBy(() -> unusable.plan(
                        unusable.descriptors().get(0).id(), context().build()))
                .hasMessageContaining("broke while being loaded");
    }

    @Test
    void of_two_applies_at_one_time_the_second_is_refused() {
        MaintenanceTask task = task("tidy", step -> {
            assertThatThrownBy(() -> apply(new Nothing()))
                    .isInstanceOf(BarqueException.class)
                    .hasMessageContaining("another one is being applied");
            done.add(step.where());
            return StepOutcome.done(0, "tidied");
        });

        apply(task);

        assertThat(done).containsExactly("one", "two");
        apply(new Nothing());
    }

    @Test
    void a_listener_that_throws_ends_the_apply_between_two_steps() {
        MaintenanceTask task = task("tidy", step -> {
            done.add(step.where());
            return StepOutcome.done(0, "tidied");
        });

        assertThatThrownBy(() -> MaintenanceTasks.of(List.of(task))
                        .apply("tidy", context().build(), new MaintenanceListener() {
                            @Override
                            public void ended(PlannedStep step, StepOutcome outcome, int soFar, int all) {
                                throw new IllegalStateException("enough");
                            }
                        }))
                .hasMessage("enough");

        assertThat(done).containsExactly("one");
        assertThat(MaintenanceJournal.brokenOff(home, FileAccess.real())).isEmpty();
    }

    @Test
    void settings_are_checked_by_name_and_by_value() {
        MaintenanceTasks tasks = MaintenanceTasks.of(List.of(new Nothing()));

        assertThatThrownBy(() ->
                        tasks.plan("nothing", context().set("keep-day", "3").build()))
                .hasMessageContaining("keep-day'")
                .hasMessageContaining("keep-days");
        assertThatThrownBy(() ->
                        tasks.plan("nothing", context().set("keep-days", "-3").build()))
                .hasMessageContaining("a whole number");
        assertThatThrownBy(() -> tasks.plan("something", context().build())).hasMessageContaining("There are: nothing");
    }

    @Test
    void two_tasks_of_one_id_are_refused() {
        assertThatThrownBy(() -> MaintenanceTasks.of(List.of(new Nothing(), new Nothing())))
                .hasMessageContaining("both call themselves 'nothing'");
    }

    @Test
    void where_nothing_can_be_written_down_nothing_is_done() throws IOException {
        Files.createDirectories(home.resolve("maintenance/journal.jsonl"));

        assertThatThrownBy(() -> apply(task("tidy", step -> {
                    done.add(step.where());
                    return StepOutcome.done(0, "tidied");
                })))
                .hasMessageContaining("No step is done that is not written down first");

        assertThat(done).isEmpty();
    }

    @Test
    void lines_of_others_in_the_journal_are_passed_over() throws IOException {
        apply(task("tidy", step -> StepOutcome.done(0, "tidied")));
        Files.writeString(
                home.resolve("maintenance/journal.jsonl"), "[1]\nnot json\n{\"at\":3}\n", StandardOpenOption.APPEND);

        assertThat(MaintenanceJournal.read(home, FileAccess.real())).hasSize(6);
    }

    private MaintenanceContext.Builder context() {
        return MaintenanceContext.builder(home, CLOCK);
    }

    private MaintenanceReport apply(MaintenanceTask task) {
        return MaintenanceTasks.of(List.of(task))
                .apply(task.descriptor().id(), context().build(), new MaintenanceListener() {});
    }

    private static MaintenanceTask task(String id, Function<PlannedStep, StepOutcome> work) {
        return new MaintenanceTask() {
            @Override
            public Descriptor descriptor() {
                return new Descriptor(id, "Tidies up.", Set.of(), List.of(), Set.of("evening"));
            }

            @Override
            public MaintenancePlan plan(MaintenanceContext context) {
                return new MaintenancePlan(
                        List.of(new PlannedStep("one", "tidy", 7, 1), new PlannedStep("two", "tidy", 7, 1)), List.of());
            }

            @Override
            public StepOutcome apply(PlannedStep step, MaintenanceContext context) {
                return work.apply(step);
            }
        };
    }

    private static final class Nothing implements MaintenanceTask {
        @Override
        public Descriptor descriptor() {
            return new Descriptor(
                    "nothing",
                    "Does nothing.",
                    Set.of(),
                    List.of(new Setting("keep-days", "how many days", "3")),
                    Set.of());
        }

        @Override
        public MaintenancePlan plan(MaintenanceContext context) {
            assertThat(context.number("keep-days")).isEqualTo(3);
            return new MaintenancePlan(List.of(), List.of());
        }

        @Override
        public StepOutcome apply(PlannedStep step, MaintenanceContext context) {
            return StepOutcome.unneeded("there is nothing");
        }
    }

    /** A plug-in that cannot even say what it is. */
    private static final class Mute implements MaintenanceTask {
        @Override
        public Descriptor descriptor() {
            throw new IllegalStateException("no word");
        }

        @Override
        public MaintenancePlan plan(MaintenanceContext context) {
            throw new IllegalStateException("never asked");
        }

        @Override
        public StepOutcome apply(PlannedStep step, MaintenanceContext context) {
            throw new IllegalStateException("never asked");
        }
    }
}
