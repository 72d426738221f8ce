package dev.barque.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.barque.agents.EngineDescriptor;
import dev.barque.agents.EngineInput;
import dev.barque.agents.EngineMemory;
import dev.barque.agents.EngineOutput;
import dev.barque.agents.FeatureEngine;
import dev.barque.agents.MarketContext;
import dev.barque.agents.plugin.EngineProvider;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.BarWindow;
import dev.barque.core.market.Bars;
import dev.barque.core.market.OptionChain;
import dev.barque.core.market.Symbol;
import dev.barque.testkit.internal.Seeds;
import dev.barque.testkit.internal.parts.Memory;
import dev.barque.testkit.internal.parts.Threads;
import dev.barque.testkit.internal.parts.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link FeatureEngine} does: it is a pure function of the bars up to now and of what it declares, and writes its
 * own fields. Extend it in the tests of yours.
 */
public abstract class FeatureEngineConformance {
    private static final List<Symbol> SYMBOLS = List.of(Symbol.of("AAA"), Symbol.of("BBB"));
    private static final int MARGIN = 3;

    /** For subclasses. */
    protected FeatureEngineConformance() {}

    /** Makes the engine; each call may give the same provider or a new one. */
    protected abstract EngineProvider provider();

    /** By which settings; those of who sets nothing. */
    protected PluginSettings settings() {
        return PluginSettings.defaults(provider().descriptor());
    }

    /** The listed options that it is shown: made up, the same for the same market. Null is asked for by itself. */
    protected OptionChain chain(MarketContext market) {
        OptionChain chain = StandardProfiles.standInChains().at(market);
        return chain == null ? OptionChain.empty() : chain;
    }

    /** How often it is called for a measurement of memory; fewer for an engine that takes its time. */
    protected int calls() {
        return 3_000;
    }

    private FeatureEngine engine() {
        return provider().engine(settings());
    }

    private EngineDescriptor descriptor() {
        return engine().descriptor();
    }

    private record Ask(Bars bars, int i) {
        long now() {
            return bars.time(i);
        }

        @Override
        public String toString() {
            return bars.symbol() + " bar " + i;
        }
    }

    /** Two symbols, from the first bars to past the full window. */
    private List<Ask> asks() {
        int window = descriptor().windowBars();
        List<Ask> asks = new ArrayList<>();
        for (long seed : Seeds.seeds(2)) {
            for (Symbol symbol : SYMBOLS) {
                Bars bars = Walk.of(symbol, seed, window + 30);
                for (int i : new int[] {1, 5, window / 2, window - 1, window + 7, window + 20}) {
                    asks.add(new Ask(bars, Math.max(0, i)));
                }
            }
        }
        return asks;
    }

    private List<FeatureRow> answers(FeatureEngine engine, List<Ask> asks) {
        List<FeatureRow> rows = new ArrayList<>();
        for (Ask ask : asks) {
            rows.add(answer(engine, ask));
        }
        return rows;
    }

    private FeatureRow answer(FeatureEngine engine, Ask ask) {
        return answer(engine, ask.bars(), ask.i(), ask.i());
    }

    private FeatureRow answer(FeatureEngine engine, Bars bars, int now, int last) {
        BarWindow window = bars.windowEndingAt(last, engine.descriptor().windowBars() + last - now);
        MarketContext market = new MarketContext(bars.symbol(), bars.time(now), bars.close(now));
        return compute(engine, new EngineInput(market.timeMicros(), market.spot(), window, chain(market), 0.25));
    }

    /** Computes into a row that has fields of others before and behind. */
    private static FeatureRow compute(FeatureEngine engine, EngineInput input) {
        return compute(engine.descriptor(), engine::compute, input);
    }

    private static FeatureRow compute(
            EngineDescriptor descriptor, BiConsumer<EngineInput, EngineOutput> computing, EngineInput input) {
        FeatureSet set = framed(descriptor.schema());
        FeatureRow.Builder row = FeatureRow.builder(set, input.window().symbol());
        computing.accept(input, new EngineOutput(row, MARGIN));
        return row.build(input.nowMicros(), input.nowMicros());
    }

    private static FeatureSet framed(FeatureSchema own) {
        List<FeatureField> fields = new ArrayList<>();
        for (int i = 0; i < MARGIN; i++) {
            fields.add(new FeatureField("suite_before.f" + i, typeBeside(own, 0), ""));
        }
        fields.addAll(own.fields());
        for (int i = 0; i < MARGIN; i++) {
            fields.add(new FeatureField("suite_behind.f" + i, typeBeside(own, own.size() - 1), ""));
        }
        return new FeatureSet(FeatureSetId.of("suite"), FeatureSchema.of(fields), Lookback.sameDate());
    }

    /** A write that goes one too far shall not be stopped by the type of the neighbour. */
    private static FeatureType typeBeside(FeatureSchema own, int field) {
        return own.size() == 0 ? FeatureType.FLOAT64 : own.field(field).type();
    }

