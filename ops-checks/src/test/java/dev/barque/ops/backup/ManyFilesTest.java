package dev.barque.ops.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of homes with many small files, which is what partitions are. */
class ManyFilesTest {
    private static final int FILES = 300;

    @TempDir
    Path folder;

    @Test
    void memory_outside_of_the_heap_does_not_grow_with_the_number_of_files() throws IOException {
        Path home = folder.resolve("home");
        for (int i = 0; i < FILES; i++) {
            Path directory = Files.createDirectories(home.resolve("data/date=" + i / 50 + "/symbol=S" + i % 50));
            Files.writeString(directory.resolve("features.parquet"), "file " + i);
        }
        Backups backups = Backups.in(DirectoryTarget.at(folder.resolve("backups")))
                .clock(Clock.systemUTC())
                .build();

        long before = direct();
        backups.create(home, BackupKind.FULL);
        Files.writeString(home.resolve("new"), "one more");
        Backup last = backups.create(home, BackupKind.INCREMENTAL);
        backups.restore(last, folder.resolve("restored"), RestoreMode.NEW_PLACE);

        assertThat(last.files()).isEqualTo(FILES + 1);
        assertThat(folder.resolve("restored/new")).hasContent("one more");
        // A buffer for each of 900 readings would be 225 MB; what a collection frees meanwhile is not there to be
        // found.
        assertThat(direct() - before).as("bytes outside of the heap").isLessThan(16L << 20);
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
