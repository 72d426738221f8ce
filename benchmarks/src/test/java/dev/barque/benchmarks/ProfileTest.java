package dev.barque.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.OptionChains;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.market.Bars;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {
    @TempDir
    Path directory;

    @Test
    void shares_are_those_of_what_ran() throws IOException {
        Path file = directory.resolve("run.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
            recording.start();
            long end = System.nanoTime() + 1_500_000_000L;
            DecisionPipeline pipeline = new DecisionPipeline(StandardProfiles.v1(), OptionChains.none());
            Bars bars = RandomDay.of(1);
            int made = 0;
            while (System.nanoTime() < end) {
                made += pipeline.features(bars, 300 + made % 90).schema().size() > 0 ? 1 : 0;
            }
            recording.stop();
            recording.dump(file);
        }
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Profile.main(new String[] {"5", "DecisionPipeline.features", file.toString()});
        } finally {
            System.setOut(console);
        }
        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(text).containsPattern("[1-9]\\d* samples").containsPattern("\\| `\\w+\\.\\w+` \\| \\d+ % \\|");
        assertThat(text).doesNotContain("RandomDay", "ProfileTest");
    }
}
