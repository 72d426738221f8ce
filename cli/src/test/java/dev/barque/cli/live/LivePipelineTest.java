package dev.barque.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.FeatureHistory;
import dev.barque.agents.LivePipeline;
import dev.barque.agents.OptionChains;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.backtest.Replay;
import dev.barque.backtest.ReplayRules;
import dev.barque.core.decision.Decision;
import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureStore;
import dev.barque.core.market.Bar;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a live pipeline does when things do not go as they should, and with many symbols at once. */
class LivePipelineTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final LocalDate DATE = LocalDate.parse("2025-10-27");
    private static final DecisionPipeline PIPELINE = new DecisionPipeline(StandardProfiles.v1(), OptionChains.none());

    private final MemoryStore store = new MemoryStore();
    private final MemoryLog log = new MemoryLog();
    private final LivePipeline live = live(store, log);
    private final Bars bars = walk(SPY, 1, 120);

    private static LivePipeline live(FeatureStore store, MemoryLog log) {
        return LivePipeline.builder(PIPELINE, store)
                .log(log)
                .interval(Duration.ofMinutes(1))
                .build();
    }

    private static Bars walk(Symbol symbol, long seed, int size) {
        Random random = new Random(seed);
        Bars.Builder bars = Bars.builder(symbol).interval(Duration.ofMinutes(1));
        long time = UtcMicros.of(Instant.parse("2025-10-27T13:31:00Z"));
        double price = 50 + 600 * random.nextDouble();
        for (int i = 0; i < size; i++) {
            price *= 1 + 0.001 * random.nextGaussian();
            double volume = 1_000 + random.nextInt(100_000);
            bars.add(time + i * UtcMicros.PER_MINUTE, price, volume, price * volume);
        }
        return bars.build();
    }

    private static List<Decision> replayed(Bars bars) {
        MemoryStore rows = new MemoryStore();
        rows.append(new FeatureHistory(PIPELINE, source(bars)).rows(bars.symbol(), DATE));
        return new Replay(PIPELINE, ReplayRules.standard()).run(bars, rows).decisions();
    }

    private static BarSource source(Bars bars) {
        return new MemoryBars(List.of(bars));
    }

    /** What was decided, without the number of the row. */
    private static String content(Decision decision) {
        return decision.time() + " " + decision.explanation() + " " + decision.views() + " " + decision.scores();
    }

    private static List<String> contents(List<Decision> decisions) {
        return decisions.stream().map(LivePipelineTest::content).toList();
    }

    private void run(int from, int to) {
        for (int i = from; i < to; i++) {
            live.onBar(bars.bar(i));
        }
    }

    @Test
    void nothing_is_handed_out_whose_row_was_not_accepted_and_the_same_bar_goes_on() {
        run(0, 60);
        store.failures = 2;

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> live.onBar(bars.bar(60))).hasMessage("the store is full");
            assertThat(log.decisions).hasSize(60);
            assertThat(live.pending()).containsExactly(SPY);
        }
        Decision decision = live.onBar(bars.bar(60));
        assertThat(decision.time()).isEqualTo(bars.bar(60).time());
        run(61, 120);

        assertThat(live.pending()).isEmpty();
        assertThat(log.decisions.subList(0, 119)).isEqualTo(replayed(bars));
    }

    @Test
    void nothing_is_handed_out_whose_record_was_not_accepted_and_it_is_decided_once() {
        run(0, 60);
        log.failures = 2;

        assertThatThrownBy(() -> live.onBar(bars.bar(60))).hasMessage("the log is full");
        assertThatThrownBy(() -> live.onBar(bars.bar(60))).hasMessage("the log is full");
        assertThat(store.size()).as("the row is there already").isEqualTo(41);
        Decision decision = live.onBar(bars.bar(60));
        assertThat(log.decisions.get(60)).isSameAs(decision);
        run(61, 120);

        assertThat(log.decisions.subList(0, 119)).isEqualTo(replayed(bars));
    }

    @Test
    void a_later_bar_settles_the_pending_one_first_and_is_not_taken_in_while_that_fails() {
        run(0, 60);
        log.failures = 1;
        assertThatThrownBy(() -> live.onBar(bars.bar(60))).hasMessage("the log is full");
        store.failures = 1;
        assertThatThrownBy(() -> live.onBar(bars.bar(61))).hasMessage("the store is full");
        log.failures = 1;
        assertThatThrownBy(() -> live.onBar(bars.bar(62))).hasMessage("the log is full");
        assertThat(log.decisions).hasSize(61);

        // The record of bar 61 was refused; bar 62 was not taken in and is offered again.
        live.onBar(bars.bar(62));
        run(63, 120);

        assertThat(log.decisions.subList(0, 119)).isEqualTo(replayed(bars));
    }

    @Test
    void a_plug_in_that_fails_each_time_can_be_given_up_on() {
        OptionChains broken = market -> {
            if (market.timeMicros() == bars.time(30)) {
                throw new IllegalStateException("no chain");
            }
            return null;
        };
        LivePipeline own = LivePipeline.builder(new DecisionPipeline(StandardProfiles.v1(), broken), store)
                .log(log)
                .interval(Duration.ofMinutes(1))
                .build();
        IntStream.range(0, 30).forEach(i -> own.onBar(bars.bar(i)));
        assertThatThrownBy(() -> own.onBar(bars.bar(30))).hasMessageContaining("no chain");
        assertThatThrownBy(() -> own.onBar(bars.bar(31))).hasMessageContaining("no chain");

        own.abandon(SPY);
        Decision next = own.onBar(bars.bar(31));

        assertThat(content(next)).isEqualTo(content(replayed(bars).get(31)));
        assertThat(log.decisions).hasSize(31);
    }

    @Test
    void the_last_bar_once_more_gets_the_same_decision_and_leaves_no_trace() {
        run(0, 60);
        Decision decision = log.decisions.get(59);

        assertThat(live.onBar(bars.bar(59))).isSameAs(decision);
        assertThat(live.onBars(List.of(bars.bar(59)))).containsExactly(decision);

        run(60, 120);
        assertThat(log.decisions.subList(0, 119)).isEqualTo(replayed(bars));
    }

    @Test
    void any_other_bar_that_is_not_later_is_refused_and_changes_nothing() {
        run(0, 60);
        Bar last = bars.bar(59);
        Bar other = new Bar(SPY, last.time(), 1, 1, 1, 1, 1, 1);

        for (Bar refused : List.of(other, bars.bar(58), bars.bar(0))) {
            assertThatThrownBy(() -> live.onBar(refused))
                    .isInstanceOfSatisfying(
                            BarqueException.class, e -> assertThat(e.code()).isEqualTo("agents.bar-not-newer"))
                    .hasMessageContaining("2025-10-27T14:30:00Z")
                    .hasMessageContaining("correct");
            assertThatThrownBy(() -> live.onBars(List.of(refused))).hasMessageContaining("correct");
        }

        run(60, 120);
        assertThat(log.decisions.subList(0, 119)).isEqualTo(replayed(bars));
    }

    @Test
    void after_a_correction_bars_are_decided_as_in_a_replay_of_the_corrected_bars() {
        // One bar is missing and one is wrong until they are corrected at bar 100.
        Bars.Builder first = Bars.builder(SPY).interval(Duration.ofMinutes(1));
        for (int i = 0; i < bars.size(); i++) {
            if (i == 70) {
                first.add(bars.time(i), 2 * bars.close(i), 5, 5);
            } else if (i != 80) {
                first.copy(bars, i);
            }
        }
        Bars heard = first.build();
        for (int i = 0; i < 99; i++) {
            live.onBar(heard.bar(i));
        }
        List<Decision> before = List.copyOf(log.decisions);

        assertThat(live.correct(bars.bar(70))).isTrue();
        assertThat(live.correct(bars.bar(80))).isTrue();
        run(100, 120);

        assertThat(log.decisions.subList(0, 99)).isEqualTo(before);
        assertThat(contents(before)).isEqualTo(contents(replayed(heard)).subList(0, 99));
        assertThat(contents(log.decisions.subList(99, 118)))
                .isEqualTo(contents(replayed(bars)).subList(100, 119));
        assertThat(contents(log.decisions.subList(99, 117)))
                .isNotEqualTo(contents(replayed(heard)).subList(99, 117));
    }

    @Test
    void a_correction_of_what_has_not_been_is_refused() {
        run(0, 30);
        assertThatThrownBy(() -> live.correct(bars.bar(30)))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("agents.correction-ahead"));
    }

    @Test
    void a_minute_of_many_symbols_is_decided_as_one_bar_after_the_other() {
        List<Bars> all = IntStream.range(0, 300)
                .mapToObj(s -> walk(Symbol.of("S" + s), s, 90))
                .toList();
        MemoryStore ownStore = new MemoryStore();
        MemoryLog ownLog = new MemoryLog();
        LivePipeline one = live(ownStore, ownLog);
        ExecutorService workers = Executors.newFixedThreadPool(3);
        try {
            for (int minute = 0; minute < 90; minute++) {
                int i = minute;
                List<Bar> batch = all.stream().map(of -> of.bar(i)).toList();
                int appends = store.appends;
                List<Decision> decisions = live.onBars(batch, workers, 4);

                assertThat(store.appends - appends).isEqualTo(i < 20 ? 0 : 1);
                assertThat(decisions).isEqualTo(batch.stream().map(one::onBar).toList());
            }
        } finally {
            workers.shutdown();
        }
        assertThat(log.decisions).isEqualTo(ownLog.decisions).hasSize(300 * 90);
    }

    @Test
    void a_batch_that_failed_is_offered_again_and_each_bar_is_decided_once() {
        List<Bars> all = IntStream.range(0, 100)
                .mapToObj(s -> walk(Symbol.of("S" + s), s, 60))
                .toList();
        Random random = new Random(4);
        int failed = 0;
        for (int minute = 0; minute < 60; minute++) {
            int i = minute;
            List<Bar> batch = all.stream().map(of -> of.bar(i)).toList();
            store.failures = i < 20 ? 0 : random.nextInt(3);
            log.failAfter = random.nextInt(200);
            List<Decision> decisions = List.of();
            for (int attempt = 0; decisions.isEmpty(); attempt++) {
                try {
                    decisions = live.onBars(batch);
                } catch (IllegalStateException e) {
                    failed++;
                    log.failAfter = Integer.MAX_VALUE;
                }
                assertThat(attempt).isLessThan(5);
            }
            assertThat(decisions).hasSize(100).isEqualTo(log.decisions.subList(100 * i, 100 * i + 100));
        }
        assertThat(failed).isGreaterThan(30);
        for (Bars one : all) {
            List<String> own = contents(log.decisions.stream()
                    .filter(decision -> decision.symbol().equals(one.symbol()))
                    .toList());
            assertThat(own.subList(0, 59)).isEqualTo(contents(replayed(one)));
        }
    }

    @Test
    void two_bars_of_a_symbol_in_one_batch_are_refused_before_anything_is_taken() {
        Bar other = walk(Symbol.of("QQQ"), 2, 1).bar(0);
        assertThatThrownBy(() -> live.onBars(List.of(other, bars.bar(0), bars.bar(1))))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("agents.symbol-twice"));
        assertThat(log.decisions).isEmpty();
        assertThat(live.onBar(bars.bar(0)).time()).isEqualTo(bars.bar(0).time());
    }

    @Test
    void bars_of_another_length_than_declared_are_refused_as_history() {
        LivePipeline undeclared =
                LivePipeline.builder(PIPELINE, store).history(source(bars)).build();
        assertThatThrownBy(() -> undeclared.onBar(bars.bar(60)))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("agents.other-interval"))
                .hasMessageContaining("PT1M")
                .hasMessageContaining("PT0S");
    }

    @Test
    void rows_are_in_the_store_when_the_decision_is_made() {
        run(0, 60);
        FeatureRow row = store.last();
        assertThat(row.eventTime()).isEqualTo(bars.bar(59).time());
        assertThat(log.decisions.get(59).grounds().row()).isEqualTo(row.id());
    }
}
