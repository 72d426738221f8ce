package dev.barque.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.agents.Composer;
import dev.barque.agents.MarketContext;
import dev.barque.agents.Proposal;
import dev.barque.agents.plugin.ComposerProvider;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.Levels;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.testkit.internal.Seeds;
import dev.barque.testkit.internal.parts.Memory;
import dev.barque.testkit.internal.parts.RandomRows;
import dev.barque.testkit.internal.parts.Text;
import dev.barque.testkit.internal.parts.Threads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Composer} does: its proposal is a pure function of the views, the declared features of the row and the
 * market, and stays within its bounds whatever agents say. Extend it in the tests of yours.
 */
public abstract class ComposerConformance {
    private static final List<Symbol> SYMBOLS = List.of(Symbol.of("AAA"), Symbol.of("BBB"));
    private static final long FIRST = UtcMicros.of(Instant.parse("2025-10-20T13:31:00Z"));

    /** For subclasses. */
    protected ComposerConformance() {}

    /** Makes the composer; each call may give the same provider or a new one. */
    protected abstract ComposerProvider provider();

    /** A schema with all features that it reads, and others. The suite fills rows of it with random values. */
    protected abstract FeatureSchema schema();

    /** By which settings; those of who sets nothing. */
    protected PluginSettings settings() {
        return PluginSettings.defaults(provider().descriptor());
    }

    /** The agents whose views it is shown. */
    protected List<String> agents() {
        return List.of("hedge", "liquidity", "sentiment", "another");
    }

    /** How often it is called for a measurement of memory. */
    protected int calls() {
        return 20_000;
    }

    private Composer composer(FeatureSchema schema) {
        return provider().composer(schema, settings());
    }

    private Composer composer() {
        return composer(schema());
    }

    private record Ask(List<AgentView> views, FeatureRow row, MarketContext market) {
        Proposal by(Composer composer) {
            return composer.compose(views, row, market);
        }

        @Override
        public String toString() {
            return Text.ofViews(views) + " about " + row.symbol() + " at " + row.eventTime();
        }
    }

    private List<Ask> asks() {
        FeatureSet set = RandomRows.set(schema(), field -> true);
        List<Ask> asks = new ArrayList<>();
        for (long seed : Seeds.seeds(2)) {
            Random random = new Random(seed);
            for (int i = 0; i < 200; i++) {
                for (Symbol symbol : SYMBOLS) {
                    long time = FIRST + i * UtcMicros.PER_MINUTE;
                    FeatureRow row = RandomRows.whole(set, symbol, time, seed);
                    asks.add(new Ask(
                            views(random), row, new MarketContext(symbol, time, 90 + 20 * random.nextDouble())));
                }
            }
        }
        return asks;
    }

    private List<AgentView> views(Random random) {
        List<AgentView> views = new ArrayList<>();
        double lean = random.nextGaussian();
        for (String agent : agents()) {
            if (random.nextInt(5) == 0) {
                views.add(AgentView.abstain(agent, "nothing to go by"));
            } else {
                double bias = Math.max(-1, Math.min(1, Math.rint(lean + random.nextGaussian())));
                views.add(
                        AgentView.of(agent, bias, random.nextDouble(), "suite", Levels.none(), Evidence.of("made up")));
            }
        }
        return views;
    }

    private static List<String> proposals(Composer composer, List<Ask> asks) {
        return asks.stream().map(ask -> Text.of(ask.by(composer))).toList();
    }

    private List<String> declared() {
        return provider().descriptor().inputs();
    }

    @Test
    void it_describes_itself_in_the_same_way_whenever_it_is_asked() {
        assertThat(provider().descriptor()).isEqualTo(provider().descriptor());
    }

    @Test
    void a_schema_that_lacks_one_of_its_inputs_is_refused_by_the_name_of_that_input() {
        for (String input : declared()) {
            FeatureSchema lacking =
                    RandomRows.set(schema(), field -> !field.equals(input)).schema();
            assertThatThrownBy(() -> composer(lacking)).as("without " + input).hasMessageContaining(input);
        }
    }

    @Test
    void its_declared_inputs_are_all_that_it_needs() {
        FeatureSet little = RandomRows.set(schema(), declared()::contains);
        Composer frugal = composer(little.schema());
        for (Ask ask : asks()) {
            Ask less = new Ask(ask.views(), RandomRows.in(little, ask.row()), ask.market());
            assertThat(Text.of(less.by(frugal))).as(ask.toString()).isEqualTo(Text.of(ask.by(composer())));
        }
    }

    @Test
    void it_trades_on_some_views_and_passes_on_others() {
        List<String> proposals = proposals(composer(), asks());

        assertThat(proposals).anyMatch(text -> text.startsWith("take")).anyMatch(text -> text.startsWith("pass"));
    }

    @Test
    void the_same_views_give_the_same_proposal_in_whatever_order_it_is_asked() {
        List<Ask> asks = asks();
        Composer composer = composer();
        List<String> expected = new ArrayList<>(proposals(composer, asks));
        assertThat(proposals(composer, asks)).isEqualTo(expected);
        List<Ask> shuffled = new ArrayList<>(asks);
        Collections.shuffle(shuffled, new Random(5));
        Collections.shuffle(expected, new Random(5));
        assertThat(proposals(composer(), shuffled)).isEqualTo(expected);
    }

