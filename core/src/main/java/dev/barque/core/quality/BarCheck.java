package dev.barque.core.quality;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.error.BarqueException;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares bars with the sessions of a calendar and with themselves: what is missing, repeated, out of place or cannot be
 * true.
 *
 * <pre>{@code
 * QualityReport report = BarCheck.against(TradingCalendars.usEquities())
 *         .dates(LocalDate.parse("2025-10-24"), LocalDate.parse("2025-10-28"))
 *         .build()
 *         .check(bars);
 * }</pre>
 *
 * <p>A bar belongs to a session when it became complete after the opening and at the close at the latest, or at the end of an
 * interval that begins before the close and reaches beyond it. One bar is due at the end of every interval. Of several bars of one
 * time each is looked at, and the last stands for that time, as in an ingest. Reads each bar once and keeps counts and a few
 * examples. Immutable and safe to share; a check runs on the calling thread.
 */
public final class BarCheck {
    private final TradingCalendar calendar;
    private final Set<Symbol> symbols;
    private final @Nullable LocalDate first;
    private final @Nullable LocalDate last;
    private final long intervalMicros;
    private final double minFillRate;
    private final double maxZeroVolumeShare;
    private final int flatBars;
    private final int repeatedBars;
    private final Outliers outliers;
    private final double priceTolerance;
    private final @Nullable Long nowMicros;
    private final @Nullable Long maxAgeMicros;
    private final Set<Defect> ignored;
    private final int maxExamples;
    private final int maxGaps;
    private final QualityListener listener;

    private BarCheck(Builder from) {
        calendar = from.calendar;
        symbols = new TreeSet<>(from.symbols);
        first = from.first;
        last = from.last;
        intervalMicros = from.intervalMicros;
        minFillRate = from.minFillRate;
        maxZeroVolumeShare = from.maxZeroVolumeShare;
        flatBars = from.flatBars;
        repeatedBars = from.repeatedBars;
        outliers = new Outliers(from.outlierDeviations, from.outlierReturn, from.outlierSample);
        priceTolerance = from.priceTolerance;
        nowMicros = from.now == null ? null : (Long) UtcMicros.of(from.now);
        maxAgeMicros = from.maxAge == null ? null : (Long) (from.maxAge.toNanos() / 1_000);
        ignored = EnumSet.noneOf(Defect.class);
        ignored.addAll(from.ignored);
        maxExamples = from.maxExamples;
        maxGaps = from.maxGaps;
        listener = from.listener;
    }

    /** Starts a check whose sessions are those of a calendar; everything else has a default. */
    public static Builder against(TradingCalendar calendar) {
        return new Builder(calendar);
    }

    /**
     * Checks the bars of a source. A date that cannot be read is listed, and its session is not compared.
     *
     * <p>Without {@link Builder#dates} it looks at everything there is, and a symbol is expected from its first to its last session
     * with bars. With them it looks at what the source files under these dates and their neighbours, and every symbol that it finds there
     * is expected in every session; for a source that files bars elsewhere, give {@link #check(Collection)} what
     * {@link BarSource#bars} returns.
     *
     * @throws BarqueException {@code core.nothing-to-check} when there is no bar and neither dates nor symbols were named;
     *     {@code core.outside-calendar} when the calendar covers none of the bars, or not the dates that were named
     */
    public QualityReport check(BarSource source) {
        return new CheckRun(this).check(source);
    }

    /**
     * Checks bars as an input holds them: repeated and unsorted ones too. One batch for each symbol.
     *
     * @throws BarqueException as {@link #check(BarSource)}
     */
    public QualityReport check(Collection<Bars> bars) {
        return new CheckRun(this).check(bars);
    }

    /** The end of a date in a calendar's zone, in UTC microseconds: a bar that is complete then belongs to the date. */
    static long endOf(LocalDate date, TradingCalendar calendar) {
        return startOf(date.plusDays(1), calendar);
    }

    static long startOf(LocalDate date, TradingCalendar calendar) {
        return UtcMicros.of(date.atStartOfDay(calendar.zone()).toInstant());
    }

