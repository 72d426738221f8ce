package dev.barque.backtest.audit;

import dev.barque.backtest.audit.AuditTrace.PieceKey;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds what knows the future. At sampled instants everything after the instant is taken away, or changed in several ways, and
 * the system runs again: every feature, decision and mark up to the instant has to be as it was, bit by bit. Equity is compared
 * before the instant where nothing is left after it, because the end of the data closes positions.
 *
 * <p>Each run has a system of its own, made by the supplier; it should share nothing with those before it, static fields included
 * ({@link FreshClasses}), or a cache that was filled by the first run hides what it filled it with. That the system itself carries
 * nothing from one run to the next is looked at too ({@link Perturbation#EARLIER_RUN}).
 *
 * <p>{@link LookAheadReport#BLIND_TO} says what cannot be seen. Immutable; as safe for use by several threads as the supplier.
 */
public final class LookAheadAudit {
    /** So many instants unless it is said. */
    public static final int USUAL_SAMPLES = 6;

    private static final List<Perturbation> AT_EACH_INSTANT = List.of(
            Perturbation.CUT,
            Perturbation.VALUES,
            Perturbation.ORDER,
            Perturbation.TIMES,
            Perturbation.ADDED,
            Perturbation.EARLIER_RUN);

    private final Supplier<? extends AuditedSystem> fresh;
    private final int samples;
    private final long seed;

    private LookAheadAudit(Supplier<? extends AuditedSystem> fresh, int samples, long seed) {
        this.fresh = Objects.requireNonNull(fresh, "fresh");
        this.samples = samples;
        this.seed = seed;
    }

    /** An audit of what a supplier makes, anew at each call. */
    public static LookAheadAudit of(Supplier<? extends AuditedSystem> fresh) {
        return new LookAheadAudit(fresh, USUAL_SAMPLES, 1);
    }

    /** The same at so many instants, at least 1. */
    public LookAheadAudit samples(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("samples must be at least 1 but was " + count);
        }
        return new LookAheadAudit(fresh, count, seed);
    }

    /** The same with other instants and other changes. */
    public LookAheadAudit seed(long other) {
        return new LookAheadAudit(fresh, samples, other);
    }

    /** How many steps {@link #run} takes, unless there are fewer instants than samples. */
    public int steps() {
        return 2 + samples * AT_EACH_INSTANT.size();
    }

    /** {@link #run(AuditData, IntConsumer)} without an audience. */
    public LookAheadReport run(AuditData data) {
        return run(data, done -> {});
    }

    /**
     * Runs the system again and again.
     *
     * @param done hears how many steps are done, on this thread
     * @throws dev.barque.core.error.BarqueException {@code audit.too-few-bars}, {@code audit.nothing-computed}, and what the system
     *     throws when nothing is changed
     */
    public LookAheadReport run(AuditData data, IntConsumer done) {
        return new Run(data, done).report();
    }

    /** What there is to a run besides its trace. */
    private record Outcome(AuditTrace trace, @Nullable RuntimeException failure) {}

    private final class Run {
        private final AuditData data;
        private final IntConsumer done;
        private final long[] instants;
        private final AuditTrace truth;
        private final Map<Perturbation, Set<AuditChannel>> met = new EnumMap<>(Perturbation.class);
        private final List<LookAhead> findings = new ArrayList<>();
        private int runs;
        private int steps;

        Run(AuditData data, IntConsumer done) {
            this.data = data;
            this.done = done;
            instants = sampled(data);
            truth = new AuditTrace(null);
            runs++;
            fresh.get().run(data, truth);
            if (truth.size() == 0) {
                throw AuditErrors.nothingComputed(data.symbols(), data.dates());
            }
            step();
        }

        LookAheadReport report() {
            compare(Perturbation.AGAIN, Long.MAX_VALUE);
            for (long instant : instants) {
                AT_EACH_INSTANT.forEach(how -> compare(how, instant));
            }
            return new LookAheadReport(
                    Arrays.stream(instants).mapToObj(UtcMicros::toInstant).toList(), runs, truth.size(), findings);
        }

        private void step() {
            done.accept(++steps);
        }

        private void compare(Perturbation how, long instant) {
            Set<AuditInput> all = EnumSet.allOf(AuditInput.class);
            Outcome changed = outcome(how, instant, all, null);
            for (AuditChannel channel : AuditChannel.values()) {
                Set<AuditChannel> known = met.computeIfAbsent(how, h -> EnumSet.noneOf(AuditChannel.class));
                if (!known.contains(channel)) {
                    Optional<PieceKey> first = firstDifference(how, channel, instant, changed.trace());
                    if (first.isPresent()) {
                        known.add(channel);
                        findings.add(finding(how, instant, first.get(), changed.failure()));
                    }
                }
            }
            step();
        }

        private Outcome outcome(Perturbation how, long instant, Set<AuditInput> inputs, @Nullable PieceKey wanted) {
            AuditedSystem system = fresh.get();
            AuditTrace trace = new AuditTrace(wanted);
            if (how != Perturbation.EARLIER_RUN) {
                return new Outcome(trace, failure(system, Later.changed(data, how, instant, inputs, seed), trace));
            }
            // What it tells there is of no interest, nor whether it fails over such values: only what it leaves behind.
            failure(system, Later.changed(data, Perturbation.VALUES, instant, inputs, seed), new AuditTrace(null));
            return new Outcome(trace, failure(system, data, trace));
        }

        private @Nullable RuntimeException failure(AuditedSystem system, AuditData shown, AuditTrace trace) {
            runs++;
            try {
                system.run(shown, trace);
                return null;
            } catch (RuntimeException failure) {
                return failure;
            }
        }

        private Optional<PieceKey> firstDifference(
                Perturbation how, AuditChannel channel, long instant, AuditTrace changed) {
            long last = how.keepsAll()
                    ? Long.MAX_VALUE
                    : how == Perturbation.CUT && channel == AuditChannel.EQUITY ? instant - 1 : instant;
            List<AuditTrace.Piece> had = truth.pieces(channel, last);
            List<AuditTrace.Piece> has = changed.pieces(channel, last);
            for (int i = 0; i < Math.max(had.size(), has.size()); i++) {
                if (i >= had.size()) {
                    return Optional.of(has.get(i).key());
                }
                if (i >= has.size()) {
                    return Optional.of(had.get(i).key());
                }
                if (!had.get(i).equals(has.get(i))) {
                    PieceKey one = had.get(i).key();
                    PieceKey other = has.get(i).key();
                    return Optional.of(one.compareTo(other) <= 0 ? one : other);
                }
            }
            return Optional.empty();
        }

        private LookAhead finding(Perturbation how, long instant, PieceKey key, @Nullable RuntimeException failure) {
            Map<String, Object> was =
                    outcome(Perturbation.AGAIN, instant, Set.of(), key).trace().values();
            Map<String, Object> became = outcome(how, instant, EnumSet.allOf(AuditInput.class), key)
                    .trace()
                    .values();
            String none = failure == null ? "nothing" : "nothing, since the run failed: " + failure;
            String field = "all";
            String before = was.isEmpty() ? "nothing" : "a value";
            String after = became.isEmpty() ? none : "a value";
            Map<String, Object> names = new LinkedHashMap<>(was);
            names.putAll(became);
            for (String name : names.keySet()) {
                if (!Objects.equals(was.get(name), became.get(name))) {
                    field = name;
                    before = String.valueOf(was.getOrDefault(name, "nothing"));
                    after = String.valueOf(became.getOrDefault(name, none));
                    break;
                }
            }
            if (how == Perturbation.AGAIN) {
                // Chance gives a third value when it is asked for the values.
                return new LookAhead(
                        key.micros(), key.micros(), key.channel(), key.about(), field, before, after, how, List.of());
            }
            return new LookAhead(
                    instant,
                    key.micros(),
                    key.channel(),
                    key.about(),
                    field,
                    before,
                    after,
                    how,
                    enough(how, instant, key.channel()));
        }

        /** The inputs of which each shows it alone. */
        private List<AuditInput> enough(Perturbation how, long instant, AuditChannel channel) {
            List<AuditInput> alone = new ArrayList<>();
            for (AuditInput input : AuditInput.values()) {
                AuditTrace changed =
                        outcome(how, instant, EnumSet.of(input), null).trace();
                if (firstDifference(how, channel, instant, changed).isPresent()) {
                    alone.add(input);
                }
            }
            return alone.isEmpty() ? List.of(AuditInput.values()) : alone;
        }
    }

    /** One instant out of each of so many equal stretches; never the last one, after which nothing comes. */
    private long[] sampled(AuditData data) {
        TreeSet<Long> times = new TreeSet<>();
        for (Symbol symbol : data.symbols()) {
            for (LocalDate date : data.dates()) {
                Bars day = data.bars().day(symbol, date);
                for (int i = 0; i < day.size(); i++) {
                    times.add(day.time(i));
                }
            }
        }
        if (times.size() < 2) {
            throw AuditErrors.tooFewBars(data.symbols(), data.dates(), times.size());
        }
        times.pollLast();
        long[] all = times.stream().mapToLong(Long::longValue).toArray();
        int count = Math.min(samples, all.length);
        SplittableRandom random = new SplittableRandom(seed);
        long[] chosen = new long[count];
        for (int s = 0; s < count; s++) {
            int from = (int) ((long) all.length * s / count);
            int to = (int) ((long) all.length * (s + 1) / count);
            chosen[s] = all[random.nextInt(from, to)];
        }
        return chosen;
    }
}
