package dev.barque.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each engine sees as many bars as it says it looks at, also where others look equally far back and share its view. */
class EngineWindowsTest {
    private static final Symbol SPY = Symbol.of("SPY");

    /** Writes how many bars it was shown, the price of the first of them, and the instant. */
    private record Looker(EngineDescriptor descriptor) implements FeatureEngine {
        static Looker at(int number, int windowBars) {
            FeatureSchema schema = FeatureSchema.builder()
                    .int64("look" + number + ".bars", "bars")
                    .float64("look" + number + ".first", "USD")
                    .int64("look" + number + ".now", "us")
                    .build();
            return new Looker(new EngineDescriptor("look" + number, "1", schema, windowBars, Duration.ZERO));
        }

        @Override
        public void compute(EngineInput input, EngineOutput output) {
            output.int64(0, input.window().size());
            output.float64(1, input.window().close(0));
            output.int64(2, input.nowMicros());
        }
    }

    @Test
    void engines_see_the_bars_that_they_ask_for_in_whatever_order_they_stand() {
        int[] windows = {1, 5, 3, 5, 1, 4, 3};
        List<FeatureEngine> engines = new ArrayList<>();
        List<FeatureField> fields = new ArrayList<>();
        for (int e = 0; e < windows.length; e++) {
            engines.add(Looker.at(e, windows[e]));
            fields.addAll(engines.get(e).descriptor().schema().fields());
        }
        Profile v1 = StandardProfiles.v1();
        FeatureSet set = new FeatureSet(
                FeatureSetId.of("looks"),
                FeatureSchema.of(fields),
                v1.featureSet().lookback());
        Profile profile = new Profile(
                "LOOKS",
                set,
                engines,
                List.of(),
                v1.composer(),
                List.of(),
                v1.missingEngines(),
                StampRule.BAR_CLOSE,
                v1.windowRule(),
                0);
        Bars.Builder builder = Bars.builder(SPY);
        for (int i = 0; i < 12; i++) {
            builder.add(i * UtcMicros.PER_MINUTE, 100 + i, 1, 1);
        }
        Bars bars = builder.build();
        DecisionPipeline pipeline = new DecisionPipeline(profile, OptionChains.none());
        SymbolFeatures remembering = SymbolFeatures.remembering(pipeline, SPY);
        for (int i = 0; i < bars.size(); i++) {
            List<FeatureRow> rows =
                    Arrays.asList(pipeline.features(bars, i), remembering.row(bars, i, pipeline.contextAt(bars, i)));
            for (FeatureRow row : rows) {
                for (int e = 0; e < windows.length; e++) {
                    int shown = Math.min(windows[e], i + 1);
                    assertThat(row.int64(3 * e)).as("engine %d at %d", e, i).isEqualTo(shown);
                    assertThat(row.float64(3 * e + 1)).isEqualTo(100 + i + 1 - shown);
                    assertThat(row.int64(3 * e + 2)).isEqualTo(bars.time(i));
                }
            }
        }
    }
}
