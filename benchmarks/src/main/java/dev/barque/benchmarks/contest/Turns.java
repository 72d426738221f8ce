package dev.barque.benchmarks.contest;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Lets the contenders of a question take turns: each is made ready and warmed up, then they run one after the other in rounds whose
 * order turns, so that what the machine does beside them falls on all. Medians of the rounds count.
 */
final class Turns {
    private static final int MOST_ROUNDS = 9;
    private static final int MOST_WARM_UPS = 200;

    private final Question<?> question;
    private final Dose dose;
    private final Consumer<String> progress;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private double firstChecksum = Double.NaN;

    Turns(Question<?> question, Dose dose, Consumer<String> progress) {
        this.question = question;
        this.dose = dose;
        this.progress = progress;
    }

    /** A contender and its rounds. */
    private static final class Turn {
        private final Line line;
        private final Work work;
        private final long operations;
        private final double expected;
        private final double[] nanos = new double[MOST_ROUNDS];
        private double bytes = Double.POSITIVE_INFINITY;

        private Turn(Line line, Work work, long operations, double expected) {
            this.line = line;
            this.work = work;
            this.operations = operations;
            this.expected = expected;
        }
    }

    /**
     * All lines, in their order.
     *
     * @throws IllegalStateException when contenders come to different checksums
     */
    List<Outcome.LineOutcome> measure(Path scratch) throws Exception {
        List<Turn> turns = new ArrayList<>();
        List<Outcome.LineOutcome> outcomes = new ArrayList<>();
        long began = System.nanoTime();
        try (AutoCloseable given = question.make(dose, scratch)) {
            progress.accept(String.format(Locale.ROOT, "made what all are given in %.1f s", since(began)));
            try {
                for (Line line : question.lines()) {
                    enter(line, given, turns, outcomes);
                }
                rounds(turns, outcomes);
            } finally {
                for (Turn turn : turns) {
                    turn.work.close();
                }
            }
        }
        return outcomes;
    }

    private void enter(Line line, AutoCloseable given, List<Turn> turns, List<Outcome.LineOutcome> outcomes)
            throws Exception {
        if (line.role() == Role.RECORDED) {
            outcomes.add(outcome(line, line.recordedNanos(), line.recordedNanos(), line.recordedNanos(), "recorded"));
            return;
        }
        long began = System.nanoTime();
        try {
            Work work = line.enter(given);
            long operations = work.operations(question.operations(given));
            Turn turn = new Turn(line, work, operations, question.expected(given, operations));
            turns.add(turn);
            double ready = since(began);
            int runs = warmUp(turn);
            outcomes.add(outcome(line, 0, 0, 0, ""));
            progress.accept(
                    String.format(Locale.ROOT, "%s: ready in %.1f s, %d runs to warm up", line.name(), ready, runs));
        } catch (Absent e) {
            outcomes.add(outcome(line, Double.NaN, Double.NaN, Double.NaN, String.valueOf(e.getMessage())));
            progress.accept(line.name() + ": absent: " + e.getMessage());
        }
    }

    private int warmUp(Turn turn) throws Exception {
        long spent = 0;
        int runs = 0;
        while (runs < 1 || (spent < dose.warmUpMillis() * 1_000_000L && runs < MOST_WARM_UPS)) {
            spent += once(turn);
            runs++;
        }
        return runs;
    }

    private void rounds(List<Turn> turns, List<Outcome.LineOutcome> outcomes) throws Exception {
        long began = System.nanoTime();
        int round = 0;
        while (round < dose.rounds() || (round < MOST_ROUNDS && since(began) < dose.seconds())) {
            StringBuilder text = new StringBuilder("round " + (round + 1) + ":");
            for (int i = 0; i < turns.size(); i++) {
                turn(turns.get((i + round) % turns.size()), round);
            }
            for (Turn turn : turns) {
                text.append(turn == turns.get(0) ? " " : " | ")
                        .append(turn.line.name())
                        .append(' ')
                        .append(question.unit().show(turn.nanos[round]));
            }
            progress.accept(text.append(' ').append(question.unit().symbol()).toString());
            round++;
        }
        for (Turn turn : turns) {
            double[] sorted = Arrays.copyOf(turn.nanos, round);
            Arrays.sort(sorted);
            Outcome.LineOutcome found = new Outcome.LineOutcome(
                    turn.line.name(),
                    turn.line.role(),
                    turn.line.threads(),
                    sorted[(round - 1) / 2],
                    sorted[0],
                    sorted[round - 1],
                    turn.bytes,
                    "");
            outcomes.set(question.lines().indexOf(turn.line), found);
        }
    }

    private void turn(Turn turn, int round) throws Exception {
        long spent = 0;
        long runs = 0;
        do {
            spent += once(turn);
            runs++;
        } while (spent < dose.turnMillis() * 1_000_000L);
        turn.nanos[round] = (double) spent / runs / turn.operations;
    }

    /** Nanoseconds of one run whose checksum was right. */
    private long once(Turn turn) throws Exception {
        turn.work.before();
        long allocated = allocated();
        long began = System.nanoTime();
        turn.work.run();
        long took = System.nanoTime() - began;
        turn.bytes = Math.min(turn.bytes, Math.max(0, allocated() - allocated) / (double) turn.operations);
        check(turn);
        return Math.max(1, took);
    }

    private void check(Turn turn) throws Exception {
        double found = turn.work.checksum();
        if (Double.isNaN(found) && turn.line.role() == Role.LIMIT) {
            return;
        }
        if (Double.isNaN(firstChecksum)) {
            firstChecksum = found;
        }
        double right = Double.isNaN(turn.expected) ? firstChecksum : turn.expected;
        if (!(Math.abs(found - right) <= question.tolerance() * Math.abs(right))) {
            throw new IllegalStateException(question.id() + ": " + turn.line.name() + " came to the checksum " + found
                    + " where " + right + " is right; its times would say nothing");
        }
    }

    /** By all threads that live. */
    private long allocated() {
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    private static Outcome.LineOutcome outcome(Line line, double nanos, double least, double most, String note) {
        return new Outcome.LineOutcome(line.name(), line.role(), line.threads(), nanos, least, most, Double.NaN, note);
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
