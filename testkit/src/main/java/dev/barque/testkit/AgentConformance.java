package dev.barque.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.agents.Agent;
import dev.barque.agents.MarketContext;
import dev.barque.agents.plugin.AgentProvider;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.decision.AgentView;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.testkit.internal.ChangedLater;
import dev.barque.testkit.internal.Seeds;
import dev.barque.testkit.internal.parts.CutLater;
import dev.barque.testkit.internal.parts.Memory;
import dev.barque.testkit.internal.parts.RandomRows;
import dev.barque.testkit.internal.parts.Text;
import dev.barque.testkit.internal.parts.Threads;
import dev.barque.testkit.internal.parts.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Agent} does: its view is a pure function of the declared features of one row and of the market, within
 * its bounds, whatever the row holds. Extend it in the tests of yours.
 */
public abstract class AgentConformance {
    private static final List<Symbol> SYMBOLS = List.of(Symbol.of("AAA"), Symbol.of("BBB"), Symbol.of("CCC"));
    private static final int BARS = 60;

    private final List<Bars> walks =
            SYMBOLS.stream().map(symbol -> Walk.of(symbol, 11, BARS)).toList();
    private final BarSource bars = new InMemoryBarSource(walks);

    /** For subclasses. */
    protected AgentConformance() {}

    /** Makes the agent; each call may give the same provider or a new one. */
    protected abstract AgentProvider provider();

    /** A schema with all features that it reads, and others. The suite fills rows of it with random values. */
    protected abstract FeatureSchema schema();

    /** By which settings; those of who sets nothing. */
    protected PluginSettings settings() {
        return PluginSettings.defaults(provider().descriptor());
    }

    /**
     * A new agent. One that looks at bars beside its row has to take them from here and is then shown other ones after the
     * instant of the row; this one is made by the provider and takes none.
     */
    protected Agent agent(FeatureSchema schema, BarSource bars) {
        return provider().agent(schema, settings());
    }

    /** How often it is called for a measurement of memory. */
    protected int calls() {
        return 20_000;
    }

    private Agent agent() {
        return agent(schema(), bars);
    }

    private record Ask(FeatureRow row, MarketContext market) {
        @Override
        public String toString() {
            return row.symbol() + " at " + row.eventTime();
        }
    }

    private List<Ask> asks() {
        FeatureSet set = RandomRows.set(schema(), field -> true);
        List<Ask> asks = new ArrayList<>();
        for (long seed : Seeds.seeds(2)) {
            for (int i = 0; i < BARS; i++) {
                for (Bars walk : walks) {
                    FeatureRow row = RandomRows.whole(set, walk.symbol(), walk.time(i), seed);
                    asks.add(new Ask(row, new MarketContext(walk.symbol(), walk.time(i), walk.close(i))));
                }
            }
        }
        return asks;
    }

    private static List<String> views(Agent agent, List<Ask> asks) {
        return asks.stream().map(ask -> view(agent, ask)).toList();
    }

    private static String view(Agent agent, Ask ask) {
        return Text.of(agent.view(ask.row(), ask.market()));
    }

    private List<String> declared() {
        return provider().descriptor().inputs();
    }

    @Test
    void it_describes_itself_in_the_same_way_whenever_it_is_asked() {
        assertThat(provider().descriptor()).isEqualTo(provider().descriptor());
        assertThat(agent().id()).isEqualTo(provider().descriptor().id());
        assertThat(agent().view(asks().get(0).row(), asks().get(0).market()).agent())
                .isEqualTo(agent().id());
    }

    @Test
    void a_schema_that_lacks_one_of_its_inputs_is_refused_by_the_name_of_that_input() {
        assertThat(declared())
                .isSubsetOf(schema().fields().stream().map(f -> f.name()).toList());
        for (String input : declared()) {
            FeatureSchema lacking =
                    RandomRows.set(schema(), field -> !field.equals(input)).schema();
            assertThatThrownBy(() -> agent(lacking, bars))
                    .as("without " + input)
                    .hasMessageContaining(input);
        }
    }

    @Test
    void its_declared_inputs_are_all_that_it_needs() {
        FeatureSet little = RandomRows.set(schema(), declared()::contains);
        Agent frugal = agent(little.schema(), bars);
        for (Ask ask : asks()) {
            assertThat(Text.of(frugal.view(RandomRows.in(little, ask.row()), ask.market())))
                    .as("%s, with the declared inputs and no others", ask)
                    .isEqualTo(view(agent(), ask));
        }
    }

    @Test
    void the_same_row_gives_the_same_view() {
        List<Ask> asks = asks();
        Agent agent = agent();
        List<String> expected = views(agent, asks);

        assertThat(views(agent, asks)).isEqualTo(expected);
        assertThat(views(agent(), asks)).isEqualTo(expected);
    }

    @Test
    void the_order_in_which_it_is_asked_changes_nothing() {
        List<Ask> asks = asks();
        List<String> expected = new ArrayList<>(views(agent(), asks));
        List<Ask> backwards = new ArrayList<>(asks);
        Collections.reverse(backwards);
        Collections.reverse(expected);
        assertThat(views(agent(), backwards)).isEqualTo(expected);
        Collections.shuffle(backwards, new Random(5));
        Collections.shuffle(expected, new Random(5));
        assertThat(views(agent(), backwards)).isEqualTo(expected);
    }

