package dev.barque.backtest.execution.calibration;

import dev.barque.backtest.execution.AmihudLineSlippage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Models whose cost in basis points is linear in what is to be found: base + coefficient * x. */
enum Family {
    FIXED("fixed", "bps", "bps of the price") {
        @Override
        double x(RecordedFill fill) {
            return 1;
        }

        @Override
        String model(double base, double slope) {
            return "fixed:bps=" + text(slope);
        }
    },
    HALF_SPREAD("half-spread", "share", "of half the spread") {
        @Override
        double x(RecordedFill fill) {
            boolean usable = fill.bid() > 0 && fill.ask() >= fill.bid();
            return usable ? (fill.ask() - fill.bid()) / 2 / fill.price() * 1e4 : Double.NaN;
        }

        @Override
        String model(double base, double slope) {
            return "half-spread:share=" + text(slope);
        }
    },
    AMIHUD("amihud-line", "slope-bps", "bps from the most to the least liquid market") {
        @Override
        double x(RecordedFill fill) {
            return AmihudLineSlippage.position(fill.amihud());
        }

        @Override
        String model(double base, double slope) {
            return "amihud-line:base-bps=" + text(base) + ":slope-bps=" + text(slope);
        }
    },
    VOLUME_SHARE("volume-share", "k", "of the price for the whole volume of a bar") {
        @Override
        double x(RecordedFill fill) {
            double share = Math.abs(fill.quantity()) / Math.max(1, fill.barVolume());
            return share * share * 1e4;
        }

        @Override
        String model(double base, double slope) {
            return "volume-share:k=" + text(slope);
        }
    },
    SQUARE_ROOT("sqrt-impact", "y", "times sigma * sqrt(q / V)") {
        @Override
        double x(RecordedFill fill) {
            double sigma = fill.dailyVolatility() < 0 ? Double.NaN : fill.dailyVolatility();
            return sigma * Math.sqrt(Math.abs(fill.quantity()) / Math.max(1, fill.dailyVolume())) * 1e4;
        }

        @Override
        String model(double base, double slope) {
            return "sqrt-impact:y=" + text(slope);
        }
    };

    static final List<Family> ALL = List.of(values());

    final String model;
    final String parameter;
    final String unit;

    Family(String model, String parameter, String unit) {
        this.model = model;
        this.parameter = parameter;
        this.unit = unit;
    }

    /** NaN where the fill does not tell. */
    abstract double x(RecordedFill fill);

    /** As {@code SlippageModels.of} reads it. */
    abstract String model(double base, double slope);

    boolean hasBase() {
        return this == AMIHUD;
    }

    private static String text(double value) {
        return new BigDecimal(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }
}
