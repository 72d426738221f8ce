package dev.barque.core.market;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The listed options of one underlying at one instant, in columns: one row per contract. What each column means, with unit and
 * sign, is said by {@link OptionMeasure}: Greeks are per share of the underlying, open interest is in contracts. Unknown numbers
 * are NaN, unknown times {@link #NO_TIME}; a column that was not given is unknown for every contract and takes no memory.
 * Immutable and safe to share.
 */
public final class OptionChain {
    /** A time that nobody knows. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private static final int MEASURES = OptionMeasure.values().length;
    /** Stands for a column that was not given. */
    private static final double[] UNKNOWN = {};

    private static final OptionChain EMPTY = builder(0).build();

    private final int size;
    private final long timeMicros;
    private final double underlying;
    private final OptionRight @Nullable [] rights;
    private final long @Nullable [] expiry;
    private final long @Nullable [] quoted;
    /** By the column of their measure. */
    private final double[][] columns;

    private OptionChain(Builder from) {
        size = from.size;
        timeMicros = from.timeMicros;
        underlying = from.underlying;
        rights = from.rights;
        expiry = from.expiry;
        quoted = from.quoted;
        columns = from.columns.clone();
    }

    /** A chain of five columns and nothing else; copies them, and they must be of one length. */
    public OptionChain(double[] strike, double[] gamma, double[] vega, double[] theta, double[] openInterest) {
        this(five(strike, gamma, vega, theta, openInterest));
    }

    private static Builder five(double[] strike, double[] gamma, double[] vega, double[] theta, double[] openInterest) {
        int size = strike.length;
        if (gamma.length != size || vega.length != size || theta.length != size || openInterest.length != size) {
            throw new IllegalArgumentException(String.format(
                    "Option chain columns must be of one length but were strike %d, gamma %d, vega %d, theta %d, open interest %d",
                    size, gamma.length, vega.length, theta.length, openInterest.length));
        }
        return builder(size)
                .column(OptionMeasure.STRIKE, strike)
                .column(OptionMeasure.GAMMA, gamma)
                .column(OptionMeasure.VEGA, vega)
                .column(OptionMeasure.THETA, theta)
                .column(OptionMeasure.OPEN_INTEREST, openInterest);
    }

    /** Starts a chain of so many contracts, of which nothing is known yet. */
    public static Builder builder(int size) {
        return new Builder(size);
    }

    /** No contract at all, which is not the same as an unknown chain. */
    public static OptionChain empty() {
        return EMPTY;
    }

    /** Starts a chain that is like this one, for columns to be added or replaced. */
    public Builder toBuilder() {
        Builder copy = new Builder(size);
        copy.timeMicros = timeMicros;
        copy.underlying = underlying;
        copy.rights = rights;
        copy.expiry = expiry;
        copy.quoted = quoted;
        System.arraycopy(columns, 0, copy.columns, 0, columns.length);
        return copy;
    }

    /** Those contracts, in the order of the indices; throws IndexOutOfBoundsException for one that is not there. */
    public OptionChain select(int... contracts) {
        Builder part = new Builder(contracts.length);
        part.timeMicros = timeMicros;
        part.underlying = underlying;
        for (int contract : contracts) {
            Objects.checkIndex(contract, size);
        }
        if (rights != null) {
            OptionRight[] from = rights;
            part.rights = Arrays.stream(contracts).mapToObj(i -> from[i]).toArray(OptionRight[]::new);
        }
        part.expiry = selected(expiry, contracts);
        part.quoted = selected(quoted, contracts);
        for (int measure = 0; measure < columns.length; measure++) {
            double[] from = columns[measure];
            if (from != UNKNOWN) {
                part.columns[measure] =
                        Arrays.stream(contracts).mapToDouble(i -> from[i]).toArray();
            }
        }
        return part.build();
    }

    private static long @Nullable [] selected(long @Nullable [] from, int[] contracts) {
        return from == null
                ? null
                : Arrays.stream(contracts).mapToLong(i -> from[i]).toArray();
    }

    /** How many contracts there are. */
    public int size() {
        return size;
    }

    /** The instant that the chain is about, UTC microseconds; {@link #NO_TIME} when unknown. */
    public long timeMicros() {
        return timeMicros;
    }

    /** The underlying's price at that instant, in the currency of the quote; NaN when unknown. */
    public double underlying() {
        return underlying;
    }

    /** Call or put. */
    public OptionRight right(int i) {
        Objects.checkIndex(i, size);
        return rights == null ? OptionRight.UNKNOWN : rights[i];
    }

    /** When contract {@code i} expires, UTC microseconds; {@link #NO_TIME} when unknown. */
    public long expiryMicros(int i) {
        Objects.checkIndex(i, size);
        return expiry == null ? NO_TIME : expiry[i];
    }

    /** When contract {@code i} was quoted, UTC microseconds; the time of the chain where nobody says more. */
    public long quoteMicros(int i) {
        Objects.checkIndex(i, size);
        return quoted == null || quoted[i] == NO_TIME ? timeMicros : quoted[i];
    }

    /** A number of contract {@code i}, NaN when unknown. */
    public double value(OptionMeasure measure, int i) {
        double[] column = columns[measure.column()];
        if (column == UNKNOWN) {
            Objects.checkIndex(i, size);
            return Double.NaN;
        }
        return column[i];
    }

    /** Whether a column was given; its numbers may be NaN all the same. */
    public boolean has(OptionMeasure measure) {
        return columns[measure.column()] != UNKNOWN;
    }

    /** Strike of contract {@code i}, in the currency of the quote. */
    public double strike(int i) {
        return value(OptionMeasure.STRIKE, i);
    }

    /** {@link OptionMeasure#BID}. */
    public double bid(int i) {
        return value(OptionMeasure.BID, i);
    }

    /** {@link OptionMeasure#ASK}. */
    public double ask(int i) {
        return value(OptionMeasure.ASK, i);
    }

    /** {@link OptionMeasure#LAST}. */
    public double last(int i) {
        return value(OptionMeasure.LAST, i);
    }

    /** The middle of bid and ask, NaN without both. */
    public double mid(int i) {
        return 0.5 * (bid(i) + ask(i));
    }

    /** {@link OptionMeasure#IMPLIED_VOLATILITY}. */
    public double impliedVolatility(int i) {
        return value(OptionMeasure.IMPLIED_VOLATILITY, i);
    }

    /** {@link OptionMeasure#DELTA}. */
    public double delta(int i) {
        return value(OptionMeasure.DELTA, i);
    }

    /** {@link OptionMeasure#GAMMA}. */
    public double gamma(int i) {
        return value(OptionMeasure.GAMMA, i);
    }

    /** {@link OptionMeasure#VEGA}; in chains of other systems as they scale it. */
    public double vega(int i) {
        return value(OptionMeasure.VEGA, i);
    }

    /** {@link OptionMeasure#THETA}; in chains of other systems as they scale it. */
    public double theta(int i) {
        return value(OptionMeasure.THETA, i);
    }

    /** {@link OptionMeasure#VANNA}. */
    public double vanna(int i) {
        return value(OptionMeasure.VANNA, i);
    }

    /** {@link OptionMeasure#CHARM}. */
    public double charm(int i) {
        return value(OptionMeasure.CHARM, i);
    }

    /** Open contracts. */
    public double openInterest(int i) {
        return value(OptionMeasure.OPEN_INTEREST, i);
    }

    /** {@link OptionMeasure#VOLUME}. */
    public double volume(int i) {
        return value(OptionMeasure.VOLUME, i);
    }

    /** {@link OptionMeasure#CONTRACT_SIZE}. */
    public double contractSize(int i) {
        return value(OptionMeasure.CONTRACT_SIZE, i);
    }

    @Override
    public String toString() {
        double[] first = new double[Math.min(3, size)];
        Arrays.setAll(first, this::strike);
        return "OptionChain of " + size + " contracts at strikes " + Arrays.toString(first);
    }

    /** Puts a chain together; what is not set stays unknown. Not for use by several threads. */
    public static final class Builder {
        private final int size;
        private final double[][] columns = new double[MEASURES][];
        private long timeMicros = NO_TIME;
        private double underlying = Double.NaN;
        private OptionRight @Nullable [] rights;
        private long @Nullable [] expiry;
        private long @Nullable [] quoted;

        private Builder(int size) {
            if (size < 0) {
                throw new IllegalArgumentException("An option chain cannot have " + size + " contracts");
            }
            this.size = size;
            Arrays.fill(columns, UNKNOWN);
        }

        /** The instant that the chain is about, UTC microseconds. */
        public Builder timeMicros(long micros) {
            timeMicros = micros;
            return this;
        }

        /** The underlying's price at that instant. */
        public Builder underlying(double price) {
            underlying = price;
            return this;
        }

        /** Call or put, for each contract; copied. */
        public Builder rights(OptionRight... ofContracts) {
            require("rights", ofContracts.length);
            for (OptionRight right : ofContracts) {
                Objects.requireNonNull(right, "right");
            }
            rights = ofContracts.clone();
            return this;
        }

        /** When each contract expires, UTC microseconds or {@link #NO_TIME}; copied. */
        public Builder expiryMicros(long... ofContracts) {
            require("expiry", ofContracts.length);
            expiry = ofContracts.clone();
            return this;
        }

        /** When each contract was quoted, UTC microseconds or {@link #NO_TIME}; copied. */
        public Builder quoteMicros(long... ofContracts) {
            require("quote time", ofContracts.length);
            quoted = ofContracts.clone();
            return this;
        }

        /** A column of numbers, one for each contract; copied. */
        public Builder column(OptionMeasure measure, double... ofContracts) {
            require(measure.id(), ofContracts.length);
            columns[measure.column()] = ofContracts.clone();
            return this;
        }

        /** The chain. */
        public OptionChain build() {
            return new OptionChain(this);
        }

        private void require(String column, int length) {
            if (length != size) {
                throw new IllegalArgumentException(
                        "The column " + column + " must have " + size + " values but had " + length);
            }
        }
    }
}
