package dev.barque.benchmarks.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Outcomes as Markdown, and their place in a document between two markers. */
final class Table {
    static final String BEGIN = "<!-- tables of benchmarks/run: begin -->";
    static final String END = "<!-- tables of benchmarks/run: end -->";

    private Table() {}

    static String of(Outcomes outcomes) {
        StringBuilder text =
                new StringBuilder("| question | ours | best peer | ours is so many times as fast | times the"
                        + " limit's time | bars |\n|---|---|---|---|---|---|\n");
        outcomes.questions().forEach(outcome -> summary(text, outcome));
        text.append('\n');
        outcomes.questions().forEach(outcome -> append(text, outcome));
        return text.toString();
    }

    /** The best peer is the one that comes nearest to our line with as many threads. */
    private static void summary(StringBuilder text, Outcome outcome) {
        Unit unit = outcome.unit();
        Optional<Outcome.LineOutcome> best = outcome.lines().stream()
                .filter(line -> line.role() == Role.PEER && line.measured())
                .min(Comparator.comparingDouble(line -> ratio(outcome, line)));
        text.append("| ").append(outcome.question()).append(" | ");
        text.append(best.map(outcome::oursBeside).orElseGet(outcome::ours).name())
                .append(": ");
        text.append(
                unit.show(best.map(outcome::oursBeside).orElseGet(outcome::ours).nanos()));
        text.append(' ').append(unit.symbol()).append(" | ");
        text.append(best.map(line -> cell(line.name()) + ": " + unit.show(line.nanos()))
                        .orElse(""))
                .append(" | ");
        text.append(best.map(line -> Unit.threeDigits(ratio(outcome, line))).orElse(""))
                .append(" | ");
        text.append(Unit.threeDigits(outcome.timesLimit())).append(" | ");
        long met = outcome.bars().stream().filter(bar -> bar.reached() >= 1).count();
        long missed = outcome.bars().stream().filter(Outcome.BarOutcome::missed).count();
        text.append(met).append(" met").append(missed == 0 ? "" : ", **" + missed + " missed**");
        text.append(met + missed == outcome.bars().size() ? "" : ", others open");
        text.append(" |\n");
    }

    private static double ratio(Outcome outcome, Outcome.LineOutcome line) {
        return line.nanos() / outcome.oursBeside(line).nanos();
    }

    private static void append(StringBuilder text, Outcome outcome) {
        text.append("### ")
                .append(outcome.question())
                .append(": ")
                .append(outcome.asks())
                .append("\n\n");
        text.append(outcome.work())
                .append(outcome.command().endsWith("--quick") ? " A quick dose: far less of it.\n\n" : "\n\n");
        text.append('`')
                .append(outcome.command())
                .append("`, ")
                .append(outcome.date())
                .append(", JDK ");
        text.append(outcome.jvm()).append(", ").append(outcome.machine()).append(".\n\n");
        text.append("| line | threads | ").append(outcome.unit().symbol());
        text.append(" | least to most | ours is so many times as fast | times the limit's time | heap bytes each |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        outcome.lines().forEach(line -> append(text, outcome, line));
        text.append('\n');
        if (!outcome.bars().isEmpty()) {
            text.append("Bars: ").append(bars(outcome.bars())).append(".\n\n");
        }
        if (outcome.timesLimit() > 2 && !outcome.distance().isEmpty()) {
            text.append("Distance to the limit: ").append(outcome.distance()).append("\n\n");
        }
    }

    private static void append(StringBuilder text, Outcome outcome, Outcome.LineOutcome line) {
        String shown = cell(line.name());
        String name = switch (line.role()) {
            case OURS -> "**" + shown + "**";
            case LIMIT -> "limit: " + shown;
            case PEER, RECORDED -> shown;
        };
        text.append("| ").append(name).append(" | ").append(line.threads()).append(" | ");
        if (!line.measured()) {
            text.append("not run | ").append(cell(line.note())).append(" | | | |\n");
            return;
        }
        Unit unit = outcome.unit();
        text.append(unit.show(line.nanos())).append(" | ");
        text.append(line.role() == Role.RECORDED ? line.note() : spread(unit, line))
                .append(" | ");
        text.append(
                        isCompared(line)
                                ? Unit.threeDigits(
                                        line.nanos() / outcome.oursBeside(line).nanos())
                                : "")
                .append(" | ");
        double limit = limit(outcome);
        text.append(line.role() == Role.LIMIT || Double.isNaN(limit) ? "" : Unit.threeDigits(line.nanos() / limit))
                .append(" | ");
        text.append(Double.isNaN(line.bytes()) ? "" : bytes(line.bytes())).append(" |\n");
    }

    /** A bar would end the cell. */
    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static boolean isCompared(Outcome.LineOutcome line) {
        return line.role() == Role.PEER || line.role() == Role.RECORDED;
    }

    private static double limit(Outcome outcome) {
        return outcome.ours().nanos() / outcome.timesLimit();
    }

    private static String spread(Unit unit, Outcome.LineOutcome line) {
        String fast = unit.show(line.least());
        String slow = unit.show(line.most());
        boolean rate = unit.symbol().endsWith("/s");
        return rate ? slow + " to " + fast : fast + " to " + slow;
    }

    private static String bytes(double bytes) {
        return bytes < 0.05
                ? "0"
                : bytes < 10 ? String.format(Locale.ROOT, "%.1f", bytes) : String.format(Locale.ROOT, "%,.0f", bytes);
    }

    static String bars(List<Outcome.BarOutcome> bars) {
        StringBuilder text = new StringBuilder();
        for (Outcome.BarOutcome bar : bars) {
            text.append(text.isEmpty() ? "" : "; ").append(bar.text()).append(' ');
            text.append(
                    Double.isNaN(bar.reached())
                            ? "(cannot be said here)"
                            : String.format(
                                    Locale.ROOT,
                                    bar.missed() ? "(**missed**: reached %s of it)" : "(met %s times)",
                                    Unit.threeDigits(bar.reached())));
        }
        return text.toString();
    }

    /** Puts tables between the markers of a document; what stands around them stays as it is. */
    static void into(Path document, Outcomes outcomes) throws IOException {
        String was = Files.readString(document);
        int begin = was.indexOf(BEGIN);
        int end = was.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException("Writing tables into " + document + ": the markers " + BEGIN + " and " + END
                    + " do not stand in it, in this order. Put them where the tables belong.");
        }
        Files.writeString(
                document, was.substring(0, begin + BEGIN.length()) + "\n\n" + of(outcomes) + was.substring(end));
    }
}
