package dev.barque.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenanceJournal;
import dev.barque.ops.maintenance.MaintenanceListener;
import dev.barque.ops.maintenance.MaintenancePlan;
import dev.barque.ops.maintenance.MaintenanceReport;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.MaintenanceTasks;
import dev.barque.ops.maintenance.PlannedStep;
import dev.barque.ops.maintenance.StepOutcome;
import dev.barque.ops.maintenance.StepOutcome.Result;
import dev.barque.store.io.FileAccess;
import dev.barque.testkit.FileFault.Failure;
import dev.barque.testkit.internal.HomeTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link MaintenanceTask} about files does. Extend it in the tests of yours. Each test works on homes of its own, on a disk
 * that can stop at any call that changes something.
 */
public abstract class MaintenanceConformance {
    @TempDir
    private Path folder;

    /** A home that was prepared; each case is a copy of it. */
    private Path prepared = Path.of("");

    private int cases;

    /** For subclasses. */
    protected MaintenanceConformance() {}

    /** The task. */
    protected abstract MaintenanceTask task();

    /** Puts a home in need of the task, with at least one step to do, into an empty directory. */
    protected abstract void prepare(Path home) throws IOException;

    /** What the task works on: with all that it needs, and on this disk. */
    protected abstract MaintenanceContext.Builder context(Path home, FileAccess files);

    /**
     * Throws an AssertionError when something in a home was lost that the task must not lose, or can no longer be read. Is asked
     * before, in the middle of, and after its work, of whatever a process leaves that died.
     */
    protected abstract void requireConserved(Path home) throws IOException;

    /** What the losses of power are made from; another one loses other things. */
    protected long seed() {
        return 1;
    }

    /** 1 for deaths at every call, 5 for every fifth: for a task of which each case takes long. */
    protected int every() {
        return 1;
    }

    /** Prepares once. */
    @BeforeEach
    void prepare() throws IOException {
        prepared = Files.createDirectory(folder.resolve("prepared"));
        prepare(prepared);
        requireConserved(prepared);
    }

    @Test
    void it_describes_itself_in_the_same_way_whenever_it_is_asked() {
        assertThat(task().descriptor()).isEqualTo(task().descriptor());
    }

    @Test
    void a_plan_has_steps_and_changes_nothing() throws IOException {
        Path home = copy();
        Map<String, String> before = HomeTree.of(home);

        assertThat(plan(home).steps()).isNotEmpty();

        assertThat(HomeTree.of(home)).isEqualTo(before);
    }

    @Test
    void a_plan_of_the_same_state_is_the_same() throws IOException {
        Path home = copy();

        assertThat(plan(home)).isEqualTo(plan(home));
    }

    @Test
    void it_does_what_it_planned_and_then_there_is_nothing_left_to_do() throws IOException {
        Path home = copy();
        List<PlannedStep> planned = plan(home).steps();

        MaintenanceReport done = apply(home, FileAccess.real());

        assertThat(done.steps()).extracting(MaintenanceReport.Applied::step).isEqualTo(planned);
        assertThat(done.steps())
                .allSatisfy(step ->
                        assertThat(step.outcome().result()).as("%s", step).isEqualTo(Result.DONE));
        assertThat(plan(home).steps()).isEmpty();
        requireConserved(home);
    }

    @Test
    void doing_it_again_changes_nothing() throws IOException {
        Path home = copy();
        List<PlannedStep> planned = plan(home).steps();
        apply(home, FileAccess.real());
        Map<String, String> after = HomeTree.of(home);

        // The steps of a plan that somebody else has done meanwhile.
        MaintenanceTasks stale = MaintenanceTasks.of(List.of(new OldPlan(task(), planned)));
        MaintenanceReport again =
                stale.apply(id(), context(home, FileAccess.real()).build(), new MaintenanceListener() {});

        assertThat(again.count(Result.DONE)).as("%s", again.steps()).isZero();
        assertThat(HomeTree.of(home)).isEqualTo(after);
    }

    @Test
    void it_gets_what_it_declares_and_nothing_else() throws IOException {
        Path home = copy();
        MaintenanceContext.Builder more =
                context(home, FileAccess.real()).with(NobodyNeedsThis.class, new NobodyNeedsThis());

        assertThat(tasks().plan(id(), more.build()).steps()).isNotEmpty();
        if (!task().descriptor().needs().isEmpty()) {
            MaintenanceContext bare = MaintenanceContext.builder(
                            home, context(home, FileAccess.real()).build().clock())
                    .build();
            assertThatThrownBy(() -> tasks().plan(id(), bare))
                    .isInstanceOf(BarqueException.class)
                    .hasMessageContaining("needs");
        }
    }

