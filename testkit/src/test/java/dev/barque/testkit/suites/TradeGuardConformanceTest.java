package dev.barque.testkit.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.agents.GuardContext;
import dev.barque.agents.Proposal;
import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.GuardProvider;
import dev.barque.agents.plugin.PluginDescriptor;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.GuardVerdict.Outcome;
import dev.barque.core.market.Symbol;
import dev.barque.testkit.TradeGuardConformance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The suite is tested too: guards with one planted fault each. */
class TradeGuardConformanceTest {
    private static Supplier<TradeGuard> maker = Calm::new;

    private static Set<String> failuresOf(Supplier<TradeGuard> faulty) {
        maker = faulty;
        return SuiteRun.of(Suite.class).failed();
    }

    @Test
    void a_sound_guard_passes() {
        maker = Calm::new;

        SuiteRun run = SuiteRun.of(Suite.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void one_that_enlarges_fails() {
        assertThat(failuresOf(() -> new Calm() {
                    @Override
                    GuardVerdict verdict(double change) {
                        return change < 0.0005
                                ? new GuardVerdict("calm", Outcome.PASSED, 1.5, "so calm")
                                : super.verdict(change);
                    }
                }))
                .contains("it_lets_pass_shrinks_or_vetoes_and_never_enlarges");
    }

    @Test
    void one_that_gives_no_reason_fails() {
        assertThat(failuresOf(() -> new Calm() {
                    @Override
                    GuardVerdict verdict(double change) {
                        return new GuardVerdict("calm", Outcome.PASSED, 1, "");
                    }
                }))
                .containsExactly("it_lets_pass_shrinks_or_vetoes_and_never_enlarges");
    }

    @Test
    void one_that_needs_an_account_fails() {
        assertThat(failuresOf(() -> new Calm() {
                    @Override
                    double change(double before, GuardContext context) {
                        if (Double.isNaN(context.circumstances().account().equity())) {
                            throw new IllegalStateException("whose money is this?");
                        }
                        return super.change(before, context);
                    }
                }))
                .contains("it_lets_pass_shrinks_or_vetoes_and_never_enlarges");
    }

    @Test
    void one_that_remembers_outside_of_its_watch_fails() {
        assertThat(failuresOf(() -> new Calm() {
                    private final Map<Symbol, Double> shared = new HashMap<>();

                    @Override
                    Map<Symbol, Double> memory() {
                        return shared;
                    }
                }))
                .contains("a_run_remembers_nothing_of_another", "runs_side_by_side_do_not_hear_of_each_other");
    }

    @Test
    void one_that_throws_dice_fails() {
        assertThat(failuresOf(() -> new Calm() {
                    private final Random random = new Random();

                    @Override
                    double change(double before, GuardContext context) {
                        return random.nextDouble();
                    }
                }))
                .contains("two_runs_that_are_told_the_same_get_the_same_verdicts");
    }

    @Test
    void one_that_keeps_its_watches_fails() {
        assertThat(failuresOf(() -> new Calm() {
                    private final List<Watch> watches = new ArrayList<>();

                    @Override
                    public synchronized Watch watch() {
                        watches.add(super.watch());
                        return watches.get(watches.size() - 1);
                    }
                }))
                .containsExactly("runs_that_are_over_leave_nothing_behind");
    }

    @Test
    @SuppressWarnings("ModifiedButNotUsed") // that is the fault
    void one_that_keeps_every_bar_of_a_run_fails() {
        assertThat(failuresOf(() -> new Calm() {
                    @Override
                    public Watch watch() {
                        Watch sound = super.watch();
                        List<GuardContext> all = new ArrayList<>();
                        return new Watch() {
                            @Override
                            public void bar(GuardContext context) {
                                all.add(context);
                                sound.bar(context);
                            }

                            @Override
                            public GuardVerdict check(Proposal.Take proposal, GuardContext context) {
                                return sound.check(proposal, context);
                            }
                        };
                    }
                }))
                .containsExactly("a_long_run_over_few_symbols_does_not_fill_the_heap");
    }

    /** Run from inside the tests above. */
    static class Suite extends TradeGuardConformance {
        @Override
        protected GuardProvider provider() {
            return new GuardProvider() {
                @Override
                public PluginDescriptor descriptor() {
                    return new PluginDescriptor("calm", "1", "For this test", List.of());
                }

                @Override
                public TradeGuard guard(PluginSettings settings) {
                    return maker.get();
                }
            };
        }

        @Override
        protected int calls() {
            return 2_000;
        }
    }

    /** Halves the size when a symbol moved much since its bar before, and vetoes when that is not known. */
    @SuppressWarnings("UnusedVariable") // faulty ones look at more
    private static class Calm implements TradeGuard {
        @Override
        public String id() {
            return "calm";
        }

        Map<Symbol, Double> memory() {
            return new HashMap<>();
        }

        @Override
        public Watch watch() {
            Map<Symbol, Double> last = memory();
            Map<Symbol, Double> changes = new HashMap<>();
            return new Watch() {
                @Override
                public void bar(GuardContext context) {
                    Symbol symbol = context.market().symbol();
                    changes.put(symbol, change(last.getOrDefault(symbol, Double.NaN), context));
                    last.put(symbol, context.market().spot());
                }

                @Override
                public GuardVerdict check(Proposal.Take proposal, GuardContext context) {
                    return verdict(changes.getOrDefault(context.market().symbol(), Double.NaN));
                }
            };
        }

        double change(double before, GuardContext context) {
            return Math.abs(context.market().spot() / before - 1);
        }

        GuardVerdict verdict(double change) {
            if (Double.isNaN(change)) {
                return new GuardVerdict("calm", Outcome.VETOED, 0, "it is not known how much it moved");
            }
            return change > 0.001
                    ? new GuardVerdict("calm", Outcome.SHRUNK, 0.5, "it moved by " + change)
                    : new GuardVerdict("calm", Outcome.PASSED, 1, "it moved by " + change);
        }
    }
}
