package dev.barque.agents.guards;

import static dev.barque.agents.guards.Scene.QQQ;
import static dev.barque.agents.guards.Scene.SPY;
import static dev.barque.core.decision.GuardVerdict.Outcome.PASSED;
import static dev.barque.core.decision.GuardVerdict.Outcome.SHRUNK;
import static dev.barque.core.decision.GuardVerdict.Outcome.VETOED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.Reading;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import org.junit.jupiter.api.Test;

/** Guards that look at features and at those that compute them. */
class DataGuardsTest {
    @Test
    void features_that_drift_within_a_run_are_named() {
        Scene scene = new Scene("schema-drift");
        assertThat(scene.ask().outcome()).isEqualTo(PASSED);

        FeatureSchema drifted = FeatureSchema.builder()
                .float64("liquidity.present.amihud", "1/EUR")
                .string("momentum")
                .string("mood")
                .float64("new", "")
                .build();
        GuardVerdict verdict = scene.row(row("v1", drifted, scene.now)).ask();

        assertThat(verdict.outcome()).isEqualTo(VETOED);
        assertThat(verdict.reason())
                .contains(
                        "zones is missing (it was INT64)",
                        "momentum is STRING in place of FLOAT64",
                        "liquidity.present.amihud is in '1/EUR' in place of '1/USD'",
                        "new is extra (FLOAT64)");
        assertThat(scene.row(row("v2", Scene.SET.schema(), scene.now)).ask().reason())
                .contains("the version is v2 in place of v1");
        assertThat(scene.row(Scene.row(SPY, scene.now, 1, 1)).ask().outcome()).isEqualTo(PASSED);
    }

    @Test
    void what_features_should_be_can_be_said() {
        String expected = SchemaDriftGuard.text(Scene.SET.schema());
        assertThat(new Scene("schema-drift", "features", expected).ask().outcome())
                .isEqualTo(PASSED);
        assertThat(new Scene("schema-drift", "features", expected, "version", "v9")
                        .ask()
                        .reason())
                .contains("the version is v1 in place of v9");
        assertThat(new Scene("schema-drift", "features", expected + ",rsi:FLOAT64:1")
                        .ask()
                        .reason())
                .contains("rsi is missing");
        assertThatThrownBy(() -> new Scene("schema-drift", "features", "rsi:DOUBLE"))
                .hasMessageContaining("'rsi:DOUBLE'")
                .hasMessageContaining("FLOAT64");
    }

    @Test
    void a_required_feature_without_a_value_is_missing() {
        Scene scene = new Scene("schema-drift", "required", "liquidity.present.amihud, momentum,macd");
        FeatureRow row = Scene.row(SPY, scene.now, Double.NaN, Double.NaN);
        assertThat(scene.row(row).ask().reason())
                .contains("without a value: liquidity.present.amihud, momentum, macd (not in the schema)");
        assertThat(new Scene("schema-drift", "required", "momentum").ask().outcome())
                .isEqualTo(PASSED);
        assertThat(new Scene("schema-drift").row(null).ask().outcome()).isEqualTo(VETOED);
    }

    @Test
    void an_old_row_is_stale_and_one_from_the_future_is_no_better() {
        Scene scene = new Scene("stale-data");
        long bar = scene.now;
        scene.row(Scene.row(SPY, bar, 1, 1));
        assertThat(scene.later(5).ask().outcome()).isEqualTo(PASSED);
        GuardVerdict verdict = scene.later(1).ask();
        assertThat(verdict.reason()).contains("6 minutes older than the bar", "at most 5 minutes");
        assertThat(verdict.amount()).isEqualTo(1);
        assertThat(scene.later(-7).ask().reason()).contains("later than the bar");
        assertThat(scene.row(null).ask().outcome()).isEqualTo(VETOED);
    }

    @Test
    void equal_numbers_on_n_bars_of_one_symbol_are_stale() {
        Scene scene = new Scene("stale-data", "same_bars", "3");
        for (int bar = 1; bar <= 4; bar++) {
            scene.later(1);
            GuardVerdict other =
                    scene.of(QQQ).row(Scene.row(QQQ, scene.now, 1, bar)).ask();
            assertThat(other.outcome()).as("QQQ keeps changing").isEqualTo(PASSED);
            GuardVerdict verdict =
                    scene.of(SPY).row(Scene.row(SPY, scene.now, 1, 7)).ask();
            assertThat(verdict.outcome()).as("bar " + bar).isEqualTo(bar < 3 ? PASSED : VETOED);
            if (bar == 4) {
                assertThat(verdict.reason()).contains("SPY", "same on 4 bars", "fewer than 3");
                assertThat(verdict.amount()).isEqualTo(2);
            }
        }
        assertThat(scene.row(Scene.row(SPY, scene.now, 1, 8)).ask().outcome())
                .as("one that changes ends it")
                .isEqualTo(PASSED);
    }

