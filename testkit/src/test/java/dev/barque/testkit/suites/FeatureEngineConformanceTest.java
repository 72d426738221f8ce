package dev.barque.testkit.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.agents.EngineDescriptor;
import dev.barque.agents.EngineInput;
import dev.barque.agents.EngineMemory;
import dev.barque.agents.EngineOutput;
import dev.barque.agents.FeatureEngine;
import dev.barque.agents.plugin.EngineProvider;
import dev.barque.agents.plugin.PluginDescriptor;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.market.BarWindow;
import dev.barque.core.market.Bars;
import dev.barque.testkit.FeatureEngineConformance;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The suite is tested too: engines with one planted fault each. */
class FeatureEngineConformanceTest {
    private static final FeatureSchema SCHEMA = FeatureSchema.builder()
            .float64("mean.close", "USD")
            .float64("mean.deviation", "USD")
            .build();

    private static Supplier<FeatureEngine> maker = Mean::new;
    private static String id = "mean";

    private static Set<String> failuresOf(Supplier<FeatureEngine> faulty) {
        maker = faulty;
        id = "mean";
        return SuiteRun.of(Suite.class).failed();
    }

    @Test
    void a_sound_engine_passes() {
        maker = Mean::new;
        id = "mean";

        SuiteRun run = SuiteRun.of(Suite.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).hasSizeGreaterThanOrEqualTo(14);
    }

    @Test
    void one_that_reads_the_bar_behind_its_window_fails() {
        assertThat(failuresOf(() -> new Mean() {
                    @Override
                    double mean(BarWindow window) {
                        return behind(window);
                    }
                }))
                .contains("bars_after_the_instant_change_nothing");
    }

    /** The window lets nobody read behind its end, so this one breaks it open. */
    private static double behind(BarWindow window) {
        try {
            Field bars = BarWindow.class.getDeclaredField("bars");
            Field to = BarWindow.class.getDeclaredField("to");
            bars.setAccessible(true);
            to.setAccessible(true);
            Bars all = (Bars) bars.get(window);
            return all.close(Math.min(to.getInt(window), all.size() - 1));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The window has changed", e);
        }
    }

    @Test
    void one_that_looks_at_all_bars_it_is_given_fails() {
        assertThat(failuresOf(() -> new Mean() {
                    @Override
                    BarWindow seen(EngineInput input) {
                        return input.window();
                    }
                }))
                .containsExactly("bars_that_are_later_than_the_instant_are_not_looked_at_though_the_window_holds_them");
    }

    @Test
    void the_published_liquidity_engine_which_has_that_very_fault_is_caught() {
        maker = () -> StandardProfiles.publishedV1().engines().get(1);
        id = "liquidity";

        assertThat(SuiteRun.of(Suite.class).failed())
                .containsExactly("bars_that_are_later_than_the_instant_are_not_looked_at_though_the_window_holds_them");
    }

    @Test
    void one_with_a_random_part_fails() {
        assertThat(failuresOf(() -> new Mean() {
                    private final Random random = new Random();

                    @Override
                    double mean(BarWindow window) {
                        return super.mean(window) + 1e-9 * random.nextDouble();
                    }
                }))
                .contains("the_same_input_gives_the_same_features");
    }

    @Test
    void one_that_carries_something_from_symbol_to_symbol_fails() {
        assertThat(failuresOf(() -> new Mean() {
                    private double last;

                    @Override
                    double mean(BarWindow window) {
                        double mean = super.mean(window);
                        last = last == 0 ? mean : 0.9 * last + 0.1 * mean;
                        return last;
                    }
                }))
                .contains(
                        "what_it_saw_of_one_symbol_changes_nothing_for_another",
                        "the_order_in_which_it_is_asked_changes_nothing");
    }

    @Test
    void one_that_writes_beside_its_fields_fails() {
        assertThat(failuresOf(() -> new Mean() {
                    @Override
                    public void compute(EngineInput input, EngineOutput out) {
                        super.compute(input, out);
                        out.float64(2, 1);
                    }
                }))
                .containsExactly("it_writes_its_own_fields_only");
        assertThat(failuresOf(() -> new Mean() {
                    @Override
                    public void compute(EngineInput input, EngineOutput out) {
                        super.compute(input, out);
                        out.float64(-1, 1);
                    }
                }))
                .containsExactly("it_writes_its_own_fields_only");
    }

