package dev.barque.testkit.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.agents.Agent;
import dev.barque.agents.MarketContext;
import dev.barque.agents.plugin.AgentProvider;
import dev.barque.agents.plugin.PluginDescriptor;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.Levels;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.time.UtcMicros;
import dev.barque.testkit.AgentConformance;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** The suite is tested too: agents with one planted fault each. */
class AgentConformanceTest {
    private static final FeatureSchema SCHEMA = FeatureSchema.builder()
            .float64("other.noise", "1")
            .float64("trend.slope", "1")
            .string("other.word")
            .build();

    private static BiFunction<FeatureSchema, BarSource, Agent> maker = Trend::new;

    private static Set<String> failuresOf(BiFunction<FeatureSchema, BarSource, Agent> faulty) {
        maker = faulty;
        return SuiteRun.of(Suite.class).failed();
    }

    @Test
    void a_sound_agent_passes() {
        maker = Trend::new;

        SuiteRun run = SuiteRun.of(Suite.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void one_that_looks_one_bar_ahead_fails() {
        assertThat(failuresOf((schema, bars) -> new Trend(schema, bars) {
                    @Override
                    double bias(FeatureRow row, double slope) {
                        Bars day = bars.day(row.symbol(), UtcMicros.utcDate(row.eventMicros()));
                        int now = day.indexAtOrBefore(row.eventMicros());
                        return now >= 0 && now + 1 < day.size() ? Math.signum(day.close(now + 1) - day.close(now)) : 0;
                    }
                }))
                .containsExactly("bars_after_the_instant_of_the_row_change_nothing");
    }

    @Test
    void one_that_looks_at_bars_up_to_its_row_passes() {
        assertThat(failuresOf((schema, bars) -> new Trend(schema, bars) {
                    @Override
                    double bias(FeatureRow row, double slope) {
                        Bars day = bars.day(row.symbol(), UtcMicros.utcDate(row.eventMicros()));
                        int now = day.indexAtOrBefore(row.eventMicros());
                        return now > 0 ? Math.signum(day.close(now) - day.close(now - 1)) : 0;
                    }
                }))
                .isEmpty();
    }

    @Test
    void one_that_keeps_state_across_symbols_fails() {
        assertThat(failuresOf((schema, bars) -> new Trend(schema, bars) {
                    private double smooth;

                    @Override
                    double bias(FeatureRow row, double slope) {
                        smooth = 0.9 * smooth + 0.1 * slope;
                        return Math.signum(smooth);
                    }
                }))
                .contains(
                        "what_it_saw_of_one_symbol_changes_nothing_for_another",
                        "the_order_in_which_it_is_asked_changes_nothing");
    }

    @Test
    void one_that_throws_dice_fails() {
        assertThat(failuresOf((schema, bars) -> new Trend(schema, bars) {
                    private final Random random = new Random();

                    @Override
                    double confidence(double slope) {
                        return random.nextDouble();
                    }
                }))
                .contains("the_same_row_gives_the_same_view");
    }

    @Test
    void one_that_leaks_its_rows_fails() {
        assertThat(failuresOf((schema, bars) -> new Trend(schema, bars) {
                    private final List<FeatureRow> seen = new ArrayList<>();

                    @Override
                    synchronized double bias(FeatureRow row, double slope) {
                        seen.add(row);
                        return super.bias(row, slope);
                    }
                }))
                .containsExactly("it_keeps_nothing_of_what_it_was_asked");
    }

    @Test
    void one_that_leaks_a_number_for_each_row_fails() {
        assertThat(failuresOf((schema, bars) -> new Trend(schema, bars) {
                    private final List<Double> seen = new ArrayList<>();

                    @Override
                    synchronized double bias(FeatureRow row, double slope) {
                        seen.add(slope);
                        return super.bias(row, slope);
                    }
                }))
                .containsExactly("it_keeps_nothing_of_what_it_was_asked");
    }

    @Test
    void one_that_is_more_than_sure_fails() {
        assertThat(failuresOf((schema, bars) -> new Trend(schema, bars) {
                    @Override
                    double confidence(double slope) {
                        return 0.5 + Math.abs(slope);
                    }
                }))
                .contains("views_are_within_their_bounds");
    }

    @Test
    void one_whose_bias_is_no_number_fails() {
        assertThat(failuresOf((schema, bars) -> new Trend(schema, bars) {
                    @Override
                    double bias(FeatureRow row, double slope) {
                        return slope / Math.abs(slope);
                    }
                }))
                .containsExactly("missing_inputs_and_numbers_that_are_none_are_answered_and_never_thrown_at");
    }

    @Test
    void one_that_throws_where_an_input_is_missing_fails() {
        assertThat(failuresOf((schema, bars) -> new Trend(schema, bars) {
                    @Override
                    boolean isMissing(FeatureRow row) {
                        return false;
                    }
                }))
                .containsExactly("missing_inputs_and_numbers_that_are_none_are_answered_and_never_thrown_at");
    }

    @Test
    void one_that_reads_a_feature_it_does_not_declare_fails() {
        assertThat(failuresOf((schema, bars) -> new Trend(schema, bars) {
                    private final int noise = schema.indexOf("other.noise");

                    @Override
                    double bias(FeatureRow row, double slope) {
                        return Math.signum(row.float64Or(noise, 0));
                    }
                }))
                .contains("its_declared_inputs_are_all_that_it_needs");
    }

    @Test
    void one_that_takes_any_schema_fails() {
        assertThat(failuresOf((schema, bars) -> new Trend(schema.has("trend.slope") ? schema : SCHEMA, bars)))
                .containsExactly("a_schema_that_lacks_one_of_its_inputs_is_refused_by_the_name_of_that_input");
    }

    @Test
    @SuppressWarnings("ThreadPriorityCheck") // the more often threads take turns, the better
    void one_whose_threads_share_a_number_fails() {
        assertThat(failuresOf((schema, bars) -> new Trend(schema, bars) {
                    private volatile double current;

                    @Override
                    double bias(FeatureRow row, double slope) {
                        current = slope;
                        Thread.yield();
                        return Math.signum(current);
                    }
                }))
                .containsExactly("several_threads_at_once_get_what_one_gets");
    }

    /** Run from inside the tests above. */
    static class Suite extends AgentConformance {
        @Override
        protected AgentProvider provider() {
            return new AgentProvider() {
                @Override
                public PluginDescriptor descriptor() {
                    return new PluginDescriptor("trend", "1", "For this test", List.of(), List.of("trend.slope"));
                }

                @Override
                public Agent agent(FeatureSchema schema, PluginSettings settings) {
                    throw new AssertionError("made below");
                }
            };
        }

        @Override
        protected Agent agent(FeatureSchema schema, BarSource bars) {
            return maker.apply(schema, bars);
        }

        @Override
        protected FeatureSchema schema() {
            return SCHEMA;
        }

        @Override
        protected int calls() {
            return 5_000;
        }
    }

    /** Goes with the slope. */
    @SuppressWarnings("UnusedVariable") // faulty ones look at rows and bars
    private static class Trend implements Agent {
        private final int slope;

        Trend(FeatureSchema schema, BarSource bars) {
            slope = schema.indexOf("trend.slope");
        }

        @Override
        public String id() {
            return "trend";
        }

        @Override
        public AgentView view(FeatureRow row, MarketContext market) {
            if (isMissing(row)) {
                return AgentView.abstain(id(), "no slope");
            }
            double steepness = row.float64(slope);
            return AgentView.of(
                    id(),
                    bias(row, steepness),
                    confidence(steepness),
                    "goes_with_slope",
                    Levels.none(),
                    Evidence.of("slope=" + steepness));
        }

        boolean isMissing(FeatureRow row) {
            return row.isNull(slope) || Double.isNaN(row.float64(slope));
        }

        double bias(FeatureRow row, double slope) {
            return Math.signum(slope);
        }

        double confidence(double slope) {
            return Math.min(1, Math.abs(slope));
        }
    }
}