    /** To which date a bar belongs; one that is complete at midnight belongs to the date that ends there. */
    static LocalDate dateOf(long micros, TradingCalendar calendar) {
        return calendar.dateAt(UtcMicros.toInstant(Math.max(micros, Long.MIN_VALUE + 1) - 1));
    }

    /**
     * What an outlier is.
     *
     * @param deviations more than so many robust deviations from the median
     * @param leastReturn and at least this far from no change
     * @param least from how many returns on it can be said what is usual
     */
    record Outliers(double deviations, double leastReturn, int least) {}

    TradingCalendar calendar() {
        return calendar;
    }

    /** Empty for all. */
    Set<Symbol> symbols() {
        return symbols;
    }

    boolean hasDates() {
        return first != null;
    }

    @Nullable
    LocalDate first() {
        return first;
    }

    @Nullable
    LocalDate last() {
        return last;
    }

    long intervalMicros() {
        return intervalMicros;
    }

    double minFillRate() {
        return minFillRate;
    }

    double maxZeroVolumeShare() {
        return maxZeroVolumeShare;
    }

    int flatBars() {
        return flatBars;
    }

    int repeatedBars() {
        return repeatedBars;
    }

    Outliers outliers() {
        return outliers;
    }

    double priceTolerance() {
        return priceTolerance;
    }

    @Nullable
    Long nowMicros() {
        return nowMicros;
    }

    @Nullable
    Long maxAgeMicros() {
        return maxAgeMicros;
    }

    /** Up to when bars are due. */
    long dueMicros() {
        return nowMicros == null ? Long.MAX_VALUE : nowMicros - (maxAgeMicros == null ? 0 : maxAgeMicros);
    }

    Set<Defect> ignored() {
        return ignored;
    }

    int maxExamples() {
        return maxExamples;
    }

    int maxGaps() {
        return maxGaps;
    }

    QualityListener listener() {
        return listener;
    }

    /** Says what is looked at and what is allowed; not safe for use by several threads. */
    public static final class Builder {
        private final TradingCalendar calendar;
        private Set<Symbol> symbols = Set.of();
        private @Nullable LocalDate first;
        private @Nullable LocalDate last;
        private long intervalMicros;
        private double minFillRate = 1;
        private double maxZeroVolumeShare;
        private int flatBars = 30;
        private int repeatedBars = 5;
        private double outlierDeviations = 12;
        private double outlierReturn = 0.0025;
        private int outlierSample = 30;
        private double priceTolerance = 1e-6;
        private @Nullable Instant now;
        private @Nullable Duration maxAge;
        private Set<Defect> ignored = Set.of();
        private int maxExamples = 5;
        private int maxGaps = 100;
        private QualityListener listener = (date, done, total) -> {};

        private Builder(TradingCalendar calendar) {
            this.calendar = Objects.requireNonNull(calendar, "calendar");
        }

        /** Only these, and each of them is expected; all that there are unless set. Empty is refused. */
        public Builder symbols(Collection<Symbol> only) {
            if (only.isEmpty()) {
                throw new IllegalArgumentException("Name at least one symbol, or none at all for every symbol");
            }
            symbols = Set.copyOf(only);
            return this;
        }

        /** Only these dates of the calendar's zone, both ends included, and every session in them is expected to have bars. */
        public Builder dates(LocalDate from, LocalDate to) {
            if (from.isAfter(to)) {
                throw new IllegalArgumentException("Expected dates in order but got " + from + " to " + to);
            }
            calendar.requireCovered(from);
            calendar.requireCovered(to);
            first = from;
            last = to;
            return this;
        }

        /** How long bars last that do not say it themselves; whole microseconds above 0. Unless set, nothing is guessed. */
        public Builder interval(Duration ofUndeclared) {
            if (ofUndeclared.isNegative() || ofUndeclared.isZero() || ofUndeclared.toNanos() % 1_000 != 0) {
                throw new IllegalArgumentException(
                        "interval must be whole microseconds above 0 but was " + ofUndeclared);
            }
            intervalMicros = ofUndeclared.toNanos() / 1_000;
            return this;
        }

        /** Which share of the bars of a session must be there, 0 to 1; 1 unless set. Gaps are listed whatever it is. */
        public Builder minFillRate(double share) {
            minFillRate = requireShare("minFillRate", share);
            return this;
        }