    private static void assertSame(List<FeatureRow> found, List<FeatureRow> expected, List<Ask> asks) {
        for (int i = 0; i < expected.size(); i++) {
            assertSame(found.get(i), expected.get(i), asks.get(i).toString());
        }
    }

    private static void assertSame(FeatureRow found, FeatureRow expected, String of) {
        for (int i = 0; i < expected.schema().size(); i++) {
            assertThat(String.valueOf(found.value(i)))
                    .as("%s of %s", expected.schema().field(i).name(), of)
                    .isEqualTo(String.valueOf(expected.value(i)));
        }
        assertThat(found.sameContent(expected)).as(of).isTrue();
    }

    @Test
    void it_describes_itself_in_the_same_way_whenever_it_is_asked() {
        assertThat(provider().descriptor()).isEqualTo(provider().descriptor());
        assertThat(descriptor()).isEqualTo(descriptor());
        assertThat(descriptor().id()).isEqualTo(provider().descriptor().id());
        assertThat(provider().descriptor().inputs())
                .isSubsetOf(EngineProvider.BARS, EngineProvider.OPTION_CHAIN, EngineProvider.NEWS);
    }

    @Test
    void its_features_stand_in_the_group_that_is_called_after_it() {
        assertThat(descriptor().schema().fields())
                .isNotEmpty()
                .allMatch(field -> field.name().startsWith(descriptor().id() + "."));
    }

    @Test
    void it_says_something_when_it_has_all_it_declares() {
        List<FeatureRow> rows = answers(engine(), asks());

        assertThat(rows).anyMatch(row -> !row.isGroupNull(descriptor().id()));
    }

    @Test
    void the_same_input_gives_the_same_features() {
        List<Ask> asks = asks();
        FeatureEngine engine = engine();
        List<FeatureRow> expected = answers(engine, asks);

        assertSame(answers(engine, asks), expected, asks);
        assertSame(answers(engine(), asks), expected, asks);
    }

