package dev.barque.testkit.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenancePlan;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.PlannedStep;
import dev.barque.ops.maintenance.StepOutcome;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import dev.barque.store.io.FileAccess.WritableFile;
import dev.barque.testkit.MaintenanceConformance;
import dev.barque.testkit.SettableClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The suite is tested too: a task that gives files another ending passes it, and each way to do that wrongly fails it. */
class MaintenanceConformanceTest {
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final String TEXT = "what must not be lost";

    private static Renaming planted = new Renaming();

    @Test
    void a_sound_task_passes() {
        planted = new Renaming();

        assertThat(SuiteRun.of(Suite.class).failures()).isEmpty();
    }

    @Test
    void a_plan_that_changes_something_fails() {
        planted = new Renaming() {
            @Override
            void look(MaintenanceContext context) throws IOException {
                context.files()
                        .create(context.home().resolve("looked-" + CALLS.incrementAndGet()))
                        .close();
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed()).contains("a_plan_has_steps_and_changes_nothing");
    }

    @Test
    void a_plan_that_is_another_one_each_time_fails() {
        planted = new Renaming() {
            @Override
            long bytes() {
                return CALLS.incrementAndGet();
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed()).contains("a_plan_of_the_same_state_is_the_same");
    }

    @Test
    void deleting_before_publishing_fails() {
        planted = new Renaming() {
            @Override
            void replace(FileAccess files, Path from, Path to) throws IOException {
                byte[] content = content(files, from);
                files.delete(from);
                write(files, to, content);
                files.syncDirectory(folder(to));
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed())
                .contains("the_process_may_die_at_any_call", "any_change_may_fail");
    }

    @Test
    void deleting_before_what_replaces_it_is_on_the_device_fails() {
        planted = new Renaming() {
            @Override
            void write(FileAccess files, Path to, byte[] content) throws IOException {
                try (WritableFile file = files.create(to)) {
                    file.write(ByteBuffer.wrap(content), 0);
                }
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed())
                .contains("the_power_may_go_at_any_call")
                .doesNotContain("it_does_what_it_planned_and_then_there_is_nothing_left_to_do");
    }

    @Test
    void a_step_that_is_done_twice_as_if_it_were_the_first_time_fails() {
        planted = new Renaming() {
            @Override
            StepOutcome gone() {
                return StepOutcome.done(5, "done, or so it says");
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed()).containsExactly("doing_it_again_changes_nothing");
    }

    @Test
    void a_task_that_leaves_what_it_planned_fails() {
        planted = new Renaming() {
            @Override
            void replace(FileAccess files, Path from, Path to) {
                // It says that it did.
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed())
                .contains("it_does_what_it_planned_and_then_there_is_nothing_left_to_do");
    }

    @Test
    void a_task_that_needs_more_than_it_declares_fails() {
        planted = new Renaming() {
            @Override
            void look(MaintenanceContext context) {
                context.get(Boolean.class);
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed()).contains("a_plan_has_steps_and_changes_nothing");
    }

    @Test
    void a_task_that_describes_itself_differently_each_time_fails() {
        planted = new Renaming() {
            @Override
            public Descriptor descriptor() {
                return new Descriptor(
                        "renaming",
                        "Renames for the " + CALLS.incrementAndGet() + "th time.",
                        Set.of(),
                        List.of(),
                        Set.of());
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed())
                .contains("it_describes_itself_in_the_same_way_whenever_it_is_asked");
    }

    /** Run from inside the tests above. */
    static class Suite extends MaintenanceConformance {
        @Override
        protected MaintenanceTask task() {
            return planted;
        }

        @Override
        protected void prepare(Path home) throws IOException {
            Files.writeString(home.resolve("a.old"), TEXT);
            Files.writeString(home.resolve("b.old"), TEXT);
        }

        @Override
        protected MaintenanceContext.Builder context(Path home, FileAccess files) {
            return MaintenanceContext.builder(home, SettableClock.at("2025-11-04T12:00:00Z"))
                    .files(files)
                    .with(Boolean.class, true);
        }

        @Override
        protected void requireConserved(Path home) throws IOException {
            for (String name : List.of("a", "b")) {
                Path old = home.resolve(name + ".old");
                assertThat(Files.exists(old) ? old : home.resolve(name + ".new"))
                        .hasContent(TEXT);
            }
        }
    }

    /** Writes each {@code .old} file anew as {@code .new}, and then deletes it. */
    private static class Renaming implements MaintenanceTask {
        @Override
        public Descriptor descriptor() {
            return new Descriptor("renaming", "Renames files.", Set.of(), List.of(), Set.of());
        }

        @Override
        public MaintenancePlan plan(MaintenanceContext context) {
            try {
                look(context);
                List<PlannedStep> steps = new ArrayList<>();
                for (Path file : context.files().list(context.home())) {
                    if (file.toString().endsWith(".old")) {
                        steps.add(new PlannedStep(String.valueOf(file.getFileName()), "rename it", bytes(), 1));
                    }
                }
                return new MaintenancePlan(steps, List.of());
            } catch (IOException e) {
                throw failed(e);
            }
        }

        @Override
        public StepOutcome apply(PlannedStep step, MaintenanceContext context) {
            Path from = context.home().resolve(step.where());
            try {
                if (!context.files().exists(from)) {
                    return gone();
                }
                replace(
                        context.files(),
                        from,
                        context.home().resolve(step.where().replace(".old", ".new")));
                return StepOutcome.done(0, "renamed");
            } catch (IOException e) {
                throw failed(e);
            }
        }

        void look(MaintenanceContext context) throws IOException {
            context.clock(); // a sound one has seen enough
        }

        long bytes() {
            return 5;
        }

        StepOutcome gone() {
            return StepOutcome.unneeded("it is gone");
        }

        void replace(FileAccess files, Path from, Path to) throws IOException {
            write(files, to, content(files, from));
            files.syncDirectory(folder(to));
            files.delete(from);
            files.syncDirectory(folder(to));
        }

        void write(FileAccess files, Path to, byte[] content) throws IOException {
            try (WritableFile file = files.create(to)) {
                file.write(ByteBuffer.wrap(content), 0);
                file.sync();
            }
        }

        static Path folder(Path file) {
            return Objects.requireNonNull(file.getParent());
        }

        static byte[] content(FileAccess files, Path file) throws IOException {
            try (ReadableFile from = files.read(file)) {
                ByteBuffer content = ByteBuffer.allocate((int) from.size());
                while (content.hasRemaining() && from.read(content, content.position()) >= 0) {
                    // On to the end.
                }
                return content.array();
            }
        }

        private static BarqueException failed(IOException e) {
            return new BarqueException("test.failed", Concern.OPERATOR, "it failed: " + e, e);
        }
    }
}
