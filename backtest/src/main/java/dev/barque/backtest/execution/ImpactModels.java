package dev.barque.backtest.execution;

import dev.barque.backtest.execution.ModelDescription.Parameter;
import java.util.List;

/** Permanent impact by name, as a command line says it. Thread-safe. */
public final class ImpactModels {
    private static final Catalog<PermanentImpact> CATALOG = new Catalog<PermanentImpact>(
                    "impact model", "permanent-impact:gamma=0.314")
            .add(
                    "permanent-impact",
                    "gamma * sigma * (q / daily volume) * inverse-turnover^(1/4), Almgren et al. 2005; needs sizes in shares",
                    v -> new AlmgrenPermanentImpact(
                            v.applyAsDouble("gamma"),
                            v.applyAsDouble("inverse-turnover"),
                            v.applyAsDouble("unknown-bps")),
                    new Parameter("gamma", 0.314, 0, 1_000),
                    new Parameter("inverse-turnover", 1, 0, 1e6),
                    new Parameter("unknown-bps", Terms.UNKNOWN_BPS, 0, 1e4));

    private ImpactModels() {}

    /**
     * Reads a model by name, such as {@code permanent-impact:gamma=0.314}.
     *
     * @throws dev.barque.core.error.BarqueException with code {@code execution.bad-model}, naming what there is
     */
    public static PermanentImpact of(String text) {
        return CATALOG.read(text);
    }

    /** What {@link #of} knows by name. */
    public static List<ModelDescription> descriptions() {
        return CATALOG.descriptions();
    }
}
