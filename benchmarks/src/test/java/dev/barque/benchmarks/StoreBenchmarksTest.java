package dev.barque.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.store.Durability;
import dev.barque.store.ParquetFeatureStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the benchmarks run at all, and that contenders have the same work. */
class StoreBenchmarksTest {
    @TempDir
    Path directory;

    @Test
    void appends_are_timed_beside_bare_writes() throws IOException {
        for (Durability durability : Durability.values()) {
            assertThat(AppendLatency.run(durability, 50))
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line.p50()).isBetween(1L, line.p999()));
        }
    }

    @Test
    void threads_append_together() throws InterruptedException {
        try (ParquetFeatureStore store = ParquetFeatureStore.builder(directory)
                .set(new WideRows(60, 1).set())
                .open(Clock.systemUTC())) {
            assertThat(ConcurrentAppends.run(store, 3, 20, new AtomicLong(WideRows.START)))
                    .isPositive();
        }
    }

    @Test
    void both_seal_the_same_number_of_rows() throws SQLException {
        SealRows benchmark = new SealRows(500, 8, 1, 1);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            benchmark.fill(connection);
            assertThat(benchmark.seal(directory.resolve("home")).bytes()).isPositive();
            Path file = directory.resolve("copy.parquet");
            assertThat(benchmark.copy(connection, 1, file).bytes()).isPositive();
            try (ResultSet count = statement.executeQuery("SELECT count(*) FROM '" + file + "'")) {
                assertThat(count.next()).isTrue();
                assertThat(count.getInt(1)).isEqualTo(500);
            }
        }
    }

    @Test
    void a_log_is_read_and_reopened() throws IOException {
        Reopen.fill(directory, 2_000);
        assertThat(Reopen.read(directory)).isPositive();
        assertThat(Reopen.open(directory, 2_000)).isPositive();
    }
}
