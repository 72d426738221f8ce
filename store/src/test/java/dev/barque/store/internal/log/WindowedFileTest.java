package dev.barque.store.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.Window;
import dev.barque.store.io.FileAccess.WritableFile;
import dev.barque.store.io.ForwardingFileAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowedFileTest {
    private static final int SMALL = 1_000;
    private static final int LARGE = 300_000;

    @TempDir
    Path folder;

    private Path path = Path.of("");

    @BeforeEach
    void name() {
        path = folder.resolve("segment");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void what_is_written_is_in_the_file_at_once_and_zeros_follow(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] model = new byte[4_000_000];
        int end = 0;
        WindowedFile file = new WindowedFile(FileAccess.real().open(path));
        while (end < model.length - LARGE) {
            if (random.nextInt(100) == 0) {
                int back = random.nextInt(Math.min(end + 1, 200_000));
                Arrays.fill(model, end - back, end, (byte) 0);
                end -= back;
                file.truncate(end);
            }
            byte[] row = new byte[1 + random.nextInt(random.nextInt(50) == 0 ? LARGE : SMALL)];
            random.nextBytes(row);
            // As a frame of the log comes: from somewhere within a direct buffer.
            ByteBuffer bytes = ByteBuffer.allocateDirect(row.length + 10).position(10);
            bytes.put(row).position(10);
            file.write(bytes, end);
            System.arraycopy(row, 0, model, end, row.length);
            end += row.length;
            if (random.nextInt(200) == 0) {
                assertContent(model, end);
            }
        }
        assertContent(model, end);
        file.truncate(end);
        file.sync();
        file.close();
        assertThat(Files.size(path)).isEqualTo(end);
        assertContent(model, end);
    }

    private void assertContent(byte[] model, int end) throws IOException {
        byte[] found = Files.readAllBytes(path);
        assertThat(Arrays.mismatch(Arrays.copyOf(found, end), Arrays.copyOf(model, end)))
                .isEqualTo(-1);
        for (int i = end; i < found.length; i++) {
            if (found[i] != 0) {
                throw new AssertionError("byte " + i + " behind the end at " + end + " is " + found[i]);
            }
        }
    }

    @Test
    void small_writes_make_no_call_of_the_system_but_one_window_for_two_hundred() throws IOException {
        int[] calls = new int[2];
        try (WritableFile disk = FileAccess.real().open(path)) {
            WindowedFile file = new WindowedFile(new Counted(disk, calls));
            for (int i = 0; i < 10_000; i++) {
                file.write(ByteBuffer.allocate(600).putInt(7).clear(), i * 600L);
            }
            file.truncate(0);
        }
        assertThat(calls[0]).as("windows").isBetween(1, 60);
        assertThat(calls[1]).as("writes").isZero();
    }

    @Test
    void a_file_without_windows_is_written_to() throws IOException {
        ForwardingFileAccess disk = new ForwardingFileAccess(FileAccess.real()) {
            @Override
            protected WritableFile wrap(WritableFile file) {
                return new Written(file) {};
            }
        };
        WindowedFile file = new WindowedFile(disk.open(path));
        file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 0);
        file.write(ByteBuffer.wrap(new byte[] {4}), 3);

        assertThat(Files.readAllBytes(path)).containsExactly(1, 2, 3, 4);
        file.close();
    }

    /** The system stops a process that touches mapped memory which is not there; the JVM makes an error of it, at times too late. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void a_file_that_was_cut_off_by_somebody_else_is_an_error_and_is_written_to_from_then_on() throws IOException {
        for (int round = 0; round < 200; round++) {
            WindowedFile file = new WindowedFile(FileAccess.real().open(path));
            file.write(ByteBuffer.wrap(new byte[100]), 0);
            try (FileChannel other = FileChannel.open(path, StandardOpenOption.WRITE)) {
                other.truncate(0);
            }
            byte[] row = {1, 2, 3, 4, 5, 6, 7, 8};
            assertThatThrownBy(() -> file.write(ByteBuffer.wrap(row), 100))
                    .isInstanceOfAny(IOException.class, InternalError.class);
            file.truncate(100);
            file.write(ByteBuffer.wrap(row), 0);

            assertThat(Files.readAllBytes(path)).containsExactly(row);
            file.close();
            Files.delete(path);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nothing_is_kept_of_a_file_that_is_gone() throws IOException {
        for (int i = 0; i < 50; i++) {
            WindowedFile file = new WindowedFile(FileAccess.real().open(path));
            for (int row = 0; row < 1_000; row++) {
                file.write(ByteBuffer.allocate(600), row * 600L);
            }
            assertThat(mapped()).isEqualTo(1);
            file.close();
            Files.delete(path);
        }
        assertThat(mapped()).isZero();
    }

    private long mapped() throws IOException {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.filter(line -> line.contains(path.toString())).count();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_device_too_full_for_a_window_takes_rows_as_long_as_it_can_and_then_says_so() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk.toString()) == 0, "may not mount");
        try {
            WindowedFile file = new WindowedFile(FileAccess.real().open(disk.resolve("segment")));
            byte[] row = new byte[1_000];
            Arrays.fill(row, (byte) 7);
            int rows = 0;
            try {
                while (rows < 1_000) {
                    file.write(ByteBuffer.wrap(row), rows * 1_000L);
                    rows++;
                }
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("No space left");
                file.truncate(rows * 1_000L);
            }
            // The rest of the last window is too small for another and is still used.
            assertThat(rows).isGreaterThan(380).isLessThan(410);
            byte[] found = Files.readAllBytes(disk.resolve("segment"));
            assertThat(found).hasSize(rows * 1_000).containsOnly(7);
            file.close();
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    /** Counts windows and writes. */
    private static final class Counted extends ForwardingFileAccess.Written {
        private final WritableFile file;
        private final int[] calls;

        Counted(WritableFile file, int[] calls) {
            super(file);
            this.file = file;
            this.calls = calls;
        }

        @Override
        public Optional<Window> window(long from, long to) {
            calls[0]++;
            try {
                return file.window(from, to);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            calls[1]++;
            super.write(from, position);
        }
    }
}
