package dev.barque.store.regeneration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.PartitionRegenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegeneratorTest {
    private static final FeatureSet SET = new FeatureSet(
            FeatureSetId.of("v2"),
            FeatureSchema.builder()
                    .float64("force", "1")
                    .string("regime")
                    .add("zones", FeatureType.INTERVAL_LIST, "USD")
                    .build(),
            Lookback.sameDate());
    private static final FeatureSet OTHER = new FeatureSet(FeatureSetId.of("v1"), SET.schema(), SET.lookback());
    private static final LocalDate DAY = LocalDate.parse("2025-10-24");
    private static final List<LocalDate> DAYS = List.of(DAY, DAY.plusDays(1), DAY.plusDays(2));
    private static final Symbol SPY = Symbol.of("SPY");
    private static final Symbol QQQ = Symbol.of("QQQ");
    private static final List<Symbol> SYMBOLS = List.of(SPY, QQQ);
    private static final Duration LAG = Duration.ofSeconds(2);
    private static final int ROWS = 30;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @TempDir
    private Path home;

    private static ParquetFeatureStore open(Path home) {
        return ParquetFeatureStore.builder(home).set(SET).set(OTHER).open(CLOCK);
    }

    private static long event(LocalDate date, int minute) {
        return date.toEpochDay() * UtcMicros.PER_DAY + (14 * 60 + minute) * UtcMicros.PER_MINUTE;
    }

    private static FeatureRow row(Symbol symbol, long event, long known, double force) {
        return FeatureRow.builder(SET, symbol)
                .float64(0, force)
                .string(1, force > 0 ? "up" : "down")
                .intervalList(2, force, force + 1)
                .build(event, known);
    }

    /** What engines would give: a value that depends on the symbol and the minute, known a lag later. */
    private static List<FeatureRow> day(Symbol symbol, LocalDate date, double shift) {
        List<FeatureRow> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            long event = event(date, i);
            rows.add(row(symbol, event, event + LAG.toNanos() / 1_000, symbol.hashCode() % 7 + i + shift));
        }
        return rows;
    }

    private static PartitionRegenerator shifted(double shift) {
        return (set, symbol, date) -> day(symbol, date, shift);
    }

    private static RegenerationReport regenerate(ParquetFeatureStore store, RegenerationMode mode, double shift) {
        return Regenerator.of(store, shifted(shift)).mode(mode).build(CLOCK).regenerate(DAYS, SYMBOLS, SET.id());
    }

    @Test
    void what_is_not_there_is_written_and_a_second_time_everything_is_equal() {
        try (ParquetFeatureStore store = open(home)) {
            RegenerationReport first = regenerate(store, RegenerationMode.ALL, 0);
            RegenerationReport second = regenerate(store, RegenerationMode.ALL, 0);

            assertThat(first.fresh()).isEqualTo(6 * ROWS).isEqualTo(first.written());
            assertThat(first.parity()).isZero();
            assertThat(second.equal()).isEqualTo(6 * ROWS);
            assertThat(second.written() + second.fresh() + second.different()).isZero();
            assertThat(second.parity()).isEqualTo(1);
            assertThat(second.differences()).isEmpty();
            assertThat(store.rows(SET.id(), SPY, DAY)).hasSize(ROWS);
        }
    }

    @Test
    void rows_are_known_when_the_computation_says_and_not_when_they_are_written() {
        try (ParquetFeatureStore store = open(home)) {
            regenerate(store, RegenerationMode.ALL, 0);

            Instant event = UtcMicros.toInstant(event(DAY, 5));
            assertThat(store.rows(SET.id(), SPY, DAY))
                    .allSatisfy(row -> assertThat(Duration.between(row.eventTime(), row.knownAt()))
                            .isEqualTo(LAG))
                    .allSatisfy(row -> assertThat(row.ingestedMicros()).isEqualTo(UtcMicros.of(CLOCK.instant())));
            assertThat(store.get(SET.id(), SPY, AsOf.at(event.plus(LAG))).eventTime())
                    .isEqualTo(event);
            assertThat(store.get(SET.id(), SPY, AsOf.at(event.plus(LAG).minusNanos(1_000)))
                            .eventTime())
                    .isEqualTo(event.minusSeconds(60));
        }
    }

    @Test
    void other_values_are_corrected_and_the_report_says_by_how_much() {
        try (ParquetFeatureStore store = open(home)) {
            regenerate(store, RegenerationMode.ALL, 0);
            List<FeatureRow> spoilt = new ArrayList<>(day(QQQ, DAY, 0));
            long event = event(DAY, 7);
            spoilt.set(7, row(QQQ, event, spoilt.get(7).knownMicros(), -40));
            Regenerator wrong = Regenerator.of(
                            store,
                            (set, symbol, date) ->
                                    symbol.equals(QQQ) && date.equals(DAY) ? spoilt : day(symbol, date, 0))
                    .build(CLOCK);

            RegenerationReport report = wrong.regenerate(DAYS, SYMBOLS, SET.id());

            double before = day(QQQ, DAY, 0).get(7).float64(0);
            assertThat(report.different()).isEqualTo(1).isEqualTo(report.written());
            assertThat(report.equal()).isEqualTo(6 * ROWS - 1);
            assertThat(report.differences())
                    .extracting(FieldDifference::field)
                    .containsExactly("force", "regime", "zones");
            FieldDifference force = report.differences().get(0);
            assertThat(force.greatest()).isCloseTo(before + 40, within(1e-12));
            assertThat(force.rows()).isEqualTo(1);
            assertThat(force.symbol()).isEqualTo(QQQ);
            assertThat(force.eventTime()).isEqualTo(UtcMicros.toInstant(event));
            assertThat(report.differences().get(1).greatest()).isNaN();
            assertThat(report.differences().get(2).greatest()).isCloseTo(before + 40, within(1e-12));
            assertThat(store.get(SET.id(), QQQ, AsOf.at(event + 2_000_000)).float64(0))
                    .isEqualTo(-40);
        }
    }

    @Test
    void of_what_is_missing_only_that_is_written() {
        try (ParquetFeatureStore store = open(home)) {
            List<FeatureRow> there = day(SPY, DAY, 0.5);
            store.append(there.subList(0, 10));

            RegenerationReport report = regenerate(store, RegenerationMode.MISSING_ONLY, 0);

            assertThat(report.fresh()).isEqualTo(6 * ROWS - 10).isEqualTo(report.written());
            assertThat(report.different()).isEqualTo(10);
            List<FeatureRow> rows = store.rows(SET.id(), SPY, DAY);
            assertThat(rows).hasSize(ROWS);
            assertThat(rows.get(9).sameContent(there.get(9))).isTrue();
            assertThat(rows.get(10).sameContent(day(SPY, DAY, 0).get(10))).isTrue();
        }
    }

    @Test
    void verifying_changes_no_byte_and_gives_the_parity() throws IOException {
        try (ParquetFeatureStore store = open(home)) {
            store.append(day(SPY, DAY, 0));
            store.append(day(QQQ, DAY, 0).subList(0, 20));
            store.append(row(QQQ, event(DAY, 300), event(DAY, 300), 1));
            store.seal();
        }
        Map<Path, byte[]> before = content();

        RegenerationReport report;
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).openReadOnly()) {
            report = Regenerator.of(store, shifted(0))
                    .mode(RegenerationMode.VERIFY_ONLY)
                    .build(CLOCK)
                    .regenerate(List.of(DAY), SYMBOLS, SET.id());
        }

        assertThat(report.written()).isZero();
        assertThat(report.equal()).isEqualTo(50);
        assertThat(report.fresh()).isEqualTo(10);
        assertThat(report.unmatched()).isEqualTo(1);
        assertThat(report.parity()).isEqualTo(50.0 / 61);
        assertThat(content()).containsExactlyInAnyOrderEntriesOf(before).isNotEmpty();
    }

    @Test
    void a_row_that_was_known_at_another_time_is_different_and_the_time_of_knowledge_is_named() {
        try (ParquetFeatureStore store = open(home)) {
            FeatureRow row = day(SPY, DAY, 0).get(3);
            store.append(row(SPY, row.eventMicros(), row.knownMicros() + 3_500_000, row.float64(0)));

            RegenerationReport report = Regenerator.of(store, (set, symbol, date) -> List.of(row))
                    .mode(RegenerationMode.VERIFY_ONLY)
                    .build(CLOCK)
                    .regenerate(List.of(DAY), List.of(SPY), SET.id());

            assertThat(report.different()).isEqualTo(1);
            assertThat(report.differences())
                    .extracting(FieldDifference::field, FieldDifference::greatest)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(FieldDifference.KNOWN_AT, 3.5));
        }
    }

    @Test
    void what_was_replaced_once_cannot_come_back_and_the_report_says_so() {
        try (ParquetFeatureStore store = open(home)) {
            regenerate(store, RegenerationMode.ALL, 0);
            regenerate(store, RegenerationMode.ALL, 1);

            RegenerationReport back = regenerate(store, RegenerationMode.ALL, 0);

            assertThat(back.different()).isEqualTo(6 * ROWS).isEqualTo(back.blocked());
            assertThat(back.written()).isZero();
            assertThat(back.isComplete()).isFalse();
        }
    }

    @Test
    void a_job_does_not_compute_again_what_is_done_and_reports_on_all_of_it() {
        AtomicInteger computed = new AtomicInteger();
        PartitionRegenerator counting = (set, symbol, date) -> {
            computed.incrementAndGet();
            return day(symbol, date, 0);
        };
        try (ParquetFeatureStore store = open(home)) {
            Regenerator job = Regenerator.of(store, counting).job("fill").build(CLOCK);
            RegenerationReport first = job.regenerate(DAYS.subList(0, 2), SYMBOLS, SET.id());
            RegenerationReport second = job.regenerate(DAYS, SYMBOLS, SET.id());

            assertThat(first.resumed()).isZero();
            assertThat(second.resumed()).isEqualTo(4);
            assertThat(second.fresh()).isEqualTo(6 * ROWS);
            assertThat(computed).hasValue(6);
        }
    }

    @Test
    void a_listener_that_throws_cancels_and_the_job_goes_on_later() {
        try (ParquetFeatureStore store = open(home)) {
            AtomicInteger heard = new AtomicInteger();
            Regenerator.Builder builder = Regenerator.of(store, shifted(0)).job("fill");
            Regenerator cancelled = builder.listener(progress -> {
                        if (heard.incrementAndGet() == 3) {
                            throw new IllegalStateException("enough");
                        }
                    })
                    .build(CLOCK);
            assertThatThrownBy(() -> cancelled.regenerate(DAYS, SYMBOLS, SET.id()))
                    .hasMessage("enough");

            RegenerationReport rest =
                    builder.listener(progress -> {}).build(CLOCK).regenerate(DAYS, SYMBOLS, SET.id());

            assertThat(rest.resumed()).isEqualTo(3);
            assertThat(rest.fresh()).isEqualTo(6 * ROWS);
            assertThat(rest.equal()).isZero();
        }
    }

    @Test
    void a_partition_that_fails_is_named_keeps_nobody_else_from_being_done_and_is_tried_again() {
        AtomicInteger left = new AtomicInteger(1);
        PartitionRegenerator moody = (set, symbol, date) -> {
            if (symbol.equals(QQQ) && date.equals(DAYS.get(1)) && left.getAndDecrement() > 0) {
                throw new IllegalStateException("no chain");
            }
            return day(symbol, date, 0);
        };
        try (ParquetFeatureStore store = open(home)) {
            Regenerator job = Regenerator.of(store, moody).job("fill").build(CLOCK);

            RegenerationReport first = job.regenerate(DAYS, SYMBOLS, SET.id());
            RegenerationReport second = job.regenerate(DAYS, SYMBOLS, SET.id());

            assertThat(first.isComplete()).isFalse();
            assertThat(first.failures()).singleElement().satisfies(failure -> {
                assertThat(failure.symbol()).isEqualTo(QQQ);
                assertThat(failure.date()).isEqualTo(DAYS.get(1));
                assertThat(failure.code()).isEqualTo("store.computing-failed");
                assertThat(failure.message()).contains("no chain");
            });
            assertThat(first.fresh()).isEqualTo(5 * ROWS);
            assertThat(second.isComplete()).isTrue();
            assertThat(second.resumed()).isEqualTo(5);
        }
    }

    @Test
    void trouble_that_concerns_all_partitions_stops_the_work() {
        AtomicInteger asked = new AtomicInteger();
        PartitionRegenerator undeclared = (set, symbol, date) -> {
            asked.incrementAndGet();
            throw new BarqueException("l1.undeclared-stamps", Concern.CALLER, "Say what stamps mean.");
        };
        try (ParquetFeatureStore store = open(home)) {
            Regenerator regenerator = Regenerator.of(store, undeclared).build(CLOCK);
            assertThatThrownBy(() -> regenerator.regenerate(DAYS, SYMBOLS, SET.id()))
                    .hasMessage("Say what stamps mean.");
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void rows_that_do_not_belong_where_they_were_asked_for_are_refused() {
        FeatureRow good = day(SPY, DAY, 0).get(0);
        FeatureRow otherSet = FeatureRow.builder(OTHER, SPY).build(good.eventMicros(), good.knownMicros());
        Map<String, List<FeatureRow>> wrong = Map.of(
                "another date", day(SPY, DAY.plusDays(1), 0),
                "it is of QQQ", day(QQQ, DAY, 0),
                "in v1", List.of(otherSet),
                "the second one", List.of(good, good));
        try (ParquetFeatureStore store = open(home)) {
            wrong.forEach((why, rows) -> {
                RegenerationReport report = Regenerator.of(store, (set, symbol, date) -> rows)
                        .build(CLOCK)
                        .regenerate(List.of(DAY), List.of(SPY), SET.id());
                assertThat(report.failures())
                        .singleElement()
                        .satisfies(failure -> assertThat(failure.message()).contains(why));
            });
            assertThat(store.dates(SET.id(), SPY)).isEmpty();
        }
    }

    @Test
    void a_damaged_partition_fails_by_itself() throws IOException {
        try (ParquetFeatureStore store = open(home)) {
            regenerate(store, RegenerationMode.ALL, 0);
            store.seal();
        }
        Path file = home.resolve("data/date=2025-10-25/symbol=SPY/feature_set_id=v2/features.parquet");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        try (ParquetFeatureStore store = open(home)) {
            RegenerationReport report = regenerate(store, RegenerationMode.VERIFY_ONLY, 0);

            assertThat(report.failures()).extracting(RegenerationFailure::code).containsExactly("store.corrupt-file");
            assertThat(report.equal()).isEqualTo(5 * ROWS);
        }
    }

    @Test
    void what_the_store_refuses_to_write_does_not_count_as_done() {
        List<LocalDate> dates =
                Stream.iterate(DAY, day -> day.plusDays(1)).limit(20).toList();
        AtomicInteger left = new AtomicInteger(1);
        PartitionRegenerator unwritable = (set, symbol, date) -> {
            List<FeatureRow> rows = day(symbol, date, 0);
            if (date.equals(DAYS.get(2)) && left.getAndDecrement() > 0) {
                rows.set(
                        0,
                        FeatureRow.builder(SET, symbol)
                                .string(1, "half a character: \uD800")
                                .build(event(date, 0), event(date, 0)));
            }
            return rows;
        };
        try (ParquetFeatureStore store = open(home)) {
            Regenerator job = Regenerator.of(store, unwritable).job("fill").build(CLOCK);
            assertThatThrownBy(() -> job.regenerate(dates, SYMBOLS, SET.id()))
                    .extracting(e -> ((BarqueException) e).code())
                    .isEqualTo("store.bad-text");

            RegenerationReport mended = job.regenerate(dates, SYMBOLS, SET.id());

            assertThat(mended.fresh()).isEqualTo(40 * ROWS);
            for (LocalDate date : dates) {
                assertThat(store.rows(SET.id(), QQQ, date)).hasSize(ROWS);
                assertThat(store.rows(SET.id(), SPY, date)).hasSize(ROWS);
            }
        }
    }

    @Test
    void a_job_is_about_one_version_and_one_mode() {
        try (ParquetFeatureStore store = open(home)) {
            Regenerator.Builder builder = Regenerator.of(store, shifted(0)).job("fill");
            builder.build(CLOCK).regenerate(DAYS, SYMBOLS, SET.id());
            Regenerator verifying = builder.mode(RegenerationMode.VERIFY_ONLY).build(CLOCK);

            assertThatThrownBy(() -> verifying.regenerate(DAYS, SYMBOLS, SET.id()))
                    .hasMessageContainingAll("fill", "in mode all", "in mode verify_only")
                    .extracting(e -> ((BarqueException) e).code())
                    .isEqualTo("store.other-job");
            assertThatThrownBy(() -> verifying.regenerate(DAYS, SYMBOLS, OTHER.id()))
                    .hasMessageContaining("v1");
            assertThatThrownBy(() -> verifying.regenerate(DAYS, SYMBOLS, FeatureSetId.of("v9")))
                    .extracting(e -> ((BarqueException) e).code())
                    .isEqualTo("store.unknown-feature-set");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "../x", "-a", "a b", "fünf"})
    void a_job_id_is_a_name_that_every_file_system_keeps(String id) {
        try (ParquetFeatureStore store = open(home)) {
            Regenerator.Builder builder = Regenerator.of(store, shifted(0));
            assertThatThrownBy(() -> builder.job(id))
                    .extracting(e -> ((BarqueException) e).code())
                    .isEqualTo("store.bad-job-id");
        }
    }

    @Test
    void a_damaged_memory_of_a_job_is_named_and_touches_no_row() throws IOException {
        try (ParquetFeatureStore store = open(home)) {
            Regenerator job = Regenerator.of(store, shifted(0)).job("fill").build(CLOCK);
            job.regenerate(DAYS, SYMBOLS, SET.id());
            Path part = home.resolve("regeneration/job-fill/part-000001.json");
            Files.writeString(part, Files.readString(part).replace("\"new\" : 30", "\"new\" : \"x\""));

            assertThatThrownBy(() -> job.regenerate(DAYS, SYMBOLS, SET.id()))
                    .hasMessageContaining(part.toString())
                    .extracting(e -> ((BarqueException) e).code())
                    .isEqualTo("store.bad-job-file");
        }
    }

    @Test
    void an_executor_without_threads_to_spare_keeps_nothing_from_being_done() {
        try (ParquetFeatureStore store = open(home)) {
            Regenerator idle =
                    Regenerator.of(store, shifted(0)).parallel(helper -> {}, 8).build(CLOCK);
            Regenerator full = Regenerator.of(store, shifted(0))
                    .parallel(
                            helper -> {
                                throw new RejectedExecutionException();
                            },
                            8)
                    .build(CLOCK);

            assertThat(idle.regenerate(DAYS, SYMBOLS, SET.id()).fresh()).isEqualTo(6 * ROWS);
            assertThat(full.regenerate(DAYS, SYMBOLS, SET.id()).equal()).isEqualTo(6 * ROWS);
        }
    }

    @Test
    void helpers_work_beside_the_caller_and_the_report_is_that_of_one_thread() throws IOException {
        List<LocalDate> dates =
                Stream.iterate(DAY, day -> day.plusDays(1)).limit(40).toList();
        Set<Thread> threads = new HashSet<>();
        PartitionRegenerator noting = (set, symbol, date) -> {
            synchronized (threads) {
                threads.add(Thread.currentThread());
            }
            return day(symbol, date, date.getDayOfMonth() % 3);
        };
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try (ParquetFeatureStore one = open(home.resolve("one"));
                ParquetFeatureStore many = open(home.resolve("many"))) {
            for (ParquetFeatureStore store : List.of(one, many)) {
                Regenerator.of(store, shifted(0)).build(CLOCK).regenerate(dates, SYMBOLS, SET.id());
            }
            List<Integer> heard = new CopyOnWriteArrayList<>();

            RegenerationReport alone = Regenerator.of(one, noting).build(CLOCK).regenerate(dates, SYMBOLS, SET.id());
            assertThat(threads).containsExactly(Thread.currentThread());
            RegenerationReport together = Regenerator.of(many, noting)
                    .parallel(executor, 4)
                    .job("together")
                    .listener(progress -> heard.add(progress.done()))
                    .build(CLOCK)
                    .regenerate(dates, SYMBOLS, SET.id());

            assertThat(together.toJson()).isEqualTo(alone.toJson());
            assertThat(threads).hasSizeGreaterThan(1);
            assertThat(heard).isSorted().hasSize(80).endsWith(80);
            for (LocalDate date : dates) {
                assertThat(many.rows(SET.id(), QQQ, date))
                        .usingElementComparator((a, b) -> a.sameContent(b) ? 0 : 1)
                        .isEqualTo(one.rows(SET.id(), QQQ, date));
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void progress_tells_the_pace_and_the_time_left() {
        AtomicLong millis = new AtomicLong();
        Clock stepping = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(millis.get());
            }
        };
        List<RegenerationProgress> heard = new ArrayList<>();
        try (ParquetFeatureStore store = open(home)) {
            Regenerator.of(store, (set, symbol, date) -> {
                        millis.addAndGet(2_000);
                        return day(symbol, date, 0);
                    })
                    .listener(heard::add)
                    .build(stepping)
                    .regenerate(DAYS, SYMBOLS, SET.id());
        }

        assertThat(heard).extracting(RegenerationProgress::done).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(heard).extracting(RegenerationProgress::partitions).containsOnly(6);
        assertThat(heard).extracting(RegenerationProgress::rowsPerSecond).containsOnly(ROWS / 2.0);
        assertThat(heard.get(1).left()).contains(Duration.ofSeconds(8));
        assertThat(heard.get(5).left()).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void random_histories_agree_with_a_naive_model(long given) {
        long seed = Long.getLong("barque.test.seed", given);
        Random random = new Random(seed);
        List<FeatureRow> kept = randomRows(random, 60);
        List<FeatureRow> computed = randomRows(random, 40);
        RegenerationMode mode = List.of(RegenerationMode.values()).get((int) (seed % 3));
        Set<List<Long>> times = new HashSet<>();
        computed.removeIf(row -> !times.add(List.of(row.eventMicros(), row.knownMicros())));
        Path here = home.resolve("seed-" + seed);
        try (ParquetFeatureStore store = open(here)) {
            kept.forEach(row -> store.append(row));
            if (random.nextBoolean()) {
                store.seal();
            }
            List<FeatureRow> before = store.rows(SET.id(), SPY, DAY);

            RegenerationReport report = Regenerator.of(store, (set, symbol, date) -> computed)
                    .mode(mode)
                    .build(CLOCK)
                    .regenerate(List.of(DAY), List.of(SPY), SET.id());

            Map<String, Integer> model = model(before, computed, mode);
            assertThat(Map.of(
                            "fresh", (int) report.fresh(),
                            "equal", (int) report.equal(),
                            "different", (int) report.different(),
                            "unmatched", (int) report.unmatched(),
                            "blocked", (int) report.blocked(),
                            "written", (int) report.written()))
                    .as("seed %d, %s", seed, mode)
                    .isEqualTo(model);
            assertThat(store.rows(SET.id(), SPY, DAY)).hasSize(before.size() + model.getOrDefault("written", 0));
        }
    }

    private static List<FeatureRow> randomRows(Random random, int size) {
        List<FeatureRow> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            long event = event(DAY, random.nextInt(25));
            rows.add(row(SPY, event, event + random.nextInt(3) * 1_000_000L, random.nextInt(3)));
        }
        return rows;
    }

    /** By looking through everything for each row. */
    private static Map<String, Integer> model(List<FeatureRow> kept, List<FeatureRow> computed, RegenerationMode mode) {
        Map<String, Integer> counts = new HashMap<>();
        List.of("fresh", "equal", "different", "unmatched", "blocked", "written")
                .forEach(name -> counts.put(name, 0));
        for (FeatureRow row : computed) {
            List<FeatureRow> about = kept.stream()
                    .filter(one -> one.eventMicros() == row.eventMicros())
                    .toList();
            FeatureRow winner = about.stream()
                    .filter(one -> one.knownMicros() == row.knownMicros())
                    .max((a, b) -> Long.compare(a.sequence(), b.sequence()))
                    .orElse(null);
            String kind = about.isEmpty() ? "fresh" : winner != null && winner.sameContent(row) ? "equal" : "different";
            counts.merge(kind, 1, Integer::sum);
            boolean blocked = kind.equals("different") && about.stream().anyMatch(row::sameContent);
            counts.merge("blocked", blocked ? 1 : 0, Integer::sum);
            boolean written = switch (mode) {
                case ALL -> !kind.equals("equal") && !blocked;
                case MISSING_ONLY -> kind.equals("fresh");
                case VERIFY_ONLY -> false;
            };
            counts.merge("written", written ? 1 : 0, Integer::sum);
        }
        long unmatched = kept.stream()
                .mapToLong(FeatureRow::eventMicros)
                .distinct()
                .filter(event -> computed.stream().noneMatch(row -> row.eventMicros() == event))
                .count();
        counts.put("unmatched", (int) unmatched);
        return counts;
    }

    private Map<Path, byte[]> content() throws IOException {
        Map<Path, byte[]> all = new HashMap<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(home.relativize(file), Files.readAllBytes(file));
            }
        }
        return all;
    }
}