    @Test
    void one_that_cannot_do_without_bars_fails() {
        assertThat(failuresOf(() -> new Mean() {
                    @Override
                    double mean(BarWindow window) {
                        return window.close(1) + super.mean(window);
                    }
                }))
                .contains("empty_windows_single_bars_and_missing_numbers_are_answered_and_never_thrown_at");
    }

    @Test
    void one_that_reads_what_it_does_not_declare_fails() {
        assertThat(failuresOf(() -> new Mean() {
                    @Override
                    double weight(EngineInput input) {
                        return input.newsBias();
                    }
                }))
                .containsExactly("inputs_that_it_does_not_declare_change_nothing");
    }

    @Test
    @SuppressWarnings("ThreadPriorityCheck") // the more often threads take turns, the better
    void one_whose_threads_share_a_sum_fails() {
        assertThat(failuresOf(() -> new Mean() {
                    private double sum;

                    @Override
                    double mean(BarWindow window) {
                        sum = 0;
                        for (int i = 0; i < window.size(); i++) {
                            sum += window.close(i);
                            Thread.yield();
                        }
                        return sum / window.size();
                    }
                }))
                .containsExactly("several_threads_at_once_get_what_one_gets");
    }

    @Test
    void one_whose_memory_never_forgets_the_oldest_bar_fails() {
        assertThat(failuresOf(() -> new Mean() {
                    @Override
                    public Optional<EngineMemory> newMemory() {
                        return Optional.of(new EngineMemory() {
                            private double sum;
                            private int bars;

                            @Override
                            public void compute(EngineInput input, EngineOutput out) {
                                BarWindow window = input.window();
                                double close = window.close(window.size() - 1);
                                sum += bars == 0 ? mean(window) * window.size() : close;
                                bars += bars == 0 ? window.size() : 1;
                                out.float64(0, sum / bars);
                                out.float64(1, close - sum / bars);
                            }
                        });
                    }
                }))
                .containsExactly("an_engine_that_remembers_a_symbol_says_what_its_whole_window_says");
    }

    @Test
    void one_that_keeps_its_windows_fails() {
        assertThat(failuresOf(() -> new Mean() {
                    private final List<BarWindow> kept = new ArrayList<>();

                    @Override
                    synchronized double mean(BarWindow window) {
                        kept.add(window);
                        return super.mean(window);
                    }
                }))
                .containsExactly("it_keeps_nothing_of_what_it_was_asked");
    }

    @Test
    void one_whose_every_call_costs_more_fails() {
        assertThat(failuresOf(() -> new Mean() {
                    private int calls;

                    @Override
                    synchronized double mean(BarWindow window) {
                        calls++;
                        return super.mean(window) + 0 * new double[calls].length;
                    }
                }))
                .containsExactly("it_allocates_no_more_as_it_goes_on");
    }

    @Test
    void one_whose_cache_has_no_end_fails() {
        assertThat(failuresOf(() -> new Mean() {
                    private final Map<Long, Double> cache = new HashMap<>();

                    @Override
                    synchronized double weight(EngineInput input) {
                        return cache.computeIfAbsent(input.nowMicros(), now -> 1.0);
                    }
                }))
                .containsExactly("it_keeps_nothing_of_what_it_was_asked");
    }

    /** Run from inside the tests above. */
    static class Suite extends FeatureEngineConformance {
        @Override
        protected EngineProvider provider() {
            return new EngineProvider() {
                @Override
                public PluginDescriptor descriptor() {
                    return new PluginDescriptor(id, "1", "For this test", List.of(), List.of(BARS));
                }

                @Override
                public FeatureEngine engine(PluginSettings settings) {
                    return maker.get();
                }
            };
        }
    }

    /** The mean of the last ten closes, and how far the last one is from it. */
    @SuppressWarnings("UnusedVariable") // faulty ones look at more
    private static class Mean implements FeatureEngine {
        @Override
        public EngineDescriptor descriptor() {
            return new EngineDescriptor("mean", "1", SCHEMA, 10, Duration.ZERO);
        }

        @Override
        public void compute(EngineInput input, EngineOutput out) {
            BarWindow window = seen(input);
            double mean = mean(window) * weight(input);
            out.float64(0, mean);
            if (!window.isEmpty()) {
                out.float64(1, window.close(window.size() - 1) - mean);
            }
        }

        BarWindow seen(EngineInput input) {
            return input.window().upTo(input.nowMicros());
        }

        double mean(BarWindow window) {
            double sum = 0;
            for (int i = 0; i < window.size(); i++) {
                sum += window.close(i);
            }
            return sum / window.size();
        }

        double weight(EngineInput input) {
            return 1;
        }
    }
}