    @Test
    void equal_numbers_are_seen_on_bars_without_proposals_and_may_be_those_of_chosen_features() {
        Scene all = new Scene("stale-data", "same_bars", "3");
        Scene chosen = new Scene("stale-data", "same_bars", "3", "features", "liquidity.present.amihud,zones");
        for (int bar = 0; bar < 2; bar++) {
            all.row(Scene.row(SPY, all.now, 1, bar)).bar();
            chosen.row(Scene.row(SPY, chosen.now, 1, bar)).bar();
        }
        assertThat(all.row(Scene.row(SPY, all.now, 1, 2)).ask().outcome()).isEqualTo(PASSED);
        assertThat(chosen.row(Scene.row(SPY, chosen.now, 1, 2)).ask().outcome()).isEqualTo(VETOED);
    }

    @Test
    void a_row_without_any_number_cannot_be_told_from_a_stale_one() {
        Scene scene = new Scene("stale-data", "features", "momentum");
        assertThat(scene.row(Scene.row(SPY, scene.now, 1, Double.NaN)).ask().reason())
                .contains("none of the compared features has a value");
    }

    @Test
    void too_many_failures_open_the_breaker_a_small_trade_tries_and_then_it_closes() {
        Scene scene = new Scene("error-breaker", "max_failures", "3");
        assertThat(failures(scene, 7).outcome()).as("failures before the run").isEqualTo(PASSED);
        assertThat(failures(scene.later(1), 9).outcome()).isEqualTo(PASSED);
        GuardVerdict open = failures(scene.later(1), 10);
        assertThat(open.outcome()).isEqualTo(VETOED);
        assertThat(open.reason()).contains("3 failures", "3 within 10 minutes", "5 minutes more");
        assertThat(open.amount()).isEqualTo(5);
        assertThat(failures(scene.later(4), 10).outcome()).isEqualTo(VETOED);

        GuardVerdict probe = failures(scene.later(1), 10);
        assertThat(probe.outcome()).isEqualTo(SHRUNK);
        assertThat(probe.sizeFactor()).isEqualTo(0.25);
        assertThat(failures(scene.later(1), 10).outcome())
                .as("a later guard forbade it: the next one may try")
                .isEqualTo(SHRUNK);
        scene.traded();
        assertThat(failures(scene.later(1), 10).reason()).contains("a trade is trying");
        assertThat(failures(scene.later(4), 10).outcome()).isEqualTo(PASSED);
    }

    @Test
    void a_failure_while_half_open_opens_the_breaker_again() {
        Scene scene = new Scene("error-breaker", "max_failures", "1");
        failures(scene, 0);
        failures(scene.later(1), 1);
        assertThat(failures(scene.later(5), 1).outcome()).isEqualTo(SHRUNK);
        scene.traded();
        assertThat(failures(scene.later(1), 2).outcome()).isEqualTo(VETOED);
        assertThat(failures(scene.later(4), 2).outcome()).isEqualTo(VETOED);
        assertThat(failures(scene.later(1), 2).outcome()).isEqualTo(SHRUNK);
    }

    @Test
    void failures_leave_the_window_and_a_count_that_falls_begins_anew() {
        Scene scene = new Scene("error-breaker", "max_failures", "3");
        failures(scene, 0);
        failures(scene.later(1), 2);
        assertThat(failures(scene.later(10), 3).outcome()).as("2 have left").isEqualTo(PASSED);
        assertThat(failures(scene.later(1), 1).outcome())
                .as("restarted, 1 more")
                .isEqualTo(PASSED);
        assertThat(failures(scene.later(1), 2).outcome()).isEqualTo(VETOED);
    }

    @Test
    void failures_that_nobody_counts_forbid() {
        Scene scene = new Scene("error-breaker");
        assertThat(scene.ask().reason()).contains("unknown", "no reading failures");
        scene.reading(Reading.FAILURES, 0);
        assertThat(scene.ask().outcome()).isEqualTo(PASSED);
        assertThat(scene.later(6).ask().reason()).contains("6 minutes old");
    }

    private static GuardVerdict failures(Scene scene, double count) {
        return scene.reading(Reading.FAILURES, count).ask();
    }

    private static FeatureRow row(String version, FeatureSchema schema, long micros) {
        return FeatureRow.builder(new FeatureSet(FeatureSetId.of(version), schema, Lookback.sameDate()), SPY)
                .build(micros, micros);
    }
}
