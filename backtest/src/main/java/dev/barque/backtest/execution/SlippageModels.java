package dev.barque.backtest.execution;

import dev.barque.backtest.execution.ModelDescription.Parameter;
import dev.barque.core.market.Symbol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Slippage by name, as a command line or a file says it, and models made of others. Thread-safe. */
public final class SlippageModels {
    private static final Pattern FIXED = Pattern.compile("(?:fixed-)?(\\d+(?:\\.\\d+)?(?:e-?\\d+)?)bps");
    private static final Pattern BOUND = Pattern.compile(":(floor-bps|cap-bps)=([^:]*)");
    private static final Parameter UNKNOWN = new Parameter("unknown-bps", Terms.UNKNOWN_BPS, 0, 1e4);

    private static final Catalog<SlippageModel> CATALOG = new Catalog<SlippageModel>(
                    "slippage", "sqrt-impact:y=0.8, or basis points such as 5bps")
            .add(
                    "amihud",
                    "published: 1 to 15 bps, linear in the logarithm of the Amihud ratio",
                    v -> new AmihudSlippage())
            .add("amihud-log", "the same", v -> new AmihudSlippage())
            .add(
                    "amihud-line",
                    "base-bps + slope-bps * position of the Amihud ratio between 1e-11 and 1e-8",
                    v -> new AmihudLineSlippage(v.applyAsDouble("base-bps"), v.applyAsDouble("slope-bps")),
                    new Parameter("base-bps", 1, 0, 1e4),
                    new Parameter("slope-bps", 14, 0, 1e4))
            .add(
                    "fixed",
                    "the same share of the price on every fill",
                    v -> new FixedSlippage(v.applyAsDouble("bps")),
                    new Parameter("bps", 5, 0, 1e4))
            .add(
                    "half-spread",
                    "share * (ask - bid) / 2; needs quotes",
                    v -> new HalfSpreadSlippage(v.applyAsDouble("share"), v.applyAsDouble("unknown-bps")),
                    new Parameter("share", 1, 0, 100),
                    UNKNOWN)
            .add(
                    "volume-share",
                    "price * k * (q / bar volume)^2, as Zipline's; needs sizes in shares",
                    v -> new VolumeShareSlippage(v.applyAsDouble("k"), v.applyAsDouble("unknown-bps")),
                    new Parameter("k", 0.1, 0, 100),
                    UNKNOWN)
            .add(
                    "sqrt-impact",
                    "price * y * sigma * sqrt(q / daily volume); needs sizes in shares",
                    v -> new SquareRootSlippage(v.applyAsDouble("y"), v.applyAsDouble("unknown-bps")),
                    new Parameter("y", 1, 0, 100),
                    UNKNOWN)
            .add(
                    "temporary-impact",
                    "price * eta * sigma * (q / bar volume)^exponent, Almgren et al. 2005; needs sizes in shares",
                    v -> new TemporaryImpactSlippage(
                            v.applyAsDouble("eta"), v.applyAsDouble("exponent"), v.applyAsDouble("unknown-bps")),
                    new Parameter("eta", 0.142, 0, 1_000),
                    new Parameter("exponent", 0.6, 0, 2),
                    UNKNOWN);

    private SlippageModels() {}

    /**
     * Reads a model: a name with parameters ({@code sqrt-impact:y=0.8}), basis points ({@code 5bps}); with
     * {@code :floor-bps=1:cap-bps=50} behind any of them, sums with {@code +}, the dearest of several with {@code |}, and other
     * models for some symbols as in {@code 1bps@SPY;2bps@QQQ;amihud}, where the one without a symbol is for all others. The id of
     * a model that this gives can be read again and gives an equal one.
     *
     * @throws dev.barque.core.error.BarqueException with code {@code execution.bad-model}, naming what there is
     */
    public static SlippageModel of(String text) {
        if (text.indexOf(';') < 0 && text.indexOf('@') < 0) {
            return ofOne(text);
        }
        Map<Symbol, SlippageModel> bySymbol = new LinkedHashMap<>();
        List<SlippageModel> others = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            int at = part.indexOf('@');
            if (at < 0) {
                others.add(ofOne(part));
            } else if (bySymbol.put(Symbol.of(part.substring(at + 1)), ofOne(part.substring(0, at))) != null) {
                throw ExecutionErrors.badParameter("slippage", text, part.substring(at + 1) + " is named twice");
            }
        }
        if (others.size() != 1) {
            throw ExecutionErrors.badParameter(
                    "slippage", text, "exactly one model without a symbol must say what all others cost");
        }
        return perSymbol(bySymbol, others.get(0));
    }

    /** What {@link #of} knows by name. */
    public static List<ModelDescription> descriptions() {
        return CATALOG.descriptions();
    }

    /** All of them together; the price itself at most. */
    public static SlippageModel sum(List<SlippageModel> parts) {
        return new CombinedSlippage.Sum(parts);
    }

    /** The one that costs most. */
    public static SlippageModel dearest(List<SlippageModel> parts) {
        return new CombinedSlippage.Dearest(parts);
    }

    /** One of its own for some symbols, another for all others. */
    public static SlippageModel perSymbol(Map<Symbol, SlippageModel> bySymbol, SlippageModel others) {
        return new CombinedSlippage.PerSymbol(bySymbol, others);
    }

    /** At least and at most so many basis points of the price, 0 to 10,000; the bounds hold for unknown inputs too. */
    public static SlippageModel bounded(SlippageModel model, double leastBps, double mostBps) {
        return new CombinedSlippage.Bounded(model, leastBps, mostBps);
    }

    private static SlippageModel ofOne(String text) {
        return parts(
                text,
                "\\|",
                SlippageModels::dearest,
                dear -> parts(dear, "\\+", SlippageModels::sum, SlippageModels::single));
    }

    private static SlippageModel parts(
            String text,
            String separator,
            Function<List<SlippageModel>, SlippageModel> combine,
            Function<String, SlippageModel> read) {
        List<SlippageModel> parts = new ArrayList<>();
        for (String part : text.split(separator, -1)) {
            parts.add(read.apply(part));
        }
        return parts.size() == 1 ? parts.get(0) : combine.apply(parts);
    }

    private static SlippageModel single(String text) {
        Map<String, Double> bounds = new LinkedHashMap<>();
        Matcher bound = BOUND.matcher(text);
        while (bound.find()) {
            if (bounds.put(bound.group(1), bps(text, bound.group(1), bound.group(2))) != null) {
                throw ExecutionErrors.badParameter("slippage", text, bound.group(1) + " is said twice");
            }
        }
        String plain = bound.replaceAll("");
        Matcher fixed = FIXED.matcher(plain.trim().toLowerCase(Locale.ROOT));
        SlippageModel model =
                fixed.matches() ? new FixedSlippage(Double.parseDouble(fixed.group(1))) : CATALOG.read(plain);
        if (bounds.isEmpty()) {
            return model;
        }
        try {
            return bounded(model, bounds.getOrDefault("floor-bps", 0.0), bounds.getOrDefault("cap-bps", 1e4));
        } catch (IllegalArgumentException e) {
            throw ExecutionErrors.badParameter("slippage", text, String.valueOf(e.getMessage()));
        }
    }

    private static double bps(String text, String key, String word) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw ExecutionErrors.badParameter("slippage", text, key + " must be a number but was '" + word + "'");
        }
    }
}