    @Test
    void what_it_saw_of_one_symbol_changes_nothing_for_another() {
        List<Ask> asks = asks();
        List<String> together = views(agent(), asks);
        for (Symbol symbol : SYMBOLS) {
            Agent alone = agent();
            for (int i = 0; i < asks.size(); i++) {
                if (asks.get(i).row().symbol().equals(symbol)) {
                    assertThat(view(alone, asks.get(i)))
                            .as("%s, when no other symbol is looked at", asks.get(i))
                            .isEqualTo(together.get(i));
                }
            }
        }
    }

    @Test
    void bars_after_the_instant_of_the_row_change_nothing() {
        List<Ask> asks = asks();
        Agent knowing = agent();
        for (Ask ask : asks) {
            String expected = view(knowing, ask);
            long known = ask.row().knownMicros();
            assertThat(view(agent(schema(), new CutLater(bars, known)), ask))
                    .as("%s, where no later bar is there", ask)
                    .isEqualTo(expected);
            assertThat(view(agent(schema(), new ChangedLater(bars, known)), ask))
                    .as("%s, where later bars are others", ask)
                    .isEqualTo(expected);
        }
    }

    @Test
    void views_are_within_their_bounds() {
        Agent agent = agent();
        asks().forEach(ask -> assertWithinBounds(agent.view(ask.row(), ask.market()), ask.toString()));
    }

    @Test
    void missing_inputs_and_numbers_that_are_none_are_answered_and_never_thrown_at() {
        Agent agent = agent();
        FeatureSet set = RandomRows.set(schema(), field -> true);
        for (Ask ask : asks()) {
            for (String input : declared()) {
                assertAnswers(agent, RandomRows.without(ask.row(), input), ask.market(), input + " is null");
            }
            FeatureRow nothing = FeatureRow.builder(set, ask.row().symbol())
                    .build(ask.row().eventMicros(), ask.row().knownMicros());
            assertAnswers(agent, nothing, ask.market(), "nothing is there");
            for (int seed = 0; seed < 4; seed++) {
                FeatureRow rough =
                        RandomRows.rough(set, ask.row().symbol(), ask.row().eventMicros(), seed);
                assertAnswers(agent, rough, ask.market(), "seed " + seed);
                MarketContext priceless =
                        new MarketContext(ask.row().symbol(), ask.row().eventMicros(), Double.NaN);
                assertAnswers(agent, rough, priceless, "no price, seed " + seed);
            }
        }
    }

    private static void assertAnswers(Agent agent, FeatureRow row, MarketContext market, String when) {
        AgentView view;
        try {
            view = agent.view(row, market);
        } catch (RuntimeException e) {
            throw new AssertionError(agent.id() + " throws where it has to abstain: " + when + " in " + row, e);
        }
        assertWithinBounds(view, when);
        assertThat(Text.of(agent.view(row, market))).as(when).isEqualTo(Text.of(view));
    }

    /** A confidence that is no number is allowed: composers take it for none. */
    private static void assertWithinBounds(AgentView view, String of) {
        assertThat(view).as(of).isNotNull();
        assertThat(view.bias()).as("bias of %s", of).isBetween(-1.0, 1.0);
        if (!Double.isNaN(view.confidence())) {
            assertThat(view.confidence()).as("confidence of %s", of).isBetween(0.0, 1.0);
        }
        if (view.abstains()) {
            assertThat(List.of(view.bias(), view.confidence()))
                    .as("bias and confidence of who abstains, %s", of)
                    .containsExactly(0.0, 0.0);
        }
        assertThat(view.thesis()).as("thesis of %s", of).isNotBlank();
        assertThat(view.evidence().text()).as("evidence of %s", of).isNotNull();
    }

    @Test
    void several_threads_at_once_get_what_one_gets() {
        List<Ask> asks = asks();
        Agent shared = agent();
        List<String> expected = views(agent(), asks);

        assertThat(Threads.answers(4, thread -> views(shared, asks)))
                .allSatisfy(found -> assertThat(found).isEqualTo(expected));
    }

    @Test
    void it_allocates_no_more_as_it_goes_on() {
        Agent agent = agent();
        List<Ask> asks = asks();
        Memory.assertNoGrowthOfAllocation(calls(), i -> {
            Ask ask = asks.get(i % asks.size());
            agent.view(ask.row(), ask.market());
        });
    }

    @Test
    void it_keeps_nothing_of_what_it_was_asked() {
        Agent agent = agent();
        List<Ask> asks = asks();
        Memory.assertNothingIsKept(calls(), i -> {
            Ask ask = asks.get(i % asks.size());
            FeatureRow row = ask.row().written(0, i + 1L);
            agent.view(
                    row,
                    new MarketContext(
                            row.symbol(), row.eventMicros() + i, ask.market().spot() + i));
        });
    }
}
