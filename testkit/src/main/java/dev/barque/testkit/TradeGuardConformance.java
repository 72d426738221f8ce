package dev.barque.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.GuardProvider;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.Reading;
import dev.barque.core.feature.FeatureSet;
import dev.barque.testkit.internal.Seeds;
import dev.barque.testkit.internal.parts.GuardScript;
import dev.barque.testkit.internal.parts.LongRun;
import dev.barque.testkit.internal.parts.Memory;
import dev.barque.testkit.internal.parts.Threads;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link TradeGuard} does: it vetoes or shrinks and never enlarges, remembers from bar to bar in the watch of a run
 * and nowhere else, and has an answer when nothing is known. Extend it in the tests of yours.
 */
public abstract class TradeGuardConformance {
    private static final int BARS = 150;

    /** For subclasses. */
    protected TradeGuardConformance() {}

    /** Makes the guard; each call may give the same provider or a new one. */
    protected abstract GuardProvider provider();

    /** By which settings; those of who sets nothing. */
    protected PluginSettings settings() {
        return PluginSettings.defaults(provider().descriptor());
    }

    /** The guard. One that cannot be made from settings alone is made here. */
    protected TradeGuard guard() {
        return provider().guard(settings());
    }

    /** The features of the rows that it is shown; those of the profile V1. Values are random. */
    protected FeatureSet featureSet() {
        return StandardProfiles.v1().featureSet();
    }

    /** Names of readings that it is shown, with values from 0 to 60, often 0. */
    protected List<String> readings() {
        return List.of(Reading.VOLATILITY_INDEX, Reading.HALTED, Reading.FAILURES, Reading.KILL_SWITCH);
    }

    /** How many runs are begun, and how many bars are shown to one, for a measurement of memory. */
    protected int calls() {
        return 5_000;
    }

    private List<GuardScript> scripts() {
        List<GuardScript> scripts = new ArrayList<>();
        for (long seed : Seeds.seeds(3)) {
            scripts.add(GuardScript.random(featureSet(), readings(), seed, BARS));
            scripts.add(GuardScript.blind(featureSet(), readings(), seed, BARS));
        }
        return scripts;
    }

    @Test
    void it_describes_itself_in_the_same_way_whenever_it_is_asked() {
        assertThat(provider().descriptor()).isEqualTo(provider().descriptor());
        assertThat(guard().id()).isEqualTo(provider().descriptor().id());
    }

    @Test
    void it_lets_pass_shrinks_or_vetoes_and_never_enlarges() {
        for (GuardScript script : scripts()) {
            TradeGuard guard = guard();
            TradeGuard.Watch watch = guard.watch();
            for (GuardScript.Step step : script.steps()) {
                GuardVerdict verdict;
                try {
                    verdict = step.play(watch);
                } catch (RuntimeException e) {
                    throw new AssertionError(
                            "The guard throws where it has to give a verdict with a factor from 0 to 1: " + e, e);
                }
                if (verdict != null) {
                    assertThat(verdict.guard()).isEqualTo(guard.id());
                    assertThat(verdict.sizeFactor()).isBetween(0.0, 1.0);
                    assertThat(verdict.reason()).as("a verdict says why").isNotBlank();
                }
            }
        }
    }

    @Test
    void two_runs_that_are_told_the_same_get_the_same_verdicts() {
        for (GuardScript script : scripts()) {
            TradeGuard guard = guard();
            List<GuardVerdict> expected = script.verdicts(guard);

            assertThat(script.verdicts(guard)).isEqualTo(expected);
            assertThat(script.verdicts(guard())).isEqualTo(expected);
        }
    }

    @Test
    void a_run_remembers_nothing_of_another() {
        List<GuardScript> scripts = scripts();
        TradeGuard busy = guard();
        for (GuardScript script : scripts) {
            assertThat(script.verdicts(busy)).isEqualTo(script.verdicts(guard()));
        }
    }

    @Test
    void runs_side_by_side_do_not_hear_of_each_other() {
        List<GuardScript> scripts = scripts();
        List<List<GuardVerdict>> alone =
                scripts.stream().map(script -> script.verdicts(guard())).toList();
        TradeGuard shared = guard();
        List<TradeGuard.Watch> watches =
                scripts.stream().map(script -> shared.watch()).toList();
        List<List<GuardVerdict>> together = new ArrayList<>();
        scripts.forEach(script -> together.add(new ArrayList<>()));
        for (int i = 0; i < scripts.get(0).steps().size(); i++) {
            for (int run = 0; run < scripts.size(); run++) {
                GuardVerdict verdict = scripts.get(run).steps().get(i).play(watches.get(run));
                if (verdict != null) {
                    together.get(run).add(verdict);
                }
            }
        }
        assertThat(together).isEqualTo(alone);
    }

    @Test
    void what_comes_later_in_a_run_changes_nothing() {
        for (GuardScript script : scripts()) {
            List<GuardVerdict> whole = script.verdicts(guard());
            for (int bars :
                    new int[] {1, script.steps().size() / 3, script.steps().size() - 1}) {
                List<GuardVerdict> part = script.upTo(bars).verdicts(guard());
                assertThat(part).isEqualTo(whole.subList(0, part.size()));
            }
        }
    }

    @Test
    void several_runs_at_once_get_what_one_gets() {
        List<GuardScript> scripts = scripts();
        TradeGuard shared = guard();
        List<List<GuardVerdict>> expected =
                scripts.stream().map(script -> script.verdicts(guard())).toList();

        List<List<List<GuardVerdict>>> found = Threads.answers(
                4,
                thread ->
                        scripts.stream().map(script -> script.verdicts(shared)).toList());

        assertThat(found).allSatisfy(one -> assertThat(one).isEqualTo(expected));
    }

    @Test
    void runs_that_are_over_leave_nothing_behind() {
        TradeGuard guard = guard();
        GuardScript script = GuardScript.random(featureSet(), readings(), 1, 4);
        Memory.assertNothingIsKept(calls(), i -> script.verdicts(guard));
    }

    @Test
    void a_long_run_over_few_symbols_does_not_fill_the_heap() {
        TradeGuard.Watch watch = guard().watch();
        LongRun run = new LongRun(GuardScript.random(featureSet(), readings(), 1, BARS));
        Memory.assertNothingIsKept(4 * calls(), i -> run.step(watch, i));
    }

    @Test
    void it_allocates_no_more_as_it_goes_on() {
        TradeGuard.Watch watch = guard().watch();
        LongRun run = new LongRun(GuardScript.random(featureSet(), readings(), 1, BARS));
        Memory.assertNoGrowthOfAllocation(4 * calls(), i -> run.step(watch, i));
    }
}