    @Test
    void what_it_composed_for_one_symbol_changes_nothing_for_another() {
        List<Ask> asks = asks();
        List<String> together = proposals(composer(), asks);
        for (Symbol symbol : SYMBOLS) {
            Composer alone = composer();
            for (int i = 0; i < asks.size(); i++) {
                if (asks.get(i).row().symbol().equals(symbol)) {
                    assertThat(Text.of(asks.get(i).by(alone))).isEqualTo(together.get(i));
                }
            }
        }
    }

    @Test
    void the_views_of_all_agents_stand_in_the_proposal_in_their_order_with_confidences_between_0_and_1() {
        Composer composer = composer();
        for (Ask ask : withStrangeViews()) {
            Proposal proposal = ask.by(composer);
            assertThat(proposal.views().stream().map(AgentView::agent))
                    .as(ask.toString())
                    .containsExactlyElementsOf(
                            ask.views().stream().map(AgentView::agent).toList());
            assertThat(proposal.views())
                    .as(ask.toString())
                    .allMatch(view -> view.confidence() >= 0 && view.confidence() <= 1);
        }
    }

    @Test
    void a_trade_has_a_size_a_confidence_a_time_stop_and_an_agent_behind_it() {
        Composer composer = composer();
        for (Ask ask : withStrangeViews()) {
            if (ask.by(composer) instanceof Proposal.Take take) {
                assertThat(take.confidence()).as("confidence of %s", ask).isBetween(0.0, 1.0);
                assertThat(take.size()).as("size of %s", ask).isPositive().isFinite();
                assertThat(take.timeStopBars()).as("time stop of %s", ask).isPositive();
                assertThat(Double.isInfinite(take.stopLoss()))
                        .as("stop of %s", ask)
                        .isFalse();
                assertThat(take.views())
                        .as("agents behind %s", ask)
                        .anyMatch(view -> !view.abstains()
                                && view.bias() * take.direction().sign() > 0);
            }
        }
    }

    @Test
    void who_passes_says_what_would_have_had_to_be_different() {
        Composer composer = composer();
        for (Ask ask : withStrangeViews()) {
            if (ask.by(composer) instanceof Proposal.Pass pass) {
                assertThat(pass.smallestChange().text()).as(ask.toString()).isNotBlank();
            }
        }
    }

    @Test
    void an_agent_that_abstains_counts_neither_for_nor_against() {
        Composer composer = composer();
        for (Ask ask : asks()) {
            List<AgentView> speaking =
                    ask.views().stream().filter(view -> !view.abstains()).toList();
            Proposal without = new Ask(speaking, ask.row(), ask.market()).by(composer);
            assertThat(without instanceof Proposal.Take)
                    .as("a trade without those that abstain: %s", ask)
                    .isEqualTo(ask.by(composer) instanceof Proposal.Take);
        }
    }

    /** Nobody speaks, nobody is there, numbers are none, the row is empty or strange. */
    private List<Ask> withStrangeViews() {
        FeatureSet set = RandomRows.set(schema(), field -> true);
        List<Ask> strange = new ArrayList<>();
        for (Ask ask : asks()) {
            FeatureRow nothing = FeatureRow.builder(set, ask.row().symbol())
                    .build(ask.row().eventMicros(), ask.row().knownMicros());
            FeatureRow rough =
                    RandomRows.rough(set, ask.row().symbol(), ask.row().eventMicros(), 3);
            MarketContext priceless =
                    new MarketContext(ask.row().symbol(), ask.row().eventMicros(), Double.NaN);
            strange.add(ask);
            strange.add(new Ask(ask.views(), nothing, priceless));
            strange.add(new Ask(ask.views(), rough, ask.market()));
            strange.add(new Ask(List.of(), rough, ask.market()));
            strange.add(new Ask(
                    ask.views().stream()
                            .map(view -> AgentView.abstain(view.agent(), "nothing to go by"))
                            .toList(),
                    ask.row(),
                    ask.market()));
            for (double confidence : new double[] {Double.NaN, -1, 7, Double.POSITIVE_INFINITY}) {
                strange.add(new Ask(
                        ask.views().stream()
                                .map(view -> view.withConfidence(confidence))
                                .toList(),
                        ask.row(),
                        ask.market()));
            }
        }
        return strange;
    }

    @Test
    void several_threads_at_once_get_what_one_gets() {
        List<Ask> asks = asks();
        Composer shared = composer();
        List<String> expected = proposals(composer(), asks);

        assertThat(Threads.answers(4, thread -> proposals(shared, asks)))
                .allSatisfy(found -> assertThat(found).isEqualTo(expected));
    }

    @Test
    void it_allocates_no_more_as_it_goes_on() {
        Composer composer = composer();
        List<Ask> asks = asks();
        Memory.assertNoGrowthOfAllocation(
                calls(), i -> asks.get(i % asks.size()).by(composer));
    }

    @Test
    void it_keeps_nothing_of_what_it_was_asked() {
        Composer composer = composer();
        List<Ask> asks = asks();
        Memory.assertNothingIsKept(calls(), i -> {
            Ask ask = asks.get(i % asks.size());
            FeatureRow row = ask.row().written(0, i + 1L);
            new Ask(new ArrayList<>(ask.views()), row, new MarketContext(row.symbol(), row.eventMicros() + i, 100))
                    .by(composer);
        });
    }
}
