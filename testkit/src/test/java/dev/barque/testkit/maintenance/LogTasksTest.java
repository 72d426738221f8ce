package dev.barque.testkit.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenanceListener;
import dev.barque.ops.maintenance.MaintenanceReport;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.MaintenanceTasks;
import dev.barque.ops.maintenance.PlannedStep;
import dev.barque.ops.maintenance.tasks.ArchiveCompaction;
import dev.barque.ops.maintenance.tasks.LogRotation;
import dev.barque.store.io.FileAccess;
import dev.barque.testkit.MaintenanceConformance;
import dev.barque.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suite, on the tasks about logs of the host, and what else they promise. */
class LogTasksTest {
    private static final Instant NOW = Instant.parse("2025-12-04T21:00:00Z");
    private static final String FIRST = "{\"n\":1}\n{\"n\":2}\n";
    private static final String TORN = "{\"n\":3}\n{\"n\":";

    @TempDir
    private Path folder;

    private static MaintenanceContext.Builder builder(Path home, FileAccess files) {
        return MaintenanceContext.builder(home, SettableClock.at(NOW)).files(files);
    }

    private static void log(Path home, String name, String text, Instant changed) throws IOException {
        Path file = Files.createDirectories(home.resolve("logs")).resolve(name);
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(changed));
    }

    private static MaintenanceReport apply(MaintenanceTask task, MaintenanceContext.Builder context) {
        return MaintenanceTasks.of(List.of(task))
                .apply(task.descriptor().id(), context.build(), new MaintenanceListener() {});
    }

    private static List<String> names(Path home) throws IOException {
        try (var all = Files.list(home.resolve("logs"))) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static String lines(Path home, String startingWith) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : names(home)) {
            if (name.startsWith(startingWith) && !name.startsWith(".")) {
                all.append(Unpacked.text(home.resolve("logs").resolve(name)));
            }
        }
        return all.toString();
    }

    @Nested
    class Rotation extends MaintenanceConformance {
        @Override
        protected MaintenanceTask task() {
            return new LogRotation();
        }

        @Override
        protected void prepare(Path home) throws IOException {
            log(home, "app.jsonl.20251201T000000Z", FIRST, NOW.minus(Duration.ofDays(3)));
            log(home, "torn.jsonl.20251202T000000Z", TORN, NOW.minus(Duration.ofDays(2)));
            log(home, "app.jsonl", "{\"n\":9}\n", NOW);
            log(home, "other.txt", "nobody's", NOW.minus(Duration.ofDays(300)));
        }

        @Override
        protected MaintenanceContext.Builder context(Path home, FileAccess files) {
            return builder(home, files);
        }

        @Override
        protected void requireConserved(Path home) throws IOException {
            assertThat(home.resolve("logs/other.txt")).hasContent("nobody's");
            assertThat(home.resolve("logs/app.jsonl")).hasContent("{\"n\":9}\n");
            assertThat(lines(home, "app.jsonl.2")).contains(FIRST);
            // Whole in one file, or its lines in one and what was torn off in another.
            assertThat(lines(home, "torn.jsonl")).contains("{\"n\":3}\n").contains("{\"n\":");
        }
    }

    @Nested
    class Compaction extends MaintenanceConformance {
        @Override
        protected MaintenanceTask task() {
            return new ArchiveCompaction();
        }

        @Override
        protected void prepare(Path home) throws IOException {
            for (int day = 1; day <= 4; day++) {
                log(
                        home,
                        "app.jsonl.2025110" + day + "T000000Z",
                        "{\"day\":" + day + "}\n",
                        NOW.minus(Duration.ofDays(30)));
            }
            apply(new LogRotation(), builder(home, FileAccess.real()));
        }

        @Override
        protected MaintenanceContext.Builder context(Path home, FileAccess files) {
            return builder(home, files);
        }

        @Override
        protected void requireConserved(Path home) throws IOException {
            Path merged = home.resolve("logs/app.jsonl.202511.zst");
            String all = "{\"day\":1}\n{\"day\":2}\n{\"day\":3}\n{\"day\":4}\n";
            if (Files.exists(merged)) {
                assertThat(Unpacked.text(merged)).isEqualTo(all);
            } else {
                assertThat(lines(home, "app.jsonl.2")).isEqualTo(all);
            }
        }
    }

    @Test
    void large_and_long_begun_logs_are_rotated_first_and_packed_when_they_are_at_rest() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        log(home, "large.log", "x".repeat(2 << 20), NOW);
        log(home, "old.jsonl", FIRST, NOW.minus(Duration.ofDays(8)));
        log(home, "small.log", "x", NOW);
        MaintenanceContext.Builder context = builder(home, FileAccess.real()).set("rotate-mib", "2");

        assertThat(apply(new LogRotation(), context).isComplete()).isTrue();

        assertThat(names(home))
                .containsExactly("large.log.20251204T210000Z", "old.jsonl.20251204T210000Z", "small.log");
        assertThat(steps(context)).containsExactly("pack old.jsonl.20251204T210000Z");
    }

    @Test
    void a_line_that_was_cut_short_is_kept_beside_the_archive() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        log(home, "torn.jsonl.20251202T000000Z", TORN, NOW.minus(Duration.ofDays(2)));

        apply(new LogRotation(), builder(home, FileAccess.real()));

        assertThat(Unpacked.text(home.resolve("logs/torn.jsonl.20251202T000000Z.zst")))
                .isEqualTo("{\"n\":3}\n");
        assertThat(home.resolve("logs/torn.jsonl.20251202T000000Z.torn")).hasContent("{\"n\":");
    }

    @Test
    void archives_are_kept_for_ever_unless_it_is_said_and_two_readings_agree() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        log(home, "app.jsonl.20251001T000000Z.zst", "", NOW);
        log(home, "app.jsonl.20251130T000000Z.zst", "", NOW);
        log(home, "app.jsonl.202509.zst", "", NOW);

        assertThat(steps(builder(home, FileAccess.real()))).isEmpty();
        assertThat(steps(builder(home, FileAccess.real()).set("keep-days", "30")))
                .containsExactly("delete app.jsonl.202509.zst", "delete app.jsonl.20251001T000000Z.zst");
        MaintenanceContext.Builder jumped = MaintenanceContext.builder(home, SettableClock.at("2035-12-04T21:00:00Z"))
                .set("keep-days", "30");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> steps(jumped)).hasMessageContaining("2035-12-04");
    }

    @Test
    void an_archive_that_came_after_its_month_was_put_together_is_not_lost() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        for (int day = 1; day <= 2; day++) {
            log(home, "app.jsonl.2025110" + day + "T000000Z", "day " + day + "\n", NOW.minus(Duration.ofDays(30)));
        }
        apply(new LogRotation(), builder(home, FileAccess.real()));
        apply(new ArchiveCompaction(), builder(home, FileAccess.real()));
        log(home, "app.jsonl.20251103T000000Z", "day 3\n", NOW.minus(Duration.ofDays(30)));
        apply(new LogRotation(), builder(home, FileAccess.real()));

        apply(new ArchiveCompaction(), builder(home, FileAccess.real()));

        assertThat(names(home)).containsExactly("app.jsonl.202511.zst", "app.jsonl.20251103T000000Z.zst");
        assertThat(lines(home, "app")).isEqualTo("day 1\nday 2\nday 3\n");
    }

    private static List<String> steps(MaintenanceContext.Builder context) {
        List<String> steps = new ArrayList<>();
        for (PlannedStep step : MaintenanceTasks.of(List.of(new LogRotation()))
                .plan("log-rotation", context.build())
                .steps()) {
            steps.add(step.where());
        }
        return steps;
    }
}
