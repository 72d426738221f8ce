package dev.barque.ops.checks.data;

import static dev.barque.ops.checks.Asked.NOW;
import static dev.barque.ops.checks.Asked.ask;
import static dev.barque.ops.checks.Asked.degradedText;
import static dev.barque.ops.checks.Asked.healthy;
import static dev.barque.ops.checks.Asked.unhealthyText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.Asked;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileChecksTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void an_old_file_is_degraded_and_healthy_when_it_was_written_anew() throws IOException {
        Path file = Files.writeString(folder.resolve("candidates.csv"), "SPY\n");
        FileAge check = new FileAge("candidates-age", file, Duration.ofHours(20));
        changed(file, NOW.minus(Duration.ofHours(26)));

        assertThat(degradedText(look(check, NOW))).contains("candidates.csv", "1 d 2 h ago", "at most 20 h");

        changed(file, NOW.minus(Duration.ofHours(1)));
        healthy(look(check, NOW));
    }

    @Test
    void a_missing_empty_or_future_file_and_a_directory_are_unhealthy() throws IOException {
        Path file = folder.resolve("profile.yaml");
        FileAge check = new FileAge("profile-age", file, Duration.ofDays(1));
        assertThat(unhealthyText(look(check, NOW))).contains("it is missing");

        Files.createFile(file);
        assertThat(unhealthyText(look(check, NOW))).contains("it is empty");

        Files.writeString(file, "x");
        changed(file, NOW.plus(Duration.ofHours(2)));
        assertThat(unhealthyText(look(check, NOW))).contains("2 h from now");

        assertThat(unhealthyText(look(new FileAge("folder-age", folder, Duration.ofDays(1)), NOW)))
                .contains("it is no file");
    }

    @Test
    void log_files_that_are_too_large_or_grow_too_fast_are_seen() throws IOException {
        Path log = Files.write(folder.resolve("app.log"), new byte[1_000]);
        SizeHistory history = new SizeHistory();
        LogFileGrowth check = new LogFileGrowth(folder, 5_000, 8_000, 2_000);

        healthy(grown(check, NOW, history));
        Files.write(log, new byte[2_500]);
        assertThat(degradedText(grown(check, NOW.plus(Duration.ofMinutes(20)), history)))
                .contains("1500 bytes more in 20 min", "2000 bytes an hour");

        Files.write(log, new byte[6_000]);
        assertThat(degradedText(grown(check, NOW.plus(Duration.ofHours(9)), history)))
                .contains("app.log | 6000 bytes", "Rotate");

        Files.move(log, folder.resolve("app.log.1"));
        Files.write(log, new byte[4_000]);
        assertThat(unhealthyText(grown(check, NOW.plus(Duration.ofHours(20)), history)))
                .contains("10000 bytes | at most 8000 bytes");

        Files.delete(folder.resolve("app.log.1"));
        healthy(grown(check, NOW.plus(Duration.ofHours(40)), history));
    }

    @Test
    void a_log_folder_that_is_not_there_is_unhealthy() {
        assertThat(unhealthyText(grown(new LogFileGrowth(folder.resolve("absent")), NOW, new SizeHistory())))
                .contains("cannot be listed");
    }

    @Test
    void a_home_that_can_be_written_leaves_nothing_behind() throws IOException {
        healthy(ask(
                new HomeWritable(3, Duration.ofSeconds(30), Duration.ofSeconds(60)),
                NOW,
                DataHome.class,
                DataHome.of(folder)));

        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void a_home_that_is_missing_or_a_file_cannot_be_written() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThat(unhealthyText(ask(new HomeWritable(), NOW, DataHome.class, DataHome.of(folder.resolve("absent")))))
                .contains("the home does not exist", "free space");
        assertThat(unhealthyText(ask(new HomeWritable(), NOW, DataHome.class, DataHome.of(file))))
                .contains("cannot be written");
    }

    @Test
    void a_device_that_syncs_slowly_is_degraded_then_unhealthy() {
        DataHome slow = new DataHome(folder, slowSyncs(Duration.ofMillis(5)));

        assertThat(degradedText(
                        ask(new HomeWritable(3, Duration.ofMillis(1), Duration.ofHours(1)), NOW, DataHome.class, slow)))
                .contains("syncs in the home", "busy");
        assertThat(unhealthyText(
                        ask(new HomeWritable(3, Duration.ofNanos(1), Duration.ofMillis(1)), NOW, DataHome.class, slow)))
                .contains("at most 1000 us");
    }

    @Test
    void quarantined_stretches_count_once_and_many_are_unhealthy() throws IOException {
        Path quarantine = Files.createDirectories(folder.resolve("quarantine"));
        Files.writeString(quarantine.resolve("log-1.bin"), "x");
        Files.writeString(quarantine.resolve("log-1.json"), "{}");
        Files.createDirectories(quarantine.resolve("20251103T153000Z-0000aaaa"));
        DataHome home = DataHome.of(folder);

        assertThat(degradedText(ask(new QuarantinedFiles(), NOW, DataHome.class, home))
                        .lines())
                .hasSize(2);
        unhealthyText(ask(new QuarantinedFiles(2), NOW, DataHome.class, home));
    }

    @Test
    void bounds_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new FileAge("an id", folder, Duration.ofDays(1)))
                .hasMessageContaining("an id");
        assertThatThrownBy(() -> new FileAge("x", folder, Duration.ZERO)).hasMessageContaining("maxAge is PT0S");
        assertThatThrownBy(() -> new LogFileGrowth(folder, 0, 1, 1)).hasMessageContaining("maxFileBytes");
        assertThatThrownBy(() -> new HomeWritable(0, Duration.ofMillis(1), Duration.ofMillis(2)))
                .hasMessageContaining("tries");
        assertThatThrownBy(() -> new LogBacklog(2, 1, Duration.ofDays(1)))
                .hasMessageContaining("degradedBytes is 2. Expected at most unhealthyBytes, which is 1");
    }

    private static Verdict look(HealthCheck check, Instant now) {
        return ask(check, Asked.at(now));
    }

    private static Verdict grown(LogFileGrowth check, Instant now, SizeHistory history) {
        return ask(check, now, SizeHistory.class, history);
    }

    private static void changed(Path file, Instant at) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(at));
    }

    /** The real disk with a device behind it that takes its time. */
    private static FileAccess slowSyncs(Duration delay) {
        FileAccess real = FileAccess.real();
        return (FileAccess) Proxy.newProxyInstance(
                FileAccess.class.getClassLoader(), new Class<?>[] {FileAccess.class}, (proxy, method, arguments) -> {
                    Object result = method.invoke(real, arguments);
                    return method.getName().equals("create") ? slow((FileAccess.WritableFile) result, delay) : result;
                });
    }

    private static FileAccess.WritableFile slow(FileAccess.WritableFile file, Duration delay) {
        return (FileAccess.WritableFile) Proxy.newProxyInstance(
                FileAccess.class.getClassLoader(),
                new Class<?>[] {FileAccess.WritableFile.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("sync")) {
                        LockSupport.parkNanos(delay.toNanos());
                    }
                    return method.invoke(file, arguments);
                });
    }
}
