package dev.barque.agents.standard;

import dev.barque.agents.EngineDescriptor;
import dev.barque.agents.EngineInput;
import dev.barque.agents.EngineMemory;
import dev.barque.agents.EngineOutput;
import dev.barque.agents.FeatureEngine;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureType;
import java.time.Duration;
import java.util.Optional;

/**
 * The terrain: how deep the market is ({@link Illiquidity}) and where much was traded ({@link VolumeProfile}), over the last
 * hour or, where that holds no bar, the last 20 bars.
 */
final class LiquidityEngine implements FeatureEngine {
    static final FeatureSchema SCHEMA = schema().build();
    static final FeatureSchema MENDED_SCHEMA =
            schema().float64("liquidity.present.amihud_rank", "1").build();

    private final Rules rules;
    private final EngineDescriptor descriptor;

    LiquidityEngine(Rules rules) {
        this.rules = rules;
        descriptor = rules.mended()
                ? new EngineDescriptor(
                        "liquidity", "1", MENDED_SCHEMA, AmihudRank.HISTORY_BARS + AmihudRank.SPAN_BARS, Duration.ZERO)
                : new EngineDescriptor("liquidity", "0", SCHEMA, 61, Duration.ZERO);
    }

    private static FeatureSchema.Builder schema() {
        return FeatureSchema.builder()
                .int64("liquidity.past.zones_held", "zones")
                .int64("liquidity.past.zones_broken", "zones")
                .float64("liquidity.past.slippage_err_bps", "bps")
                .add("liquidity.present.support", FeatureType.INTERVAL_LIST, "USD")
                .add("liquidity.present.resistance", FeatureType.INTERVAL_LIST, "USD")
                .float64("liquidity.present.amihud", "1/USD")
                .float64("liquidity.present.lambda_impact", "1/USD")
                .float64("liquidity.present.conf", "1")
                .float64("liquidity.future.zone_survival", "1")
                .add("liquidity.future.slippage_cone_bps", FeatureType.FLOAT64_LIST, "bps")
                .float64("liquidity.future.next_magnet", "USD")
                .int64("liquidity.future.eta_bars", "bars")
                .float64("liquidity.future.conf", "1");
    }

    @Override
    public EngineDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public void compute(EngineInput input, EngineOutput out) {
        new LiquidityMemory(rules).compute(input, out);
    }

    @Override
    public Optional<EngineMemory> newMemory() {
        return Optional.of(new LiquidityMemory(rules));
    }
}
