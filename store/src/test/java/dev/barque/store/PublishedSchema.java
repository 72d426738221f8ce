package dev.barque.store;

import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureType;

/** The features of the published set v0.1.0, as far as these tests need them. */
final class PublishedSchema {
    static final FeatureSchema V0_1_0 = FeatureSchema.builder()
            .float64("hedge.past.exhaustion_score", "1")
            .int64("hedge.past.window_bars", "bars")
            .string("hedge.past.method")
            .float64("hedge.present.hedge_force", "1")
            .string("hedge.present.regime")
            .float64("hedge.present.wall_dist", "USD")
            .float64("hedge.present.conf", "1")
            .int64("hedge.present.half_life_bars", "bars")
            .float64("hedge.future.q10", "1")
            .float64("hedge.future.q50", "1")
            .float64("hedge.future.q90", "1")
            .float64("hedge.future.hit_prob_tp1", "1")
            .int64("hedge.future.eta_bars", "bars")
            .float64("hedge.future.conf", "1")
            .int64("liquidity.past.zones_held", "zones")
            .int64("liquidity.past.zones_broken", "zones")
            .float64("liquidity.past.slippage_err_bps", "bps")
            .add("liquidity.present.support", FeatureType.INTERVAL_LIST, "USD")
            .add("liquidity.present.resistance", FeatureType.INTERVAL_LIST, "USD")
            .float64("liquidity.present.amihud", "1/USD")
            .float64("liquidity.present.lambda_impact", "1")
            .float64("liquidity.present.conf", "1")
            .float64("liquidity.future.zone_survival", "1")
            .add("liquidity.future.slippage_cone_bps", FeatureType.FLOAT64_LIST, "bps")
            .float64("liquidity.future.next_magnet", "USD")
            .int64("liquidity.future.eta_bars", "bars")
            .float64("liquidity.future.conf", "1")
            .add("sentiment.past.events", FeatureType.STRING_LIST, "")
            .float64("sentiment.past.iv_drift", "1")
            .string("sentiment.present.regime")
            .float64("sentiment.present.price_momo_z", "1")
            .float64("sentiment.present.vol_momo_z", "1")
            .float64("sentiment.present.conf", "1")
            .float64("sentiment.future.flip_prob_10b", "1")
            .float64("sentiment.future.vov_tilt", "1")
            .float64("sentiment.future.conf", "1")
            .float64("quality.fill_rate", "1")
            .build();

    private PublishedSchema() {}
}
