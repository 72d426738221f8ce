package dev.barque.ops.checks.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real file system in memory. Mounting takes Linux and root; elsewhere the test says so and is skipped. */
final class SmallDisk implements AutoCloseable {
    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    static SmallDisk mounted(Path directory, String options) throws IOException {
        boolean mounted = Files.isExecutable(Path.of("/bin/mount"))
                && run("/bin/mount", "-t", "tmpfs", "-o", options, "tmpfs", directory.toString()) == 0;
        assumeTrue(
                mounted, "A tmpfs cannot be mounted here (it takes Linux and root): a really full disk is not tested.");
        return new SmallDisk(directory);
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        assertThat(run("/bin/umount", directory.toString())).isZero();
    }

    private static int run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.onExit().orTimeout(20, TimeUnit.SECONDS).join().exitValue();
    }
}