    @Test
    void it_stops_between_steps_when_it_is_asked_to_and_goes_on_later() throws IOException {
        Path home = copy();
        int steps = plan(home).steps().size();
        AtomicInteger asked = new AtomicInteger();

        MaintenanceReport some = tasks().apply(
                        id(),
                        context(home, FileAccess.real())
                                .cancelled(() -> asked.incrementAndGet() > steps / 2)
                                .build(),
                        new MaintenanceListener() {});

        assertThat(some.isCancelled()).isTrue();
        requireConserved(home);
        apply(home, FileAccess.real());
        assertThat(plan(home).steps()).isEmpty();
        requireConserved(home);
    }

    @Test
    void the_process_may_die_at_any_call() throws IOException {
        assertThat(atEveryChange(1, FaultyFileAccess::kill)).as("calls").isGreaterThan(5);
    }

    @Test
    void the_power_may_go_at_any_call() throws IOException {
        atEveryChange(seed(), FaultyFileAccess::crash);
    }

    @Test
    void any_change_may_fail() throws IOException {
        FileCall[] changes =
                Stream.of(FileCall.values()).filter(FileCall::isChange).toArray(FileCall[]::new);
        for (FileFault fault : List.of(
                FileFault.once(Failure.IO_ERROR, changes),
                FileFault.once(Failure.NO_SPACE, FileCall.CREATE, FileCall.WRITE, FileCall.CREATE_DIRECTORIES))) {
            boolean struck = true;
            for (int n = 1; struck; n += every()) {
                Path home = copy();
                FaultyFileAccess disk = FaultyFileAccess.at(above(home), n);
                disk.inject(fault.from(n));
                attempt(home, disk);
                struck = disk.failures() > 0;
                disk.heal();
                finish(home, disk, fault.failure() + " at call " + n);
            }
        }
    }

    private int atEveryChange(long seed, Consumer<FaultyFileAccess> ending) throws IOException {
        boolean stopped = true;
        int n = 1 - every();
        while (stopped) {
            n += every();
            Path home = copy();
            FaultyFileAccess disk = FaultyFileAccess.at(above(home), seed * 1_000 + n);
            disk.stopAtChange(n);
            attempt(home, disk);
            stopped = disk.isStopped();
            ending.accept(disk);
            finish(home, disk, "stopped at change " + n + ", seed " + seed);
        }
        return n;
    }

    private void attempt(Path home, FileAccess disk) {
        try {
            apply(home, disk);
        } catch (BarqueException e) {
            assertThat(e.code()).as("%s", e).isNotEqualTo("maintenance.broken-task");
        }
    }

    /** Nothing is lost in the middle, and the next apply comes to the end. */
    private void finish(Path home, FaultyFileAccess disk, String when) throws IOException {
        try {
            requireConserved(home);
            MaintenanceReport done = apply(home, disk);
            assertThat(done.count(Result.LEFT)).as("%s", done.steps()).isZero();
            assertThat(plan(home).steps()).isEmpty();
            assertThat(MaintenanceJournal.brokenOff(home, FileAccess.real())).isEmpty();
            requireConserved(home);
            // What a process that died had not synced may be undone by the power; then there is something to do again.
            disk.crash();
            requireConserved(home);
            apply(home, disk);
            assertThat(plan(home).steps()).isEmpty();
            requireConserved(home);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(when + ": " + e.getMessage(), e);
        }
        HomeTree.delete(above(home));
    }

    private static Path above(Path home) {
        return Objects.requireNonNull(home.getParent(), "a case has a directory of its own");
    }

    /** A copy of the prepared home, for tests of your own. */
    protected final Path preparedHome() throws IOException {
        return copy();
    }

    private Path copy() throws IOException {
        Path home = Files.createDirectory(folder.resolve("case-" + ++cases)).resolve("home");
        HomeTree.copy(prepared, home);
        return home;
    }

    private String id() {
        return task().descriptor().id();
    }

    private MaintenanceTasks tasks() {
        return MaintenanceTasks.of(List.of(task()));
    }

    private MaintenancePlan plan(Path home) {
        return tasks().plan(id(), context(home, FileAccess.real()).build());
    }

    private MaintenanceReport apply(Path home, FileAccess files) {
        return tasks().apply(id(), context(home, files).build(), new MaintenanceListener() {});
    }

    private static final class NobodyNeedsThis {}

    /** The task, with a plan that was made earlier. */
    private record OldPlan(MaintenanceTask task, List<PlannedStep> steps) implements MaintenanceTask {
        @Override
        public Descriptor descriptor() {
            return task.descriptor();
        }

        @Override
        public MaintenancePlan plan(MaintenanceContext context) {
            return new MaintenancePlan(steps, new ArrayList<>());
        }

        @Override
        public StepOutcome apply(PlannedStep step, MaintenanceContext context) {
            return task.apply(step, context);
        }
    }
}
