package dev.barque.benchmarks.contest;

import java.util.Locale;

/** What is asked of our lines. */
public sealed interface Bar {
    /** For the table. */
    String text();

    /** How far it is met: at least 1 when it is; NaN when it cannot be said, because a line is missing. */
    double reached(Outcome outcome);

    /** Ours, on as many threads, so many times as fast as the fastest of the peers. */
    record AheadOfPeers(double factor) implements Bar {
        @Override
        public String text() {
            return "at least " + Unit.threeDigits(factor) + " times the best peer";
        }

        @Override
        public double reached(Outcome outcome) {
            return outcome.lines().stream()
                            .filter(line -> line.role() == Role.PEER && line.measured())
                            .mapToDouble(line ->
                                    line.nanos() / outcome.oursBeside(line).nanos())
                            .min()
                            .orElse(Double.NaN)
                    / factor;
        }
    }

    /** The same for peers whose names begin with a word. */
    record AheadOf(String peer, double factor) implements Bar {
        @Override
        public String text() {
            return "at least " + Unit.threeDigits(factor) + " times " + peer;
        }

        @Override
        public double reached(Outcome outcome) {
            return outcome.lines().stream()
                            .filter(line -> line.name().startsWith(peer) && line.measured())
                            .mapToDouble(line ->
                                    line.nanos() / outcome.oursBeside(line).nanos())
                            .min()
                            .orElse(Double.NaN)
                    / factor;
        }
    }

    /** Our first line takes at most so many times as long as the limit. */
    record NearLimit(double factor) implements Bar {
        @Override
        public String text() {
            return "at most " + Unit.threeDigits(factor) + " times the limit's time";
        }

        @Override
        public double reached(Outcome outcome) {
            return factor / outcome.timesLimit();
        }
    }

    /** A line takes at most so many nanoseconds per operation. */
    record AtMost(String line, Unit unit, double nanos) implements Bar {
        @Override
        public String text() {
            return line + ": " + unit.show(nanos) + " " + unit.symbol();
        }

        @Override
        public double reached(Outcome outcome) {
            return nanos / outcome.line(line).nanos();
        }
    }

    /** A line takes at most so many bytes of heap per operation. */
    record Heap(String line, double bytes) implements Bar {
        @Override
        public String text() {
            return String.format(Locale.ROOT, "%s: %,.0f bytes of heap", line, bytes);
        }

        @Override
        public double reached(Outcome outcome) {
            return bytes / outcome.line(line).bytes();
        }
    }
}
