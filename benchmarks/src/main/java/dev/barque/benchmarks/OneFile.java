package dev.barque.benchmarks;

import dev.barque.core.market.Symbol;
import dev.barque.store.asof.Spine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * One zstd Parquet file of another writer, DuckDB: symbol, time and 8 doubles, in the order of time; of the doubles two are prices to the
 * cent, two are scores of three digits, four have no pattern. And questions by time about its rows.
 */
public final class OneFile implements AutoCloseable {
    /** Doubles of a row: {@code field_0} to {@code field_7}. */
    public static final int FIELDS = 8;

    /** UTC microseconds of its first row, in its column {@code time}. */
    public static final long START = WideRows.START;

    private static final int SYMBOLS = 100;
    private static final long STEP = 600_000;

    private final Path scratch;
    private final int rows;
    private final Spine spine;

    OneFile(Path scratch, int rows, int questions) throws SQLException {
        this.scratch = scratch;
        this.rows = rows;
        spine = spine(rows, questions);
        try (Duck duck = new Duck(2)) {
            duck.execute(
                    "COPY (SELECT 'S' || (i % " + SYMBOLS + ") AS symbol, make_timestamptz((" + START + " + i * " + STEP
                            + ")::BIGINT) AS time" + columns() + " FROM range(" + rows + ") t(i)) TO '" + file()
                            + "' (FORMAT parquet, COMPRESSION zstd)");
            fillSpine(duck);
            duck.execute("COPY spine TO '" + spineFile() + "' (FORMAT parquet, COMPRESSION zstd)");
        }
    }

    private static String columns() {
        StringBuilder columns = new StringBuilder();
        for (int field = 0; field < FIELDS; field++) {
            String value = switch (field) {
                case 0, 1 -> "round(100 + " + field + " + 20 * sin(i / 50000.0) + random(), 2)";
                case 2, 3 -> "round(random(), 3)";
                default -> "random() * " + field;
            };
            columns.append(", ").append(value).append(" AS field_").append(field);
        }
        return columns.toString();
    }

    private static Spine spine(int rows, int questions) {
        Random random = new Random(11);
        // From the first second on, when each symbol has a row.
        long[] times = random.longs(questions, START + SYMBOLS * STEP, START + rows * STEP)
                .toArray();
        Arrays.sort(times);
        List<Symbol> names =
                IntStream.range(0, SYMBOLS).mapToObj(i -> Symbol.of("S" + i)).toList();
        return Spine.of(names, random.ints(questions, 0, SYMBOLS).toArray(), times);
    }

    /** A table {@code spine} of symbols as text and times. */
    void fillSpine(Duck duck) throws SQLException {
        duck.fill("micros", "symbol VARCHAR, micros BIGINT", to -> {
            for (int q = 0; q < spine.size(); q++) {
                to.beginRow();
                to.append(spine.symbol(q).value());
                to.append(spine.eventMicros(q));
                to.endRow();
            }
        });
        duck.execute("CREATE TABLE spine AS SELECT symbol, make_timestamptz(micros) AS time FROM micros");
        duck.execute("DROP TABLE micros");
    }

    /** The file of rows. */
    public Path file() {
        return scratch.resolve("rows.parquet");
    }

    /** The same kind of file with the questions: symbol and time. */
    public Path spineFile() {
        return scratch.resolve("spine.parquet");
    }

    /** How many rows it has. */
    public int rows() {
        return rows;
    }

    /** How many questions there are. */
    public int questions() {
        return spine.size();
    }

    Spine spine() {
        return spine;
    }

    /** Its bytes. */
    long bytes() throws IOException {
        return Files.size(file());
    }

    @Override
    public void close() {}
}
