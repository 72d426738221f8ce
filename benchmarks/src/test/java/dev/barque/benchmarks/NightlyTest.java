package dev.barque.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.benchmarks.nightly.Comparison;
import dev.barque.benchmarks.nightly.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hot paths beside their limits, compared with {@code benchmarks/baseline.json}: {@code ./mvnw -Pnightly test -pl benchmarks -am}.
 * {@code -Dbarque.nightly.results=FILE} compares results of {@code benchmarks/run} instead, {@code -Dbarque.nightly.keep=true} keeps
 * what was found as the new baseline, {@code -Dbarque.nightly.tolerance=1.3} allows less.
 */
@Tag("nightly")
class NightlyTest {
    private static final Path BASELINE = Path.of("baseline.json");
    /** Much, for a ratio: the noise of a machine that does something else too. */
    private static final String TOLERANCE = "1.5";

    @TempDir
    Path directory;

    @Test
    void no_hot_path_takes_longer_beside_its_limit_than_when_the_baseline_was_kept() throws IOException {
        Map<String, Double> now = measured();
        if (Boolean.getBoolean("barque.nightly.keep")) {
            new Figures(
                            LocalDate.now(Clock.systemUTC()).toString(),
                            Runtime.version().toString(),
                            now)
                    .write(BASELINE);
        }
        double tolerance = Double.parseDouble(System.getProperty("barque.nightly.tolerance", TOLERANCE));
        Map<String, Double> before = Figures.read(BASELINE).timesLimit();
        Comparison comparison = Comparison.of(before, now, tolerance);
        if (comparison.fails() && System.getProperty("barque.nightly.results") == null) {
            // Only what is slower twice is slower.
            measured().forEach((name, figure) -> now.merge(name, figure, Math::min));
            comparison = Comparison.of(before, now, tolerance);
        }
        Files.writeString(Path.of("target/nightly.md"), comparison.table());
        System.out.println(comparison.table());
        assertThat(comparison.fails()).as(comparison.table()).isFalse();
    }

    private Map<String, Double> measured() throws IOException {
        String results = System.getProperty("barque.nightly.results");
        if (results != null) {
            return Figures.ofResults(Files.readString(Path.of(results)));
        }
        Map<String, Double> found = new TreeMap<>();
        for (Map.Entry<String, HotPaths.Measure> path :
                new HotPaths(directory).all().entrySet()) {
            found.put(path.getKey(), path.getValue().timesLimit());
        }
        return found;
    }
}
