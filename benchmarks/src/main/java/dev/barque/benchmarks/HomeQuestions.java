package dev.barque.benchmarks;

import dev.barque.benchmarks.contest.Bar;
import dev.barque.benchmarks.contest.Dose;
import dev.barque.benchmarks.contest.Question;
import dev.barque.benchmarks.contest.Role;
import dev.barque.benchmarks.contest.Unit;
import dev.barque.benchmarks.contest.Work;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.asof.AsOfJoin;
import dev.barque.store.asof.FeatureTable;
import dev.barque.store.asof.Spine;
import dev.barque.store.asof.SpineJoin;
import dev.barque.store.asof.TableSelection;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** What is sealed in a home: joined with many questions, and one row of a partition that is not in memory. */
final class HomeQuestions {
    private static final String COLD = "store.find";

    private HomeQuestions() {}

    static Question<SealedHome> join() {
        return Question.about(
                        "join-home",
                        SealedHome.class,
                        (dose, scratch) -> new SealedHome(
                                scratch, dose.of(100, 4), dose.of(48, 4), dose.of(1_000_000, 20_000), true))
                .asks(
                        "How fast is an as-of join with a home of many small files?",
                        "1,000,000 questions by time with 4,800 partitions of 390 rows of 8 doubles (100 symbols, 48 days), loading"
                                + " included. Ours checks every byte against its digest; DuckDB reads the same files by a list and"
                                + " checks none.")
                .counts(Unit.QUESTIONS, given -> given.spine().size())
                .jvm("-Xmx4g")
                .ours("table and join", given -> joined(given, 1))
                .line("table and join, 2 threads", Role.OURS, 2, given -> joined(given, 2))
                .line("symbol by symbol, 2 threads", Role.OURS, 2, HomeQuestions::bySymbol)
                .line(Duck.NAME, Role.PEER, 2, HomeQuestions::duckDb)
                .limit("SHA-256 of the same files", given -> new HashedFiles(given.files()))
                .bar(new Bar.AheadOf("DuckDB", 3))
                .because(
                        "besides the digest each file has to be opened, its footer parsed, 13 columns unpacked and decoded.")
                .build();
    }

    static Question<SealedHome> cold() {
        return Question.about("read-cold", SealedHome.class, HomeQuestions::coldHome)
                .asks(
                        "How long does a read of a partition take that is not in memory?",
                        "The last row up to an instant out of a random partition of 390 rows of 8 doubles, and the sum of its"
                                + " values; 500 reads a run, files in the page cache. Ours checks the digest of the whole file.")
                .counts(Unit.MICROS, given -> given.spine().size())
                .jvm("-Xmx2g")
                .ours(COLD, HomeQuestions::find)
                .line(Duck.NAME, Role.PEER, 2, HomeQuestions::duckDbReads)
                .limit("read the file, SHA-256", given -> new HashedFiles(asked(given)))
                .recorded(Published.NAME, Published.nanos("read.partition"))
                .bar(new Bar.AtMost(COLD, Unit.MICROS, 100_000))
                .bar(new Bar.AheadOfPeers(1))
                .because(
                        "besides the digest a read opens the file, parses its footer, unpacks and decodes the columns of time and"
                                + " of values.")
                .build();
    }

    private static SealedHome coldHome(Dose dose, Path scratch) throws Exception {
        return new SealedHome(scratch, dose.of(50, 4), dose.of(10, 4), dose.of(500, 50), false);
    }

    private static List<Path> asked(SealedHome given) {
        Spine spine = given.spine();
        return IntStream.range(0, spine.size())
                .mapToObj(q -> given.file(spine.symbol(q), spine.eventMicros(q)))
                .toList();
    }

    private static Work joined(SealedHome given, int threads) {
        Pool pool = new Pool(threads);
        return new ColumnsWork(
                SealedHome.FIELDS,
                () -> {
                    try (ParquetFeatureStore store = open(given, 0)) {
                        TableSelection all =
                                TableSelection.of(given.values().set().id(), given.symbols());
                        FeatureTable table = store.table(all.parallel(threads == 1 ? Runnable::run : pool.threads()));
                        AsOfJoin join = AsOfJoin.with(table);
                        return (threads == 1 ? join : join.parallel(pool.threads(), 8)).columns(given.spine());
                    }
                },
                pool);
    }

    private static Work bySymbol(SealedHome given) {
        Pool pool = new Pool(2);
        return new ColumnsWork(
                SealedHome.FIELDS,
                () -> {
                    try (ParquetFeatureStore store = open(given, 0)) {
                        return SpineJoin.with(
                                        store::table,
                                        given.values().set(),
                                        FeatureTable.scalars(given.values().set()))
                                .parallel(pool.threads())
                                .columns(given.spine());
                    }
                },
                pool);
    }

    private static ParquetFeatureStore open(SealedHome given, long cacheBytes) {
        return ParquetFeatureStore.builder(given.home())
                .set(given.values().set())
                .cacheBytes(cacheBytes)
                .openReadOnly();
    }

    private static Work find(SealedHome given) {
        ParquetFeatureStore store = open(given, 0);
        Spine spine = given.spine();
        return new SumWork(
                () -> {
                    double sum = 0;
                    for (int q = 0; q < spine.size(); q++) {
                        AsOf asOf = AsOf.at(UtcMicros.toInstant(spine.eventMicros(q)));
                        FeatureRow row = store.get(given.values().set().id(), spine.symbol(q), asOf);
                        for (int field = 0; field < SealedHome.FIELDS; field++) {
                            sum += row.float64(field);
                        }
                    }
                    return sum;
                },
                store);
    }

    private static Work duckDb(SealedHome given) throws SQLException {
        Duck duck = new Duck(2);
        Spine spine = given.spine();
        duck.fill("micros", "symbol VARCHAR, micros BIGINT", to -> {
            for (int q = 0; q < spine.size(); q++) {
                to.beginRow();
                to.append(spine.symbol(q).value());
                to.append(spine.eventMicros(q));
                to.endRow();
            }
        });
        duck.execute("CREATE TABLE spine AS SELECT symbol, make_timestamptz(micros) AS time FROM micros");
        StringBuilder files = new StringBuilder("[");
        given.files()
                .forEach(file -> files.append(files.length() == 1 ? "'" : ", '")
                        .append(file)
                        .append('\''));
        String sql = "SELECT sum(" + Duck.fields("r.\"group\".", SealedHome.FIELDS, " + ")
                + ") FROM spine s ASOF JOIN read_parquet(" + files
                + "], hive_partitioning = true, hive_types = {'symbol': 'VARCHAR'}) r"
                + " ON s.symbol = r.symbol AND s.time >= r.event_time"
                + " WHERE epoch_us(r.event_time) // 86400000000 = epoch_us(s.time) // 86400000000";
        return new SumWork(() -> duck.number(sql), duck);
    }

    private static Work duckDbReads(SealedHome given) throws SQLException {
        Duck duck = new Duck(2);
        List<Path> files = asked(given);
        return new SumWork(
                () -> {
                    double sum = 0;
                    for (int q = 0; q < files.size(); q++) {
                        sum += duck.number("SELECT " + Duck.fields("\"group\".", SealedHome.FIELDS, " + ") + " FROM '"
                                + files.get(q) + "' WHERE event_time <= make_timestamptz("
                                + given.spine().eventMicros(q) + ") ORDER BY event_time DESC LIMIT 1");
                    }
                    return sum;
                },
                duck);
    }
}
