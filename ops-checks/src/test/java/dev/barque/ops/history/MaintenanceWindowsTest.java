package dev.barque.ops.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.ops.MaintenanceWindow;
import dev.barque.ops.history.MaintenanceWindows.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintenanceWindowsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T14:00:00Z");

    @TempDir
    Path home;

    private MaintenanceWindows windows() {
        return MaintenanceWindows.ofHome(home);
    }

    private static MaintenanceWindow window(int fromHour, int toHour, String reason) {
        return new MaintenanceWindow(
                Set.of("data", "disk-space"),
                NOW.plus(Duration.ofHours(fromHour)),
                NOW.plus(Duration.ofHours(toHour)),
                reason);
    }

    @Test
    void what_one_process_adds_another_one_sees() {
        assertThat(windows().all()).isEmpty();
        Named disk = windows().add(window(0, 2, "new \"disk\"\nµ"), NOW);
        Named feed = windows().add(window(-3, -1, "feed"), NOW);

        assertThat(windows().all()).containsExactly(feed, disk);
        assertThat(windows().from(NOW)).containsExactly(disk.window());
    }

    @Test
    void ending_one_keeps_what_has_passed_of_it_and_takes_away_what_has_not_begun() {
        Named open = windows().add(window(-1, 2, "open"), NOW);
        Named later = windows().add(window(1, 2, "later"), NOW);

        assertThat(windows().end(open.id(), NOW)).isEqualTo(open);
        windows().end(later.id(), NOW);

        assertThat(windows().from(NOW)).isEmpty();
        assertThat(windows().all()).containsExactly(new Named(open.id(), window(-1, 0, "open")));
        assertThatThrownBy(() -> windows().end(open.id(), NOW))
                .hasMessageContaining("'" + open.id() + "'")
                .hasMessageContaining("There are: none");
    }

    @Test
    void a_file_that_cannot_be_read_silences_nothing_and_a_half_written_one_is_not_seen() throws IOException {
        Named disk = windows().add(window(0, 2, "disk"), NOW);
        Path folder = home.resolve("health/windows");
        Files.writeString(folder.resolve("0a.json"), "{\"of\":[],\"from\":\"2026-11-20T14:00:00Z\",\"to\"");
        Files.writeString(folder.resolve(".0b.json.1.tmp"), "{}");
        Files.writeString(folder.resolve("0c.json"), "{\"of\":[],\"from\":\"x\",\"to\":\"y\",\"reason\":\"z\"}");

        assertThat(windows().all()).containsExactly(disk);
    }

    @Test
    void those_that_are_long_over_go_when_the_next_one_is_added() {
        windows().add(window(-2, -1, "old"), NOW);
        Named added = windows().add(window(0, 1, "new"), NOW.plus(Duration.ofDays(31)));

        assertThat(windows().all()).isEqualTo(List.of(added));
    }
}
