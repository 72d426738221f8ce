package dev.barque.benchmarks;

import dev.barque.benchmarks.contest.Bar;
import dev.barque.benchmarks.contest.Question;
import dev.barque.benchmarks.contest.Role;
import dev.barque.benchmarks.contest.Unit;
import dev.barque.benchmarks.contest.Work;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.store.asof.FileColumns;
import dev.barque.store.asof.FileJoin;
import dev.barque.store.parquet.ParquetScan;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An as-of join with the rows of a Parquet file. */
final class FileJoinQuestion {
    private FileJoinQuestion() {}

    static Question<OneFile> question() {
        return Question.about(
                        "join-file",
                        OneFile.class,
                        (dose, scratch) ->
                                new OneFile(scratch, dose.of(10_000_000, 200_000), dose.of(1_000_000, 20_000)))
                .asks(
                        "How fast is an as-of join with one zstd Parquet file?",
                        "1,000,000 questions by time with a file of 10,000,000 rows (100 symbols as text, time, 8 doubles) that"
                                + " DuckDB wrote; the file is opened and read in each run. Ours hands out columns, the others a"
                                + " sum.")
                .counts(Unit.QUESTIONS, OneFile::questions)
                .jvm("-Xmx4g")
                .ours("FileJoin", given -> join(given, 1))
                .line("FileJoin, 2 threads", Role.OURS, 2, given -> join(given, 2))
                .line(Duck.NAME, Role.PEER, 1, given -> duckDb(given, 1))
                .line(Duck.NAME, Role.PEER, 2, given -> duckDb(given, 2))
                .limit("unpacking of all pages alone", given -> new Unpacking(given.file()))
                .bar(new Bar.AheadOf("DuckDB", 2.5))
                .bar(new Bar.AheadOfPeers(1))
                .build();
    }

    private static Work join(OneFile given, int threads) {
        FeatureSchema.Builder schema = FeatureSchema.builder();
        List<String> fields = new ArrayList<>();
        for (int field = 0; field < OneFile.FIELDS; field++) {
            schema.float64("field_" + field, "1");
            fields.add("field_" + field);
        }
        FeatureSet set =
                new FeatureSet(FeatureSetId.of("file"), schema.build(), Lookback.atMost(Duration.ofDays(36_500)));
        Pool pool = new Pool(threads);
        return new ColumnsWork(
                OneFile.FIELDS,
                () -> FileJoin.with(
                                () -> ParquetScan.open(given.file()),
                                FileColumns.lagged("symbol", "time", Duration.ZERO),
                                set,
                                fields)
                        .parallel(pool.threads(), threads)
                        .columns(given.spine()),
                pool);
    }

    private static Work duckDb(OneFile given, int threads) throws SQLException {
        Duck duck = new Duck(threads);
        given.fillSpine(duck);
        String sql = "SELECT sum(" + Duck.fields("r.", OneFile.FIELDS, " + ") + ") FROM spine s ASOF JOIN '"
                + given.file() + "' r ON s.symbol = r.symbol AND s.time >= r.time";
        return new SumWork(() -> duck.number(sql), duck);
    }
}
