package dev.barque.cli.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void on_a_terminal_a_bar_is_drawn_in_its_place_and_within_the_width() {
        ByteArrayOutputStream drawn = new ByteArrayOutputStream();
        PrintStream terminal = new PrintStream(drawn, true, StandardCharsets.UTF_8);

        try (Progress.Task task = Progress.bars(terminal, 60).start("Replay", "bars", 390)) {
            task.to(195);
            task.to(390);
        }

        String text = drawn.toString(StandardCharsets.UTF_8);
        assertThat(text).contains("\r", "Replay", "390/390 bars", "100%");
        assertThat(text.split("[\r\n]+")).allMatch(line -> line.length() <= 60);
    }

    @Test
    void what_else_there_is_to_say_stands_behind_the_bar_and_within_the_width() {
        ByteArrayOutputStream drawn = new ByteArrayOutputStream();
        PrintStream terminal = new PrintStream(drawn, true, StandardCharsets.UTF_8);

        try (Progress.Task task = Progress.bars(terminal, 100).start("Replay", "bars", 390)) {
            task.say("12345 rows/s, 99 s left");
            task.to(390);
        }

        String text = drawn.toString(StandardCharsets.UTF_8);
        assertThat(text).contains("12345 rows/s, 99 s left");
        assertThat(text.split("[\r\n]+")).allMatch(line -> line.length() <= 100);
    }

    @Test
    void elsewhere_a_task_is_a_line() {
        StringWriter lines = new StringWriter();

        try (Progress.Task task = Progress.lines(new PrintWriter(lines)).start("Replay", "bars", 390)) {
            task.to(195);
            task.to(390);
        }

        assertThat(lines.toString()).matches("Replay: 390 bars in \\d+\\.\\d s\\R");
    }
}
