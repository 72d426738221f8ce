package dev.barque.benchmarks;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.OptionChains;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.backtest.engine.BarFeed;
import dev.barque.backtest.engine.MarketView;
import dev.barque.backtest.engine.PortfolioReplay;
import dev.barque.backtest.engine.ReplaySink;
import dev.barque.backtest.engine.Strategy;
import dev.barque.backtest.engine.Ticket;
import dev.barque.benchmarks.nightly.Turns;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.store.Durability;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.StoreVerifier;
import dev.barque.store.VerifyDepth;
import dev.barque.store.asof.AsOfJoin;
import dev.barque.store.asof.FeatureSeries;
import dev.barque.store.asof.FeatureTable;
import dev.barque.store.asof.Spine;
import dev.barque.store.parquet.ParquetScan;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Hot paths, each beside the limit of the same work: the plain loop, the bare write, the hash alone. */
final class HotPaths {
    private static final int ROWS = 200_000;
    private static final int FIELDS = 8;

    private final Path directory;

    /** A path and how to measure it. */
    @FunctionalInterface
    interface Measure {
        double timesLimit() throws IOException;
    }

    HotPaths(Path directory) {
        this.directory = directory;
    }

    /** By name. */
    Map<String, Measure> all() {
        return new TreeMap<>(Map.of(
                "read: FeatureSeries.find", this::read,
                "join: AsOfJoin.each", this::join,
                "append: OS", () -> append(Durability.OS),
                "append: SYNC", () -> append(Durability.SYNC),
                "reopen: log of 32 MiB", this::reopen,
                "scan: a column of doubles", this::scan,
                "digest: verification", this::digest,
                "bar: features and decision, V1", this::bar,
                "replay: cross of means", this::replay));
    }

    private static long time(int row) {
        return WideRows.START + row * 1_000L;
    }

    private static FeatureTable table(double[] values) {
        WideRows wide = new WideRows(FIELDS, 1);
        FeatureTable.Builder table = FeatureTable.builder(wide.set(), FeatureTable.scalars(wide.set()));
        FeatureTable.Rows rows = table.rows(Symbol.of("SPY"));
        for (int row = 0; row < ROWS; row++) {
            rows.add(time(row), time(row));
            double[] next = wide.next();
            System.arraycopy(next, 0, values, row * FIELDS, FIELDS);
            for (int field = 0; field < FIELDS; field++) {
                rows.float64(row, field, next[field]);
            }
        }
        return table.build();
    }

    private static long[] questions(boolean byTime) {
        long[] times = new SplittableRandom(3)
                .ints(100_000, 0, ROWS)
                .mapToLong(HotPaths::time)
                .toArray();
        if (byTime) {
            Arrays.sort(times);
        }
        return times;
    }

    /** Beside a binary search in an array and eight values beside each other in another. */
    private double read() throws IOException {
        double[] values = new double[ROWS * FIELDS];
        FeatureSeries series = table(values).series(Symbol.of("SPY")).orElseThrow();
        long[] times = IntStream.range(0, ROWS).mapToLong(HotPaths::time).toArray();
        long[] asked = questions(false);
        return Turns.ofSums(
                () -> {
                    double sum = 0;
                    for (long time : asked) {
                        int row = series.find(time, time);
                        for (int field = 0; field < FIELDS; field++) {
                            sum += series.float64(row, field);
                        }
                    }
                    return sum;
                },
                () -> {
                    double sum = 0;
                    for (long time : asked) {
                        int row = Arrays.binarySearch(times, time);
                        for (int field = 0; field < FIELDS; field++) {
                            sum += values[row * FIELDS + field];
                        }
                    }
                    return sum;
                });
    }

    /** Beside two places that go forward in two arrays. */
    private double join() throws IOException {
        double[] values = new double[ROWS * FIELDS];
        AsOfJoin join = AsOfJoin.with(table(values));
        long[] times = IntStream.range(0, ROWS).mapToLong(HotPaths::time).toArray();
        long[] asked = questions(true);
        Spine spine = Spine.of(List.of(Symbol.of("SPY")), new int[asked.length], asked);
        return Turns.ofSums(
                () -> {
                    double[] sum = new double[1];
                    join.each(spine, (question, series, row) -> {
                        double add = 0;
                        for (int field = 0; field < FIELDS; field++) {
                            add += series.float64(row, field);
                        }
                        sum[0] += add;
                    });
                    return sum[0];
                },
                () -> {
                    double sum = 0;
                    int row = 0;
                    for (long time : asked) {
                        while (row + 1 < ROWS && times[row + 1] <= time) {
                            row++;
                        }
                        double add = 0;
                        for (int field = 0; field < FIELDS; field++) {
                            add += values[row * FIELDS + field];
                        }
                        sum += add;
                    }
                    return sum;
                });
    }

    /** Beside the same bytes written bare; medians of single calls. */
    private double append(Durability durability) throws IOException {
        int appends = durability == Durability.OS ? 5_000 : 500;
        double[] bare = new double[1];
        return Turns.ofTimes(
                () -> {
                    List<AppendLatency.Line> lines = AppendLatency.run(durability, appends);
                    bare[0] = lines.get(0).p50();
                    return lines.get(1).p50();
                },
                () -> bare[0]);
    }

