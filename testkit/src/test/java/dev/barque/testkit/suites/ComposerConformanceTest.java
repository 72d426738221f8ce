package dev.barque.testkit.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.agents.Composer;
import dev.barque.agents.MarketContext;
import dev.barque.agents.Proposal;
import dev.barque.agents.plugin.ComposerProvider;
import dev.barque.agents.plugin.PluginDescriptor;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Rationale;
import dev.barque.core.decision.Scores;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.testkit.ComposerConformance;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The suite is tested too: composers with one planted fault each. */
class ComposerConformanceTest {
    private static Supplier<Composer> maker = Majority::new;

    private static Set<String> failuresOf(Supplier<Composer> faulty) {
        maker = faulty;
        return SuiteRun.of(Suite.class).failed();
    }

    @Test
    void a_sound_composer_passes() {
        maker = Majority::new;

        SuiteRun run = SuiteRun.of(Suite.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void one_that_goes_on_from_what_it_said_before_fails() {
        assertThat(failuresOf(() -> new Majority() {
                    private double carried;

                    @Override
                    double lean(List<AgentView> views) {
                        carried = 0.5 * carried + super.lean(views);
                        return carried;
                    }
                }))
                .contains(
                        "what_it_composed_for_one_symbol_changes_nothing_for_another",
                        "the_same_views_give_the_same_proposal_in_whatever_order_it_is_asked");
    }

    @Test
    void one_that_believes_any_confidence_fails() {
        assertThat(failuresOf(() -> new Majority() {
                    @Override
                    double clamped(double confidence) {
                        return confidence;
                    }
                }))
                .contains(
                        "the_views_of_all_agents_stand_in_the_proposal_in_their_order_with_confidences_between_0_and_1");
    }

    @Test
    void one_that_leaves_out_who_abstains_fails() {
        assertThat(failuresOf(() -> new Majority() {
                    @Override
                    List<AgentView> shown(List<AgentView> views) {
                        return views.stream().filter(view -> !view.abstains()).toList();
                    }
                }))
                .containsExactly(
                        "the_views_of_all_agents_stand_in_the_proposal_in_their_order_with_confidences_between_0_and_1");
    }

    @Test
    void one_that_counts_who_abstains_fails() {
        assertThat(failuresOf(() -> new Majority() {
                    @Override
                    double needed(List<AgentView> views) {
                        return 0.3 * views.size();
                    }
                }))
                .containsExactly("an_agent_that_abstains_counts_neither_for_nor_against");
    }

    @Test
    void one_that_proposes_no_size_fails() {
        assertThat(failuresOf(() -> new Majority() {
                    @Override
                    double size(FeatureRow row, MarketContext market) {
                        return 100 / market.spot();
                    }
                }))
                .containsExactly("a_trade_has_a_size_a_confidence_a_time_stop_and_an_agent_behind_it");
    }

    @Test
    void one_that_does_not_say_what_was_missing_fails() {
        assertThat(failuresOf(() -> new Majority() {
                    @Override
                    String missing(double lean) {
                        return "";
                    }
                }))
                .containsExactly("who_passes_says_what_would_have_had_to_be_different");
    }

    @Test
    void one_that_keeps_its_rows_fails() {
        assertThat(failuresOf(() -> new Majority() {
                    private final List<FeatureRow> kept = new ArrayList<>();

                    @Override
                    synchronized double size(FeatureRow row, MarketContext market) {
                        kept.add(row);
                        return 1;
                    }
                }))
                .containsExactly("it_keeps_nothing_of_what_it_was_asked");
    }

    /** Run from inside the tests above. */
    static class Suite extends ComposerConformance {
        @Override
        protected ComposerProvider provider() {
            return new ComposerProvider() {
                @Override
                public PluginDescriptor descriptor() {
                    return new PluginDescriptor("majority", "1", "For this test", List.of());
                }

                @Override
                public Composer composer(FeatureSchema schema, PluginSettings settings) {
                    return maker.get();
                }
            };
        }

        @Override
        protected FeatureSchema schema() {
            return FeatureSchema.builder().float64("any.feature", "1").build();
        }

        @Override
        protected int calls() {
            return 5_000;
        }
    }

    /** Trades when the confidences of one side outweigh those of the other by enough. */
    @SuppressWarnings("UnusedVariable") // faulty ones look at more
    private static class Majority implements Composer {
        @Override
        public Proposal compose(List<AgentView> views, FeatureRow row, MarketContext market) {
            List<AgentView> clamped = new ArrayList<>();
            for (AgentView view : views) {
                clamped.add(view.withConfidence(clamped(view.confidence())));
            }
            double lean = lean(clamped);
            List<AgentView> shown = shown(clamped);
            Direction direction = lean > 0 ? Direction.LONG : Direction.SHORT;
            boolean backed = shown.stream().anyMatch(view -> !view.abstains() && view.bias() * direction.sign() > 0);
            if (!(Math.abs(lean) > needed(views)) || !backed) {
                return new Proposal.Pass(
                        shown,
                        Scores.none(),
                        NoTrade.Reason.NO_ALIGNMENT,
                        new SmallestChange(missing(lean), Double.NaN));
            }
            return new Proposal.Take(
                    shown,
                    Scores.none(),
                    direction,
                    Math.min(1, Math.abs(lean)),
                    size(row, market),
                    10,
                    Double.NaN,
                    new Rationale("majority", "all", "unknown", "low"));
        }

        double clamped(double confidence) {
            return confidence >= 0 ? Math.min(1, confidence) : 0;
        }

        double lean(List<AgentView> views) {
            double lean = 0;
            for (AgentView view : views) {
                lean += view.abstains() ? 0 : Math.signum(view.bias()) * view.confidence();
            }
            return lean;
        }

        List<AgentView> shown(List<AgentView> views) {
            return views;
        }

        double needed(List<AgentView> views) {
            return 0.5;
        }

        double size(FeatureRow row, MarketContext market) {
            return 1;
        }

        String missing(double lean) {
            return "another " + (0.5 - Math.abs(lean)) + " of confidence";
        }
    }
}
