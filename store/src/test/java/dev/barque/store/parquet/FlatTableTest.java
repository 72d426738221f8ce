package dev.barque.store.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.store.asof.RowGroups.Column;
import dev.barque.store.asof.RowGroups.Kind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlatTableTest {
    @TempDir
    Path folder;

    private static FlatTable table(int rows, long seed) {
        long[] times = new Random(seed).longs(rows, 0, 2_000_000_000_000_000L).toArray();
        return FlatTable.of("made_up", rows)
                .micros("time", row -> times[row])
                .int64("order", row -> Long.MAX_VALUE - row)
                .float64("price", row -> row % 3 == 0 ? Double.NaN : row / 3.0)
                .text("why", row -> row % 2 == 0 ? Optional.empty() : Optional.of("g\u00fct, \"" + row + "\"\n"));
    }

    @Test
    void what_was_written_is_read_again_bit_for_bit_by_our_own_reader() {
        Path file = folder.resolve("new/table.parquet");
        table(5_000, 7).write(file);
        long[] expected = new Random(7).longs(5_000, 0, 2_000_000_000_000_000L).toArray();

        try (ParquetScan scan = ParquetScan.open(file)) {
            assertThat(scan.rows()).isEqualTo(5_000);
            assertThat(scan.columns())
                    .containsExactly(
                            new Column("time", Kind.TIMESTAMP),
                            new Column("order", Kind.INT64),
                            new Column("price", Kind.FLOAT64),
                            new Column("why", Kind.TEXT));
            long[] times = new long[5_000];
            scan.micros(0, "time", times, 0);
            assertThat(times).isEqualTo(expected);
            double[] prices = new double[5_000];
            scan.float64(0, "price", prices, 0);
            assertThat(prices[3]).isNaN();
            assertThat(prices[4]).isEqualTo(4 / 3.0);
        }
    }

    @Test
    void duckdb_reads_it_and_passes_over_what_is_not_there() throws SQLException {
        Path file = folder.resolve("table.parquet");
        table(9, 7).write(file);

        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement ask = duck.createStatement();
                ResultSet found = ask.executeQuery("SELECT count(*), count(price), sum(price), min(why), max(\"order\")"
                        + " FROM '" + file + "'")) {
            assertThat(found.next()).isTrue();
            assertThat(found.getLong(1)).isEqualTo(9);
            assertThat(found.getLong(2)).isEqualTo(6);
            assertThat(found.getDouble(3)).isEqualTo((1 + 2 + 4 + 5 + 7 + 8) / 3.0);
            assertThat(found.getString(4)).isEqualTo("g\u00fct, \"1\"\n");
            assertThat(found.getLong(5)).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Test
    void a_table_without_rows_is_a_file_too_and_a_column_has_a_name_of_its_own() {
        Path file = folder.resolve("empty.parquet");
        table(0, 7).write(file);
        try (ParquetScan scan = ParquetScan.open(file)) {
            assertThat(scan.rows()).isZero();
        }
        assertThatThrownBy(() -> table(1, 7).int64("time", row -> 0))
                .hasMessage("The table made_up has two columns of the name time");
    }
}