    /** Beside reading its bytes once. */
    private double reopen() throws IOException {
        int rows = (32 << 20) / 540;
        Path home = directory.resolve("reopen");
        Reopen.fill(home, rows);
        double found = Turns.ofTimes(() -> (double) Reopen.open(home, rows), () -> (double) Reopen.read(home));
        Scratch.delete(home);
        return found;
    }

    private Path sealed(String name, int rows) {
        Path home = directory.resolve(name);
        WideRows wide = new WideRows(FIELDS, 2);
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(wide.set()).open(Clock.systemUTC())) {
            List<FeatureRow> batch = IntStream.range(0, rows)
                    .mapToObj(row -> wide.row(Symbol.of("SPY"), time(row)))
                    .toList();
            store.append(batch);
            store.seal();
        }
        return home;
    }

    /** Beside the sum of values that lie in memory; it unpacks zstd, so it is far from that. */
    private double scan() throws IOException {
        Path home = sealed("scan", ROWS);
        Path file = home.resolve("data/date=2025-11-03/symbol=SPY/feature_set_id=v1/features.parquet");
        double[] into = new double[ROWS];
        double[] values = new double[ROWS];
        try (ParquetScan scan = ParquetScan.open(file)) {
            read(scan, values);
            double found = Turns.ofSums(
                    () -> {
                        read(scan, into);
                        return sum(into);
                    },
                    () -> sum(values));
            Scratch.delete(home);
            return found;
        }
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static void read(ParquetScan scan, double[] to) {
        int at = 0;
        for (int group = 0; group < scan.groups(); group++) {
            scan.float64(group, "group.field_3", to, at);
            at += scan.rows(group);
        }
    }

    /** Beside hashing as many bytes that lie in memory. */
    private double digest() throws IOException {
        Path home = sealed("digest", ROWS / 4);
        StoreVerifier verifier = StoreVerifier.of(home).depth(VerifyDepth.DIGESTS);
        byte[] piece = new byte[1 << 17];
        MessageDigest sha = sha256();
        long bytes = verifier.verify().bytes();
        return Turns.ofSums(() -> verifier.verify().bytes(), () -> {
            for (long left = bytes; left > 0; left -= piece.length) {
                sha.update(piece, 0, (int) Math.min(left, piece.length));
            }
            return sha.digest().length == 32 ? bytes : 0;
        });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    /** Beside a sorted copy of as many numbers as the window of an engine has. */
    private double bar() throws IOException {
        DecisionPipeline pipeline = new DecisionPipeline(StandardProfiles.v1(), OptionChains.none());
        Bars bars = RandomDay.of(1);
        int first = pipeline.profile().warmUpBars();
        double[] closes =
                IntStream.range(0, bars.size()).mapToDouble(bars::close).toArray();
        return Turns.ofSums(
                () -> {
                    int decided = 0;
                    for (int i = first; i < bars.size(); i++) {
                        decided += pipeline.decide(pipeline.features(bars, i), pipeline.contextAt(bars, i))
                                        .grounds()
                                        .views()
                                        .isEmpty()
                                ? 0
                                : 1;
                    }
                    return decided;
                },
                () -> {
                    int sorted = 0;
                    for (int i = first; i < bars.size(); i++) {
                        double[] window = Arrays.copyOfRange(closes, Math.max(0, i - 60), i);
                        Arrays.sort(window);
                        sorted += window[0] <= window[window.length - 1] ? 1 : 0;
                    }
                    return sorted;
                });
    }

    /** Beside the same sums over an array of closes. */
    private double replay() throws IOException {
        int count = 200_000;
        Bars.Builder builder = Bars.builder(Symbol.of("SPY"));
        SplittableRandom random = new SplittableRandom(7);
        double price = 400;
        for (int i = 0; i < count; i++) {
            price += random.nextDouble() - 0.5;
            builder.add(WideRows.START + i * 60_000_000L, price, 50_000, 50_000 * price);
        }
        Bars bars = builder.build();
        double[] closes = IntStream.range(0, count).mapToDouble(bars::close).toArray();
        PortfolioReplay replay = PortfolioReplay.builder(TradingCalendars.alwaysOpen(), 1_000_000)
                .build();
        return Turns.ofSums(
                () -> {
                    Crosses crosses = new Crosses();
                    replay.run(List.of(BarFeed.of(bars)), crosses, ReplaySink.none());
                    return crosses.count;
                },
                () -> {
                    Crosses crosses = new Crosses();
                    for (double close : closes) {
                        crosses.next(close);
                    }
                    return crosses.count;
                });
    }

    /** How often the mean of 20 closes crosses that of 100; trades on each. */
    private static final class Crosses implements Strategy {
        private final double[] last = new double[100];
        private double fast;
        private double slow;
        private int seen;
        private int count;
        private boolean above;

        @Override
        public String id() {
            return "crosses";
        }

        private boolean next(double close) {
            slow += close - last[seen % 100];
            fast += close - last[(seen + 80) % 100];
            last[seen++ % 100] = close;
            boolean now = fast / 20 > slow / 100;
            boolean crossed = seen > 100 && now != above;
            above = now;
            count += crossed ? 1 : 0;
            return crossed;
        }

        @Override
        public void onBar(MarketView view, Ticket ticket) {
            if (next(view.close())) {
                ticket.moveTo(above ? 100 : 0);
            }
        }
    }
}
