package dev.barque.ops.checks.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees as the kernel shows them, written by hand. */
class ProcFilesTest {
    @TempDir
    Path root;

    @Test
    void resident_memory_comes_in_kibibytes() throws IOException {
        file("proc/self/status", "Name:\tjava\nVmHWM:\t  999999 kB\nVmRSS:\t  123456 kB\n");

        assertThat(new ProcFiles(root).resident()).hasValue(123_456L * 1024);
    }

    @Test
    void the_second_version_has_the_least_limit_of_all_groups_around() throws IOException {
        file("proc/self/cgroup", "0::/system.slice/barque.service\n");
        file("sys/fs/cgroup/system.slice/memory.max", "1000\n");
        file("sys/fs/cgroup/system.slice/barque.service/memory.max", "max\n");
        file("sys/fs/cgroup/system.slice/barque.service/memory.current", "800\n");
        file("sys/fs/cgroup/system.slice/barque.service/memory.stat", "anon 500\ninactive_file 250\nactive_file 50\n");

        assertThat(new ProcFiles(root).containerLimit()).hasValue(1_000);
        assertThat(new ProcFiles(root).containerUsed()).hasValue(550);
    }

    @Test
    void the_first_version_goes_first_where_it_names_memory() throws IOException {
        file("proc/self/cgroup", "5:cpu,cpuacct:/a\n4:memory:/docker/abc\n0::/\n");
        file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        file("sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", "2000\n");
        file("sys/fs/cgroup/memory/docker/abc/memory.usage_in_bytes", "1500\n");
        file("sys/fs/cgroup/memory/docker/abc/memory.stat", "inactive_file 1\ntotal_inactive_file 400\n");

        assertThat(new ProcFiles(root).containerLimit()).hasValue(2_000);
        assertThat(new ProcFiles(root).containerUsed()).hasValue(1_100);
    }

    @Test
    void inside_a_container_the_mount_is_the_group() throws IOException {
        file("proc/self/cgroup", "4:memory:/docker/of-the-machine-outside\n");
        file("sys/fs/cgroup/memory/memory.limit_in_bytes", "3000\n");

        assertThat(new ProcFiles(root).containerLimit()).hasValue(3_000);
    }

    @Test
    void no_limit_is_not_a_limit() throws IOException {
        file("proc/self/cgroup", "4:memory:/\n");
        file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");

        assertThat(new ProcFiles(root).containerLimit()).isEmpty();
    }

    @Test
    void a_path_that_leads_out_of_the_mount_is_not_followed() throws IOException {
        file("proc/self/cgroup", "0::/../../../secret\n");
        file("secret/memory.max", "1\n");
        file("sys/fs/cgroup/memory.max", "5000\n");

        assertThat(new ProcFiles(root).containerLimit()).hasValue(5_000);
    }

    @Test
    void other_systems_tell_nothing() {
        assertThat(new ProcFiles(root).resident()).isEmpty();
        assertThat(new ProcFiles(root).containerLimit()).isEmpty();
        assertThat(new ProcFiles(root).containerUsed()).isEmpty();
    }

    private void file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
