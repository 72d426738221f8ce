package dev.barque.agents.options;

import dev.barque.core.market.OptionChain;
import dev.barque.core.market.OptionMeasure;
import dev.barque.core.market.OptionRight;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Option chains for tests, contract by contract. */
final class Chains {
    static final long TIME = UtcMicros.of(Instant.parse("2025-11-03T15:00:00Z"));
    static final long YEAR = 365L * UtcMicros.PER_DAY;

    private final List<OptionRight> rights = new ArrayList<>();
    private final List<Long> expiries = new ArrayList<>();
    private final List<double[]> numbers = new ArrayList<>();

    /** Adds a contract of size 100 without a quote. */
    Chains add(OptionRight right, double strike, double years, double volatility, double gamma, double interest) {
        rights.add(right);
        expiries.add(TIME + Math.round(years * YEAR));
        numbers.add(new double[] {strike, volatility, gamma, interest, 100, Double.NaN, Double.NaN});
        return this;
    }

    /** Adds a contract of size 100 with a quote around a price, and nothing that a vendor computes. */
    Chains quoted(OptionRight right, double strike, double years, double price, double interest) {
        add(right, strike, years, Double.NaN, Double.NaN, interest);
        numbers.get(numbers.size() - 1)[5] = price - 0.01;
        numbers.get(numbers.size() - 1)[6] = price + 0.01;
        return this;
    }

    OptionChain of(double underlying) {
        return OptionChain.builder(rights.size())
                .timeMicros(TIME)
                .underlying(underlying)
                .rights(rights.toArray(OptionRight[]::new))
                .expiryMicros(expiries.stream().mapToLong(Long::longValue).toArray())
                .column(OptionMeasure.STRIKE, column(0))
                .column(OptionMeasure.IMPLIED_VOLATILITY, column(1))
                .column(OptionMeasure.GAMMA, column(2))
                .column(OptionMeasure.OPEN_INTEREST, column(3))
                .column(OptionMeasure.CONTRACT_SIZE, column(4))
                .column(OptionMeasure.BID, column(5))
                .column(OptionMeasure.ASK, column(6))
                .build();
    }

    private double[] column(int number) {
        return numbers.stream().mapToDouble(row -> row[number]).toArray();
    }

    private Chains() {}

    static Chains chain() {
        return new Chains();
    }
}
