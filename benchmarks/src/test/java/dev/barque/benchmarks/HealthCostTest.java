package dev.barque.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.ops.CheckState;
import dev.barque.ops.HealthReport;
import dev.barque.ops.HealthStatus;
import dev.barque.store.l1.L1Files;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pass over thirty checks that ship costs, warm; times are in docs/performance.md. */
class HealthCostTest {
    private static final int WARM_UP = 40;
    private static final int PASSES = 20;

    @TempDir
    private Path folder;

    private HealthCost cost;

    @BeforeEach
    void begin() {
        HealthyHome home = HealthyHome.in(folder);
        cost = new HealthCost(home, L1Files.ofHome(home.directory()).build());
    }

    @AfterEach
    void end() {
        cost.close();
    }

    @Test
    void thirty_checks_answer_and_allocate_less_than_eight_tenths_of_a_megabyte() {
        HealthReport first = cost.pass();
        assertThat(first.checks()).hasSize(30).extracting(CheckState::status).doesNotContain(HealthStatus.UNKNOWN);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 4; round++) {
            // The best round counts: in the others code may still run that was not compiled yet.
            int passes = round == 0 ? WARM_UP : PASSES;
            long before = cost.allocated();
            for (int i = 0; i < passes; i++) {
                cost.pass();
            }
            least = Math.min(least, (cost.allocated() - before) / passes);
        }
        assertThat(least).as("bytes of a pass").isBetween(100_000L, 800_000L);
    }

    @Test
    void a_pass_reads_few_files_and_none_of_bars_that_it_has_read_before() throws IOException {
        // The first pass looks at more days than are kept, so that the second may read one again.
        cost.pass();
        cost.pass();
        cost.pass();
        Set<String> read = new TreeSet<>();
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileRead").withThreshold(Duration.ZERO).withoutStackTrace();
            recording.start();
            cost.pass();
            recording.stop();
            Path events = folder.resolve("events.jfr");
            recording.dump(events);
            for (RecordedEvent event : RecordingFile.readAllEvents(events)) {
                read.add(event.getString("path"));
            }
        }
        assertThat(read)
                .hasSizeBetween(3, 20)
                .anyMatch(file -> file.contains("log"))
                .noneMatch(file -> file.endsWith(".parquet"));
    }
}