    @Test
    void the_order_in_which_it_is_asked_changes_nothing() {
        List<Ask> asks = asks();
        List<FeatureRow> expected = answers(engine(), asks);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < asks.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(7));
        FeatureEngine engine = engine();
        for (int i : order) {
            assertSame(answer(engine, asks.get(i)), expected.get(i), asks.get(i).toString());
        }
    }

    @Test
    void what_it_saw_of_one_symbol_changes_nothing_for_another() {
        for (Ask ask : asks()) {
            FeatureRow alone = answer(engine(), ask);
            FeatureEngine busy = engine();
            for (int i = 0; i < 20; i++) {
                answer(busy, new Ask(Walk.of(Symbol.of("OTHER"), i, 40), i + 10));
            }
            assertSame(answer(busy, ask), alone, ask.toString());
        }
    }

    @Test
    void bars_after_the_instant_change_nothing() {
        FeatureEngine engine = engine();
        for (Ask ask : asks()) {
            FeatureRow expected = answer(engine, ask);
            Bars cut = Walk.cut(ask.bars(), ask.i());
            Bars changed = Walk.changedAfter(ask.bars(), ask.i());
            assertSame(answer(engine, new Ask(cut, ask.i())), expected, ask + " without later bars");
            assertSame(answer(engine, new Ask(changed, ask.i())), expected, ask + " with other later bars");
        }
    }

    @Test
    void bars_that_are_later_than_the_instant_are_not_looked_at_though_the_window_holds_them() {
        FeatureEngine engine = engine();
        for (Ask ask : asks()) {
            FeatureRow later = answer(engine, ask.bars(), ask.i(), ask.i() + 5);
            assertSame(later, answer(engine, ask), ask + " with five later bars in the window");
        }
    }

    @Test
    void bars_before_the_window_change_nothing() {
        FeatureEngine engine = engine();
        for (Ask ask : asks()) {
            int first = Math.max(0, ask.i() + 1 - descriptor().windowBars());
            Bars changed = Walk.changedBefore(ask.bars(), first);
            assertSame(answer(engine, new Ask(changed, ask.i())), answer(engine, ask), ask + " with another past");
        }
    }

    @Test
    void inputs_that_it_does_not_declare_change_nothing() {
        List<String> declared = provider().descriptor().inputs();
        FeatureEngine engine = engine();
        for (Ask ask : asks()) {
            Bars bars = ask.bars();
            MarketContext market = new MarketContext(bars.symbol(), ask.now(), bars.close(ask.i()));
            BarWindow window = bars.windowEndingAt(ask.i(), descriptor().windowBars());
            BarWindow other =
                    Walk.of(bars.symbol(), 99, descriptor().windowBars()).window();
            EngineInput input = new EngineInput(
                    ask.now(),
                    market.spot(),
                    declared.contains(EngineProvider.BARS) ? window : other,
                    declared.contains(EngineProvider.OPTION_CHAIN) ? chain(market) : null,
                    declared.contains(EngineProvider.NEWS) ? 0.25 : -0.75);
            assertSame(
                    compute(engine, input), answer(engine, ask), ask + " with other inputs that it does not declare");
        }
    }

    @Test
    void empty_windows_single_bars_and_missing_numbers_are_answered_and_never_thrown_at() {
        FeatureEngine engine = engine();
        Bars bars = Walk.of(SYMBOLS.get(0), 3, 40);
        Bars rough = Walk.rough(SYMBOLS.get(0), 4, descriptor().windowBars() + 30);
        for (OptionChain chain : new @Nullable OptionChain[] {null, OptionChain.empty(), chain(market(bars, 0))}) {
            assertAnswers(engine, new BarWindow(bars, 5, 5), bars.time(4), Double.NaN, chain);
            assertAnswers(engine, new BarWindow(bars, 5, 6), bars.time(5), bars.close(5), chain);
            assertAnswers(engine, new BarWindow(bars, 5, 7), bars.time(6), bars.close(6), chain);
            for (int i = 0; i < rough.size(); i += 1 + rough.size() / 40) {
                assertAnswers(
                        engine,
                        rough.windowEndingAt(i, descriptor().windowBars()),
                        rough.time(i),
                        rough.close(i),
                        chain);
            }
        }
    }

    private static MarketContext market(Bars bars, int i) {
        return new MarketContext(bars.symbol(), bars.time(i), bars.close(i));
    }

    private static void assertAnswers(
            FeatureEngine engine, BarWindow window, long now, double spot, @Nullable OptionChain chain) {
        EngineInput input = new EngineInput(now, spot, window, chain, 0);
        assertSame(compute(engine, input), compute(engine, input), "a window of " + window.size() + " bars");
    }

    @Test
    void it_writes_its_own_fields_only() {
        List<FeatureRow> rows = new ArrayList<>(answers(engine(), asks()));
        Bars rough = Walk.rough(SYMBOLS.get(0), 6, 200);
        for (int i = 0; i < rough.size(); i++) {
            rows.add(answer(engine(), new Ask(rough, i)));
        }
        for (FeatureRow row : rows) {
            for (FeatureField field : row.schema().fields()) {
                if (field.name().startsWith("suite_")) {
                    assertThat(row.isNull(row.schema().indexOf(field.name())))
                            .as("%s, a field of another engine, is left alone", field.name())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void an_engine_that_remembers_a_symbol_says_what_its_whole_window_says() {
        FeatureEngine engine = engine();
        int windowBars = descriptor().windowBars();
        for (Bars bars : List.of(
                Walk.of(SYMBOLS.get(0), 8, 2 * windowBars + 60), Walk.rough(SYMBOLS.get(1), 9, 2 * windowBars + 60))) {
            EngineMemory memory = engine.newMemory().orElse(null);
            assumeTrue(memory != null, "it remembers nothing, and each bar is computed from its whole window");
            for (int i = 10; i < bars.size(); i++) {
                BarWindow window = bars.windowEndingAt(i, windowBars);
                MarketContext market = market(bars, i);
                EngineInput input = new EngineInput(market.timeMicros(), market.spot(), window, chain(market), 0.25);
                assertClose(compute(engine.descriptor(), memory::compute, input), compute(engine, input), i);
            }
        }
    }

    /** Numbers to 1e-12 of their size, all else equal. */
    private static void assertClose(FeatureRow found, FeatureRow expected, int bar) {
        for (int i = 0; i < expected.schema().size(); i++) {
            FeatureField field = expected.schema().field(i);
            if (field.type() == FeatureType.FLOAT64 && !expected.isNull(i) && !found.isNull(i)) {
                double value = expected.float64(i);
                if (Double.compare(found.float64(i), value) != 0) {
                    assertThat(found.float64(i))
                            .as("%s of bar %d", field.name(), bar)
                            .isCloseTo(value, within(1e-12 * Math.abs(value)));
                }
            } else {
                assertThat(String.valueOf(found.value(i)))
                        .as("%s of bar %d", field.name(), bar)
                        .isEqualTo(String.valueOf(expected.value(i)));
            }
        }
    }

    @Test
    void several_threads_at_once_get_what_one_gets() {
        List<Ask> asks = asks();
        FeatureEngine shared = engine();
        List<FeatureRow> expected = answers(engine(), asks);
        for (List<FeatureRow> found : Threads.answers(4, thread -> answers(shared, asks))) {
            assertSame(found, expected, asks);
        }
    }

    @Test
    void it_allocates_no_more_as_it_goes_on() {
        FeatureEngine engine = engine();
        List<Ask> asks = asks();
        Memory.assertNoGrowthOfAllocation(calls(), i -> answer(engine, asks.get(i % asks.size())));
    }

    @Test
    void it_keeps_nothing_of_what_it_was_asked() {
        FeatureEngine engine = engine();
        Bars bars = Walk.of(SYMBOLS.get(0), 5, descriptor().windowBars() + 30);
        int windowBars = descriptor().windowBars();
        MarketContext market = market(bars, bars.size() - 1);
        OptionChain chain = chain(market);
        Memory.assertNothingIsKept(calls(), i -> {
            BarWindow window = bars.windowEndingAt(bars.size() - 1, windowBars);
            compute(engine, new EngineInput(market.timeMicros() + i, market.spot() + i, window, chain, 0));
        });
    }
}
