package dev.barque.backtest.execution.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.barque.backtest.execution.SlippageModel;
import dev.barque.backtest.execution.SlippageModels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlippageCalibrationTest {
    private final SlippageCalibration calibration = SlippageCalibration.seeded(7);

    @ParameterizedTest
    @CsvSource({
        "fixed:bps=4, 4",
        "half-spread:share=0.7, 0.7",
        "amihud-line:base-bps=2:slope-bps=9, 9",
        "volume-share:k=0.12, 0.12",
        "sqrt-impact:y=0.8, 0.8"
    })
    void a_parameter_that_is_known_is_found_again_through_noise_and_outliers(String text, double value) {
        for (long seed = 1; seed <= 5; seed++) {
            CalibrationResult.Fitted fitted = (CalibrationResult.Fitted)
                    result(calibration.fit(SyntheticFills.of(600, seed, costOf(text), 1)), text);

            assertThat(fitted.value()).as("seed %d", seed).isCloseTo(value, within(0.12 * value));
            assertThat(fitted.lower()).isLessThan(fitted.value());
            assertThat(fitted.upper()).isGreaterThan(fitted.value()).isLessThan(1.4 * value);
            assertThat(fitted.trainFills()).isEqualTo(420);
            assertThat(fitted.testFills()).isEqualTo(180);
            assertThat(fitted.fitted().id()).startsWith(fitted.model().equals("fixed") ? "fixed-" : fitted.model());
            if (!fitted.model().equals("fixed")) {
                assertThat(fitted.isBetterThanNaive()).as("seed %d", seed).isTrue();
            }
        }
    }

    @Test
    void nineteen_of_twenty_intervals_hold_what_is_true() {
        int held = 0;
        for (long seed = 1; seed <= 60; seed++) {
            CalibrationResult.Fitted fitted = (CalibrationResult.Fitted)
                    result(calibration.fit(SyntheticFills.of(200, seed, costOf("half-spread"), 2)), "half-spread");
            if (fitted.lower() <= 1 && 1 <= fitted.upper()) {
                held++;
            }
        }
        // 57 are expected; fewer than 50 would be a matter of less than one in a thousand.
        assertThat(held).isBetween(50, 60);
    }

    @Test
    void the_model_that_made_the_fills_foretells_the_later_ones_best() {
        List<CalibrationResult> results = calibration.fit(SyntheticFills.of(800, 3, costOf("sqrt-impact:y=1.5"), 0.5));
        String best = results.stream()
                .filter(CalibrationResult.Fitted.class::isInstance)
                .map(CalibrationResult.Fitted.class::cast)
                .min(Comparator.comparingDouble(CalibrationResult.Fitted::testError))
                .orElseThrow()
                .model();

        assertThat(best).isEqualTo("sqrt-impact");
    }

    @Test
    void too_few_fills_are_refused() {
        assertThat(calibration.fit(SyntheticFills.of(59, 1, costOf("5bps"), 1)))
                .hasSize(5)
                .allSatisfy(result -> assertThat(((CalibrationResult.Refused) result).reason())
                        .contains("59 of 59 fills", "at least 60"));
    }

    @Test
    void sizes_that_hardly_vary_are_refused_where_size_is_what_counts() {
        List<RecordedFill> alike = new ArrayList<>();
        for (RecordedFill f : SyntheticFills.of(200, 1, costOf("5bps"), 1)) {
            alike.add(new RecordedFill(
                    f.symbol(),
                    f.timeMicros(),
                    f.price(),
                    f.filledAt(),
                    Math.signum(f.quantity()) * 100,
                    1e5,
                    1e7,
                    0.02,
                    f.amihud(),
                    f.bid(),
                    f.ask(),
                    f.profit()));
        }
        List<CalibrationResult> results = calibration.fit(alike);

        assertThat(((CalibrationResult.Refused) result(results, "sqrt-impact")).reason())
                .contains("hardly varies");
        assertThat(((CalibrationResult.Refused) result(results, "volume-share")).reason())
                .contains("hardly varies");
        assertThat(result(results, "fixed")).isInstanceOf(CalibrationResult.Fitted.class);
    }

    @Test
    void noise_without_cost_is_not_taken_for_cost() {
        List<CalibrationResult> results = calibration.fit(SyntheticFills.of(400, 11, fill -> -2, 3));

        assertThat(results).allSatisfy(result -> assertThat(result).isInstanceOf(CalibrationResult.Refused.class));
        assertThat(((CalibrationResult.Refused) result(results, "fixed")).reason())
                .contains("cannot be told from nothing");
    }

    @Test
    void the_same_fills_in_any_order_give_the_same_answer() {
        List<RecordedFill> fills = SyntheticFills.of(300, 2, costOf("sqrt-impact"), 1);
        List<RecordedFill> shuffled = new ArrayList<>(fills);
        Collections.shuffle(shuffled, new Random(5));

        assertThat(calibration.fit(shuffled)).isEqualTo(calibration.fit(fills));
    }

    @Test
    void later_fills_judge_and_do_not_teach() {
        List<RecordedFill> fills = SyntheticFills.of(300, 2, costOf("sqrt-impact"), 1);
        List<RecordedFill> changed = new ArrayList<>(fills.subList(0, 210));
        fills.subList(210, 300).forEach(f -> changed.add(SyntheticFills.filled(f, 500, Double.NaN)));

        CalibrationResult.Fitted before = (CalibrationResult.Fitted) result(calibration.fit(fills), "sqrt-impact");
        CalibrationResult.Fitted after = (CalibrationResult.Fitted) result(calibration.fit(changed), "sqrt-impact");
        assertThat(after.value()).isEqualTo(before.value());
        assertThat(after.testError()).isGreaterThan(10 * before.testError());
    }

    private static CalibrationResult result(List<CalibrationResult> results, String text) {
        return results.stream()
                .filter(result -> text.startsWith(result.model()))
                .findFirst()
                .orElseThrow();
    }

    private static ToDoubleFunction<RecordedFill> costOf(String text) {
        SlippageModel model = SlippageModels.of(text);
        return fill -> model.perUnit(fill) / fill.price() * 1e4;
    }
}
