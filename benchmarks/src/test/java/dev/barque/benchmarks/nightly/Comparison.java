package dev.barque.benchmarks.nightly;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** What moved since a baseline, beyond a tolerance. */
public record Comparison(double tolerance, List<Row> rows) {
    /** What became of a figure. One that is gone is a finding: otherwise a path could get slower by losing its line. */
    public enum Change {
        SLOWER,
        GONE,
        FASTER,
        NEW,
        SAME
    }

    /** A figure before and now; NaN where there is none. */
    public record Row(String name, double before, double now, Change change) {}

    /** Compares; a tolerance of 1.5 lets a figure become one and a half times what it was. */
    public static Comparison of(Map<String, Double> before, Map<String, Double> now, double tolerance) {
        if (!(tolerance > 1)) {
            throw new IllegalArgumentException("tolerance must be above 1 but was " + tolerance);
        }
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        List<Row> rows = new ArrayList<>();
        for (String name : names) {
            double was = before.getOrDefault(name, Double.NaN);
            double is = now.getOrDefault(name, Double.NaN);
            rows.add(new Row(name, was, is, change(was, is, tolerance)));
        }
        rows.sort((a, b) -> a.change().compareTo(b.change()));
        return new Comparison(tolerance, List.copyOf(rows));
    }

    private static Change change(double was, double is, double tolerance) {
        if (Double.isNaN(is)) {
            return Change.GONE;
        }
        if (Double.isNaN(was)) {
            return Change.NEW;
        }
        if (is > was * tolerance) {
            return Change.SLOWER;
        }
        return is < was / tolerance ? Change.FASTER : Change.SAME;
    }

    /** Whether something is slower or gone. */
    public boolean fails() {
        return rows.stream().anyMatch(row -> row.change() == Change.SLOWER || row.change() == Change.GONE);
    }

    /** What moved first, then the rest. */
    public String table() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "Times the limit of the same run; slower is more than %.2f times what it was.%n%n"
                        + "| | before | now | moved |%n|---|---|---|---|%n",
                tolerance));
        for (Row row : rows) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s |%n",
                    row.name(),
                    text(row.before()),
                    text(row.now()),
                    row.change() == Change.SAME ? "" : row.change().name().toLowerCase(Locale.ROOT) + factor(row)));
        }
        return table.toString();
    }

    private static String text(double figure) {
        return Double.isNaN(figure) ? "" : String.format(Locale.ROOT, "%.2f", figure);
    }

    private static String factor(Row row) {
        double factor = row.now() / row.before();
        return Double.isNaN(factor) ? "" : String.format(Locale.ROOT, ", %.2f times", factor);
    }
}