        /** Which share of the bars of a session may have a volume of 0, 0 to 1; 0 unless set. */
        public Builder maxZeroVolumeShare(double share) {
            maxZeroVolumeShare = requireShare("maxZeroVolumeShare", share);
            return this;
        }

        /** From how many bars on the same last price is a finding; 30 unless set, at least 2. */
        public Builder flatBars(int least) {
            flatBars = requireAtLeast("flatBars", 2, least);
            return this;
        }

        /** From how many bars on the same values altogether are a finding; 5 unless set, at least 2. */
        public Builder repeatedBars(int least) {
            repeatedBars = requireAtLeast("repeatedBars", 2, least);
            return this;
        }

        /**
         * Beyond how many robust deviations from the median of its session the logarithmic return of a bar is a finding; 12 unless
         * set, above 0. The deviation is 1.4826 times the median of absolute deviations, or 1.2533 times their mean where that is
         * 0. Minutes of SPY reach 6 on quiet days. The first bar of a session has no return; sessions of a single bar are compared
         * with each other.
         */
        public Builder outlierDeviations(double most) {
            if (!(most > 0)) {
                throw new IllegalArgumentException("outlierDeviations must be above 0 but was " + most);
            }
            outlierDeviations = most;
            return this;
        }

        /** Returns smaller than this either way are never outliers; 0.0025, a quarter of a percent, unless set. */
        public Builder outlierReturn(double least) {
            if (!(least >= 0 && least <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException("outlierReturn must be 0 or more but was " + least);
            }
            outlierReturn = least;
            return this;
        }

        /** From how many returns on it can be said what is usual; 30 unless set, at least 5. Smaller sessions are put together. */
        public Builder outlierSample(int least) {
            outlierSample = requireAtLeast("outlierSample", 5, least);
            return this;
        }

        /** By which share of a price low, high, open and close may be in the wrong order; 1e-6 unless set: rounding, not a tick. */
        public Builder priceTolerance(double share) {
            priceTolerance = requireShare("priceTolerance", share);
            return this;
        }

        /** What time it is: bars that are due later are not missing. Without it every session is taken for over. */
        public Builder now(Instant time) {
            now = Objects.requireNonNull(time, "time");
            return this;
        }

        /**
         * How much trading time may have passed since the last bar of a symbol, and how late a bar may be; not looked at unless set.
         * Needs {@link #now}. A closed market makes no bar older.
         */
        public Builder maxAge(Duration age) {
            if (age.isNegative()) {
                throw new IllegalArgumentException("maxAge must not be negative but was " + age);
            }
            maxAge = age;
            return this;
        }

        /** What is not reported; nothing unless set. */
        public Builder ignore(Collection<Defect> defects) {
            ignored = Set.copyOf(defects);
            return this;
        }

        /** As {@link #ignore(Collection)}. */
        public Builder ignore(Defect... defects) {
            return ignore(Arrays.asList(defects));
        }

        /** How many cases of a defect of a symbol are shown; 5 unless set. All are counted. */
        public Builder maxExamples(int most) {
            maxExamples = requireAtLeast("maxExamples", 0, most);
            return this;
        }

        /** How many gaps of a symbol are listed; 100 unless set. All are counted. */
        public Builder maxGaps(int most) {
            maxGaps = requireAtLeast("maxGaps", 0, most);
            return this;
        }

        /** Who wants to hear how far it is. */
        public Builder listener(QualityListener hears) {
            listener = Objects.requireNonNull(hears, "hears");
            return this;
        }

        /** The check; a {@link #maxAge} without {@link #now} is refused. */
        public BarCheck build() {
            if (maxAge != null && now == null) {
                throw new IllegalArgumentException("maxAge needs now: a check does not read the clock");
            }
            return new BarCheck(this);
        }

        private static double requireShare(String what, double share) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException(what + " must be 0 to 1 but was " + share);
            }
            return share;
        }

        private static int requireAtLeast(String what, int least, int given) {
            if (given < least) {
                throw new IllegalArgumentException(what + " must be at least " + least + " but was " + given);
            }
            return given;
        }
    }
}
