package dev.barque.store.asof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;

/** Where every row is known at once and no two have the same time, joins answer as DuckDB's ASOF JOIN does. */
class AsOfJoinBesideDuckDbTest {
    private static final int ROWS = 30_000;
    private static final int QUESTIONS = 20_000;
    private static final int SYMBOLS = 20;

    @Test
    void answers_are_those_of_an_asof_join_of_duckdb() throws SQLException {
        long seed = Long.getLong("barque.test.seed", System.nanoTime());
        Random random = new Random(seed);
        FeatureSet set = new FeatureSet(
                FeatureSetId.of("v1"),
                FeatureSchema.builder().int64("number", "1").build(),
                Lookback.atMost(Duration.ofDays(365_000)));
        FeatureTable.Builder builder = FeatureTable.builder(set, List.of("number"));
        int[] symbols = random.ints(QUESTIONS, 0, SYMBOLS + 1).toArray();
        long[] times = random.longs(QUESTIONS, 0, 3_000_000).toArray();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE rows (symbol INTEGER, time BIGINT, number BIGINT)");
            statement.execute("CREATE TABLE spine (question INTEGER, symbol INTEGER, time BIGINT)");
            DuckDBConnection duckDb = connection.unwrap(DuckDBConnection.class);
            try (DuckDBAppender rows = duckDb.createAppender("main", "rows")) {
                for (int symbol = 0; symbol < SYMBOLS; symbol++) {
                    FeatureTable.Rows to = builder.rows(Symbol.of("S" + symbol));
                    for (long time : random.longs(ROWS / SYMBOLS, 0, 3_000_000)
                            .distinct()
                            .toArray()) {
                        long number = random.nextLong();
                        to.int64(to.add(time, time), 0, number);
                        rows.beginRow();
                        rows.append(symbol);
                        rows.append(time);
                        rows.append(number);
                        rows.endRow();
                    }
                }
            }
            try (DuckDBAppender spine = duckDb.createAppender("main", "spine")) {
                for (int q = 0; q < QUESTIONS; q++) {
                    spine.beginRow();
                    spine.append(q);
                    spine.append(symbols[q]);
                    spine.append(times[q]);
                    spine.endRow();
                }
            }
            List<Symbol> names = IntStream.rangeClosed(0, SYMBOLS)
                    .mapToObj(i -> Symbol.of("S" + i))
                    .toList();
            JoinedColumns joined = AsOfJoin.with(builder.build()).columns(Spine.of(names, symbols, times));

            boolean[] answered = new boolean[QUESTIONS];
            try (ResultSet rows = statement.executeQuery("SELECT s.question, r.number FROM spine s ASOF JOIN rows r"
                    + " ON s.symbol = r.symbol AND s.time >= r.time")) {
                while (rows.next()) {
                    int q = rows.getInt(1);
                    answered[q] = true;
                    assertThat(joined.int64(0)[q])
                            .as("seed %d, question %d", seed, q)
                            .isEqualTo(rows.getLong(2));
                }
            }
            boolean[] matched = new boolean[QUESTIONS];
            for (int q = 0; q < QUESTIONS; q++) {
                matched[q] = joined.isMatched(q);
            }
            assertThat(Arrays.equals(matched, answered)).as("seed %d", seed).isTrue();
            assertThat(joined.matched()).isBetween(QUESTIONS / 2, QUESTIONS - 1);
        }
    }
}
