package dev.barque.benchmarks.scale;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a row costs at several sizes, side by side, as the tables of {@code docs/scale.md}: {@code benchmarks/run main scale.Comparison DIRECTORY SYMBOLS DAYS
 * [DIRECTORY SYMBOLS DAYS]...}, of runs of {@link ScaleProof} with its usual seed. A stage that a run did not come to is a dash.
 */
public final class Comparison {
    private static final int ARGUMENTS = 3;

    private Comparison() {}

    /** Prints the tables. */
    public static void main(String[] arguments) {
        List<Map<String, Outcome>> runs = new ArrayList<>();
        StringBuilder head = new StringBuilder("| |");
        for (int i = 0; i < arguments.length; i += ARGUMENTS) {
            Size size = new Size(
                    Integer.parseInt(arguments[i + 1]), Integer.parseInt(arguments[i + 2]), ScaleProof.USUAL_SEED);
            runs.add(new ScaleProof(Path.of(arguments[i]), size, line -> {}).all());
            head.append(' ')
                    .append(size.symbols())
                    .append(" x ")
                    .append(size.days())
                    .append(" |");
        }
        System.out.println(head + System.lineSeparator() + "|---|" + "---|".repeat(runs.size()));
        costs(runs)
                .forEach((line, costs) -> System.out.println("| " + line + " | " + String.join(" | ", costs) + " |"));
        System.out.println(
                System.lineSeparator() + head + System.lineSeparator() + "|---|" + "---|".repeat(runs.size()));
        peaks(runs)
                .forEach((line, peaks) -> System.out.println("| " + line + " | " + String.join(" | ", peaks) + " |"));
    }

    /** Microseconds a row by the clock, and of the processors in brackets. */
    static Map<String, List<String>> costs(List<Map<String, Outcome>> runs) {
        Map<String, List<String>> costs = new LinkedHashMap<>();
        for (int run = 0; run < runs.size(); run++) {
            for (Map.Entry<String, Outcome> stage : runs.get(run).entrySet()) {
                for (Meter.Line line : stage.getValue().lines()) {
                    String name = stage.getKey() + ": " + line.name();
                    costs.computeIfAbsent(name, each -> dashes(runs.size()))
                            .set(
                                    run,
                                    String.format(
                                            Locale.ROOT,
                                            "%.2f (%.2f)",
                                            line.microsPerRow(),
                                            line.processorMicrosPerRow()));
                }
            }
        }
        return costs;
    }

    /** The most heap that was live and memory that was resident, in megabytes, and the most descriptors that were open. */
    static Map<String, List<String>> peaks(List<Map<String, Outcome>> runs) {
        Map<String, List<String>> peaks = new LinkedHashMap<>();
        for (int run = 0; run < runs.size(); run++) {
            for (Map.Entry<String, Outcome> stage : runs.get(run).entrySet()) {
                Watch.Peak peak = stage.getValue().peak();
                peaks.computeIfAbsent(stage.getKey(), each -> dashes(runs.size()))
                        .set(
                                run,
                                String.format(
                                        Locale.ROOT,
                                        "%d, %d, %d",
                                        peak.liveBytes() >> 20,
                                        peak.residentBytes() >> 20,
                                        peak.descriptors()));
            }
        }
        return peaks;
    }

    private static List<String> dashes(int count) {
        List<String> dashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            dashes.add("-");
        }
        return dashes;
    }
}
