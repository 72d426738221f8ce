package dev.barque.ops.checks.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallFileTest {
    private final SmallFile file = new SmallFile();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void a_number_stands_behind_what_its_line_begins_with() throws IOException {
        file.read(with("total_inactive_file 9\ninactive_file\t250 kB\n"));

        assertThat(file.numberAfter("inactive_file")).hasValue(250);
        assertThat(file.numberAfter("active_file")).isEmpty();
        assertThat(file.number()).isEmpty();
    }

    @Test
    void words_and_numbers_that_are_too_large_are_no_numbers() throws IOException {
        assertThat(file.read(with("max\n")).number()).isEmpty();
        assertThat(file.read(with("")).number()).isEmpty();
        assertThat(file.read(with("9223372036854775807")).number()).hasValue(Long.MAX_VALUE);
        assertThat(file.read(with("9223372036854775808")).number()).isEmpty();
    }

    @Test
    void a_file_that_is_larger_than_the_buffer_is_read_to_its_end() throws IOException {
        assertThat(file.read(with("x 1\n".repeat(10_000) + "last 7")).numberAfter("last"))
                .hasValue(7);
    }

    @Test
    void nothing_is_left_of_the_file_before() throws IOException {
        file.read(with("VmRSS: 1"));

        assertThat(file.read(folder.resolve("missing").toFile()).numberAfter("VmRSS:"))
                .isEmpty();
        assertThat(file.read(folder.toFile()).numberAfter("VmRSS:")).isEmpty();
    }

    private File with(String text) throws IOException {
        return Files.writeString(folder.resolve("file"), text).toFile();
    }
}
