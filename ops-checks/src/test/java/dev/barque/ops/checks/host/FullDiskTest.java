package dev.barque.ops.checks.host;

import static dev.barque.ops.checks.Asked.healthy;
import static dev.barque.ops.checks.Asked.unhealthy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.ops.Verdict;
import dev.barque.ops.checks.Asked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On disks that are really full. */
class FullDiskTest {
    private final DiskSpace space = new DiskSpace(0.85, 0.95, 128 << 10, Duration.ofDays(1), Duration.ofHours(6));

    @TempDir
    Path temp;

    @Test
    void a_full_disk_is_unhealthy_until_something_is_removed() throws Exception {
        try (SmallDisk disk = SmallDisk.mounted(temp, "size=4m")) {
            Host host = Host.local(disk.directory());
            healthy(run(space, host));
            healthy(run(new FilesCanBeMade(), host));

            Path large = disk.directory().resolve("large");
            assertThatThrownBy(() -> Files.write(large, new byte[5 << 20])).isInstanceOf(IOException.class);

            assertThat(unhealthy(run(space, host))).singleElement().satisfies(found -> {
                assertThat(found.where()).contains("tmpfs", temp.toString());
                assertThat(found.observed()).contains("0 bytes free of 4.0 MiB");
            });

            Files.delete(large);
            healthy(run(space, host));
        }
    }

    @Test
    void a_disk_without_inodes_has_room_but_takes_no_file() throws Exception {
        try (SmallDisk disk = SmallDisk.mounted(temp, "size=4m,nr_inodes=32")) {
            Host host = Host.local(disk.directory());
            List<Path> small = new ArrayList<>();
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 40; i++) {
                            small.add(Files.createFile(disk.directory().resolve("small" + i)));
                        }
                    })
                    .isInstanceOf(IOException.class);

            healthy(run(space, host));
            assertThat(unhealthy(run(new FilesCanBeMade(), host)))
                    .singleElement()
                    .satisfies(found -> {
                        assertThat(found.observed()).contains("No space left on device");
                        assertThat(found.remedy()).contains("inodes");
                    });

            Files.delete(small.get(0));
            healthy(run(new FilesCanBeMade(), host));
            try (var left = Files.list(disk.directory())) {
                assertThat(left).hasSize(small.size() - 1);
            }
        }
    }

    @Test
    void a_disk_that_may_only_be_read_takes_no_file() throws Exception {
        try (SmallDisk disk = SmallDisk.mounted(temp, "size=4m,ro")) {
            assertThat(unhealthy(run(new FilesCanBeMade(), Host.local(disk.directory()))))
                    .singleElement()
                    .satisfies(found -> assertThat(found.observed()).contains("Read-only file system"));
        }
    }

    private static Verdict run(dev.barque.ops.HealthCheck check, Host host) {
        return Asked.verdict(check, Host.class, host);
    }
}
