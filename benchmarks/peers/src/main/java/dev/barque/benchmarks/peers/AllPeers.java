package dev.barque.benchmarks.peers;

import dev.barque.benchmarks.AppendRows;
import dev.barque.benchmarks.CrossBars;
import dev.barque.benchmarks.MinuteRows;
import dev.barque.benchmarks.OneFile;
import dev.barque.benchmarks.SealedHome;
import dev.barque.benchmarks.ThirtyChecks;
import dev.barque.benchmarks.WideDay;
import dev.barque.benchmarks.contest.Entrant;
import dev.barque.benchmarks.contest.Line;
import dev.barque.benchmarks.contest.PeerLines;
import dev.barque.benchmarks.contest.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who stands beside us, question by question. */
public final class AllPeers implements PeerLines {
    private static final String ROCKS = "RocksDB 9.8.4";
    private static final String LMDB = "LMDB 0.9.3";
    private static final String MVSTORE = "H2 MVStore 2.5.252";
    private static final String CHRONICLE = "Chronicle Queue 5.27ea5";
    private static final String QUEST = "QuestDB 9.3.4, embedded";
    private static final String PARQUET = "parquet-java 1.18.1";
    private static final String POLARS = "Polars (nodejs-polars 0.24.0)";

    @Override
    public Map<String, List<Line>> lines() {
        return Map.of(
                "read",
                List.of(
                        peer(LMDB + ", cursor", 1, MinuteRows.class, LmdbRows::new),
                        peer(ROCKS + ", iterator, blocks in its cache", 1, MinuteRows.class, RocksRows::new),
                        peer(MVSTORE + ", floorKey and get", 1, MinuteRows.class, MvRows::new)),
                "join",
                List.of(
                        peer(QUEST, 1, MinuteRows.class, given -> new QuestRows(given, "")),
                        peer(
                                "QuestDB 9.3.4, asof_dense",
                                1,
                                MinuteRows.class,
                                given -> new QuestRows(given, "/*+ asof_dense(s r) */")),
                        peer(POLARS, 2, MinuteRows.class, Polars::joinInMemory)),
                "join-file",
                List.of(peer(POLARS, 2, OneFile.class, Polars::joinFromFile)),
                "scan",
                List.of(
                        peer(PARQUET + ", ColumnReader into arrays", 1, OneFile.class, ParquetColumns::new),
                        peer(POLARS + ", its own sum", 2, OneFile.class, Polars::scan)),
                "read-cold",
                List.of(peer(PARQUET + ", records", 1, SealedHome.class, ParquetRecords::new)),
                "seal",
                List.of(peer(PARQUET + ", writer and sync", 1, WideDay.class, ParquetWrites::new)),
                "append-sync",
                appends(true),
                "append-os",
                appends(false),
                "health",
                List.of(peer(
                        "Dropwizard health checks 4.2.37, 2 threads", 2, ThirtyChecks.class, DropwizardChecks::new)),
                "replay",
                List.of(peer("ta4j 0.22.2, doubles", 1, CrossBars.class, Ta4j::enter)));
    }

    private static List<Line> appends(boolean syncs) {
        List<Line> lines = new ArrayList<>();
        lines.add(peer(ROCKS + ", write-ahead log", 1, AppendRows.class, given -> new RocksAppends(given, syncs)));
        lines.add(peer(LMDB + ", a commit each", 1, AppendRows.class, given -> new LmdbAppends(given, syncs)));
        lines.add(peer(MVSTORE + ", a commit each", 1, AppendRows.class, given -> new MvAppends(given, syncs)));
        lines.add(peer(CHRONICLE, 1, AppendRows.class, given -> new ChronicleAppends(given, syncs)));
        lines.add(peer(QUEST + ", a commit each", 1, AppendRows.class, given -> new QuestAppends(given, syncs)));
        return lines;
    }

    private static <G> Line peer(String name, int threads, Class<G> given, Entrant<G> entrant) {
        return Line.of(name, Role.PEER, threads, given, entrant);
    }

    /** What the documents of LMDB's binding and of Chronicle ask for on Java 17. */
    @Override
    public List<String> jvmFlags() {
        return List.of(
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED",
                "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
                "--add-opens=jdk.compiler/com.sun.tools.javac=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
    }
}
