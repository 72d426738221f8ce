package dev.barque.benchmarks.contest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A question and who is asked. Immutable; made by {@link #about}.
 *
 * @param <G> what all contenders are given
 */
public final class Question<G extends AutoCloseable> {
    private final Builder<G> as;

    private Question(Builder<G> as) {
        this.as = as;
    }

    /** Makes what all contenders of a run are given. */
    @FunctionalInterface
    public interface Maker<G> {
        /** {@code scratch} is empty and goes afterwards. */
        G make(Dose dose, Path scratch) throws Exception;
    }

    /** How many operations a run makes of what is given. */
    @FunctionalInterface
    public interface Counter<G> {
        /** At least 1. */
        long operations(G given);
    }

    /** The right checksum of the first so many operations. */
    @FunctionalInterface
    public interface Expectation<G> {
        /** Made without any contender. */
        double of(G given, long operations);
    }

    /** Begins a question: its id is what is typed, in lower case. */
    public static <G extends AutoCloseable> Builder<G> about(String id, Class<G> given, Maker<G> maker) {
        return new Builder<>(id, given, maker);
    }

    /** What is typed. */
    public String id() {
        return as.id;
    }

    /** The question in words. */
    public String asks() {
        return as.asks;
    }

    /** What is done, on how much. */
    public String work() {
        return as.work;
    }

    Unit unit() {
        return as.unit;
    }

    /** Why ours is farther from the limit than it could be; may be empty. */
    String distance() {
        return as.distance;
    }

    /** All contenders in the order of the table. */
    public List<Line> lines() {
        return List.copyOf(as.lines);
    }

    /** What is asked of ours. */
    public List<Bar> bars() {
        return List.copyOf(as.bars);
    }

    List<String> jvmFlags() {
        return List.copyOf(as.jvmFlags);
    }

    boolean onNewestJava() {
        return as.onNewestJava;
    }

    double tolerance() {
        return as.tolerance;
    }

    G make(Dose dose, Path scratch) throws Exception {
        return as.maker.make(dose, scratch);
    }

    long operations(AutoCloseable given) {
        return as.counter.operations(as.given.cast(given));
    }

    /** NaN when the first contender sets it. */
    double expected(AutoCloseable given, long operations) {
        return as.expectation.of(as.given.cast(given), operations);
    }

    /** The same question with more contenders, after those of their kind. */
    Question<G> with(List<Line> more) {
        Builder<G> copy = new Builder<>(as);
        for (Line line : more) {
            int at = copy.lines.size();
            while (at > 0 && copy.lines.get(at - 1).role().compareTo(line.role()) > 0) {
                at--;
            }
            copy.lines.add(at, line);
        }
        return new Question<>(copy);
    }

    /** Says what belongs to a question. */
    public static final class Builder<G extends AutoCloseable> {
        private final String id;
        private final Class<G> given;
        private final Maker<G> maker;
        private final List<Line> lines = new ArrayList<>();
        private final List<Bar> bars = new ArrayList<>();
        private final List<String> jvmFlags = new ArrayList<>();
        private String asks = "";
        private String work = "";
        private String distance = "";
        private Unit unit = Unit.MICROS;
        private Counter<G> counter = all -> 1;
        private Expectation<G> expectation = (all, operations) -> Double.NaN;
        private boolean onNewestJava;
        private double tolerance = 1e-9;

        private Builder(String id, Class<G> given, Maker<G> maker) {
            this.id = id;
            this.given = given;
            this.maker = maker;
        }

        private Builder(Builder<G> of) {
            this(of.id, of.given, of.maker);
            lines.addAll(of.lines);
            bars.addAll(of.bars);
            jvmFlags.addAll(of.jvmFlags);
            asks = of.asks;
            work = of.work;
            distance = of.distance;
            unit = of.unit;
            counter = of.counter;
            expectation = of.expectation;
            onNewestJava = of.onNewestJava;
            tolerance = of.tolerance;
        }

        /** The question, and what is done to answer it, on how much. */
        public Builder<G> asks(String question, String whatIsDone) {
            asks = question;
            work = whatIsDone;
            return this;
        }

        /** How times are shown, and of how many operations a run consists. */
        public Builder<G> counts(Unit shown, Counter<G> operations) {
            unit = shown;
            counter = operations;
            return this;
        }

        /** The right checksum; without it, what the first contender came to. */
        public Builder<G> expects(Expectation<G> right) {
            expectation = right;
            return this;
        }

        /** How far checksums may lie apart, as a part of them; {@code 1e-9} otherwise. */
        public Builder<G> within(double part) {
            tolerance = part;
            return this;
        }

        /** A line of ours on one thread. */
        public Builder<G> ours(String name, Entrant<G> entrant) {
            return line(name, Role.OURS, 1, entrant);
        }

        /** What nobody passes, on one thread; the first is the one that distances are stated to. */
        public Builder<G> limit(String name, Entrant<G> entrant) {
            return line(name, Role.LIMIT, 1, entrant);
        }

        /** Any contender. */
        public Builder<G> line(String name, Role role, int threads, Entrant<G> entrant) {
            lines.add(Line.of(name, role, threads, given, entrant));
            return this;
        }

        /** A figure from elsewhere, in nanoseconds per operation. */
        public Builder<G> recorded(String name, double nanos) {
            lines.add(Line.recorded(name, nanos));
            return this;
        }

        /** What is asked of ours. */
        public Builder<G> bar(Bar bar) {
            bars.add(bar);
            return this;
        }

        /** Why ours takes longer than the limit. */
        public Builder<G> because(String reason) {
            distance = reason;
            return this;
        }

        /** Heap and other options of the JVM. */
        public Builder<G> jvm(String... flags) {
            jvmFlags.addAll(List.of(flags));
            return this;
        }

        /** On a JDK of 21 or later where there is one, since a peer needs it. */
        public Builder<G> onNewestJava() {
            onNewestJava = true;
            return this;
        }

        /** It. */
        public Question<G> build() {
            return new Question<>(new Builder<>(this));
        }
    }
}
