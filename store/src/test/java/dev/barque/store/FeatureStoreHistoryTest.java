package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.asof.AsOfJoin;
import dev.barque.store.asof.FeatureTable;
import dev.barque.store.asof.JoinedColumns;
import dev.barque.store.asof.Spine;
import dev.barque.store.asof.SpineJoin;
import dev.barque.store.asof.TableSelection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store beside a model that keeps a list and looks at all of it. */
class FeatureStoreHistoryTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final long START = UtcMicros.of(Instant.parse("2025-10-30T22:00:00Z"));
    private static final long STEP = 20 * UtcMicros.PER_MINUTE;
    private static final List<Symbol> SYMBOLS = List.of(Symbol.of("SPY"), Symbol.of("spy"));
    private static final FeatureSet DAILY = TestRows.set("daily", Lookback.sameDate());
    private static final FeatureSet AGED = TestRows.set("aged", Lookback.atMost(Duration.ofHours(30)));

    @TempDir
    Path home;

    /** All rows ever accepted, in the order of writing. */
    private static final class Model {
        private final List<FeatureRow> rows = new ArrayList<>();

        void append(FeatureRow row) {
            if (rows.stream().noneMatch(row::sameContent)) {
                rows.add(row);
            }
        }

        Optional<FeatureRow> find(FeatureSet set, Symbol symbol, AsOf asOf) {
            FeatureRow best = null;
            for (FeatureRow row : rows) {
                boolean seen = row.set().id().equals(set.id())
                        && row.symbol().equals(symbol)
                        && asOf.sees(row.eventMicros(), row.knownMicros());
                boolean inReach = set.lookback() instanceof Lookback.MaxAge age
                        ? !row.eventTime().isBefore(asOf.eventTime().minus(age.maxAge()))
                        : UtcMicros.utcDate(row.eventMicros()).equals(UtcMicros.utcDate(asOf.eventMicros()));
                if (seen && inReach && (best == null || !isBefore(row, best))) {
                    best = row;
                }
            }
            return Optional.ofNullable(best);
        }

        private static boolean isBefore(FeatureRow row, FeatureRow best) {
            return row.eventMicros() != best.eventMicros()
                    ? row.eventMicros() < best.eventMicros()
                    : row.knownMicros() < best.knownMicros();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void random_histories_agree_with_a_naive_model(long seed) {
        Random random = new Random(seed);
        Model model = new Model();
        ParquetFeatureStore store = open();
        try (ParquetFeatureStore reader = ParquetFeatureStore.builder(home)
                .set(DAILY)
                .set(AGED)
                .cacheBytes(20_000)
                .openReadOnly()) {
            for (int round = 0; round < 20; round++) {
                List<FeatureRow> batch = batch(random, model);
                batch.forEach(model::append);
                store.append(batch);
                if (random.nextInt(3) == 0) {
                    store.seal();
                } else if (random.nextInt(3) == 0) {
                    store.seal(UtcMicros.utcDate(START + STEP * random.nextInt(180)));
                }
                if (random.nextInt(8) == 0) {
                    store.close();
                    store = open();
                }
                for (int i = 0; i < 40; i++) {
                    FeatureSet set = random.nextBoolean() ? DAILY : AGED;
                    Symbol symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
                    AsOf asOf = asOf(random);
                    Optional<FeatureRow> expected = model.find(set, symbol, asOf);
                    ParquetFeatureStore asked = random.nextBoolean() ? store : reader;
                    Optional<FeatureRow> found = asked.find(set.id(), symbol, asOf);
                    assertThat(found.isPresent())
                            .as("seed %d, round %d, %s %s %s", seed, round, set.id(), symbol, asOf)
                            .isEqualTo(expected.isPresent());
                    found.ifPresent(row -> assertThat(row.sameContent(expected.orElseThrow()))
                            .as("seed %d, %s found, %s expected", seed, row, expected)
                            .isTrue());
                }
                assertJoin(random.nextBoolean() ? store : reader, model, random, "seed " + seed + ", round " + round);
            }
        } finally {
            store.close();
        }
    }

    /** A table of what is sealed and what is not answers as the model does. */
    private static void assertJoin(ParquetFeatureStore store, Model model, Random random, String where) {
        FeatureSet set = random.nextBoolean() ? DAILY : AGED;
        Spine.Builder asked = Spine.builder();
        List<AsOf> times = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            times.add(asOf(random));
            asked.ask(SYMBOLS.get(random.nextInt(SYMBOLS.size())), times.get(i));
        }
        Spine spine = asked.build();
        List<String> fields =
                random.nextBoolean() ? FeatureTable.scalars(set) : List.of("hedge.present.regime", "number");
        FeatureTable table = store.table(TableSelection.of(set.id(), SYMBOLS).fields(fields));
        boolean bySymbol = random.nextBoolean();
        JoinedColumns joined = bySymbol
                ? SpineJoin.with(store::table, set, fields).columns(spine)
                : AsOfJoin.with(table).columns(spine);
        for (int q = 0; q < spine.size(); q++) {
            Optional<FeatureRow> expected = model.find(set, spine.symbol(q), times.get(q));
            assertThat(joined.isMatched(q)).as(where).isEqualTo(expected.isPresent());
            if (expected.isPresent()) {
                FeatureRow row = expected.get();
                assertThat(joined.eventMicros()[q]).as(where).isEqualTo(row.eventMicros());
                assertThat(joined.knownMicros()[q]).as(where).isEqualTo(row.knownMicros());
                for (int column = 0; column < fields.size(); column++) {
                    assertValue(joined, q, column, row, set.schema().indexOf(fields.get(column)), where);
                }
            }
        }
    }

    private static void assertValue(JoinedColumns joined, int q, int column, FeatureRow row, int field, String where) {
        assertThat(joined.isNull(q, column)).as(where).isEqualTo(row.isNull(field));
        if (!row.isNull(field)) {
            Object found = switch (row.schema().field(field).type()) {
                case FLOAT64 -> joined.float64(column)[q];
                case INT64 -> joined.int64(column)[q];
                case BOOL -> joined.bool(column)[q];
                default -> joined.string(column)[q];
            };
            assertThat(found).as(where).isEqualTo(row.value(field));
        }
    }

    private static List<FeatureRow> batch(Random random, Model model) {
        List<FeatureRow> batch = new ArrayList<>();
        int size = 1 + random.nextInt(12);
        for (int i = 0; i < size; i++) {
            if (!model.rows.isEmpty() && random.nextInt(5) == 0) {
                batch.add(model.rows.get(random.nextInt(model.rows.size()))); // the same once more
            } else {
                // Few instants, so that there are corrections, ties of both times, late rows and midnights.
                long event = START + STEP * random.nextInt(180);
                long known = event + STEP * random.nextInt(4) * random.nextInt(4);
                batch.add(TestRows.numbered(
                        random.nextBoolean() ? DAILY : AGED,
                        SYMBOLS.get(random.nextInt(SYMBOLS.size())),
                        event,
                        known,
                        random.nextInt(1000)));
            }
        }
        return batch;
    }

    private static AsOf asOf(Random random) {
        long event = START + STEP * random.nextInt(190) - random.nextInt(2);
        long known = switch (random.nextInt(3)) {
            case 0 -> event;
            case 1 -> event + STEP * random.nextInt(10);
            default -> event - STEP * random.nextInt(4);
        };
        return new AsOf(UtcMicros.toInstant(event), UtcMicros.toInstant(known));
    }

    @Test
    void readers_beside_a_writer_see_whole_versions_that_only_grow() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Symbol spy = SYMBOLS.get(0);
        AsOf end = AsOf.at(START + STEP);
        List<Thread> readers = new ArrayList<>();
        try (ParquetFeatureStore writer = open()) {
            for (int i = 0; i < 3; i++) {
                boolean ofTheWriter = i == 0;
                Thread reader = new Thread(() -> {
                    try (ParquetFeatureStore own =
                            ParquetFeatureStore.builder(home).set(DAILY).openReadOnly()) {
                        ParquetFeatureStore store = ofTheWriter ? writer : own;
                        double last = -1;
                        while (!done.get()) {
                            Optional<FeatureRow> row = store.find(DAILY.id(), spy, end);
                            double number = row.isPresent() ? row.get().float64(0) : -1;
                            int rows = store.rows(DAILY.id(), spy, UtcMicros.utcDate(START))
                                    .size();
                            // Both rows of a batch or none: batches have two.
                            if (number < last || rows % 2 != 0 || rows < number + 1) {
                                throw new AssertionError("saw " + number + " after " + last + " in " + rows + " rows");
                            }
                            last = number;
                        }
                    } catch (Throwable t) {
                        failure.compareAndSet(null, t);
                    }
                });
                reader.start();
                readers.add(reader);
            }
            for (int i = 0; i < 200 && failure.get() == null; i++) {
                writer.append(List.of(
                        TestRows.numbered(DAILY, spy, START + 2L * i, START + 2L * i, 2.0 * i),
                        TestRows.numbered(DAILY, spy, START + 2L * i + 1, START + 2L * i + 1, 2.0 * i + 1)));
                if (i % 7 == 6) {
                    writer.seal();
                }
            }
            done.set(true);
            for (Thread reader : readers) {
                reader.join();
            }
        }
        assertThat(failure.get()).isNull();
    }

    private ParquetFeatureStore open() {
        return ParquetFeatureStore.builder(home).set(DAILY).set(AGED).open(CLOCK);
    }
}
