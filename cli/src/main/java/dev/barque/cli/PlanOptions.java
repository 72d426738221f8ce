package dev.barque.cli;

import dev.barque.backtest.sweep.Axis;
import dev.barque.backtest.sweep.SweepPlan;
import dev.barque.backtest.sweep.SweepPoint;
import dev.barque.cli.internal.work.Preset;
import dev.barque.cli.internal.work.ProfileChoice;
import dev.barque.profiles.GridReader;
import dev.barque.profiles.SweepGrid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which settings are run. */
final class PlanOptions {
    @Option(
            names = "--vary",
            paramLabel = "KEY=VALUES",
            description =
                    "A setting and its values, such as edge=1,1.2,1.5 or threshold=0.5..0.7:0.05, or sets of agents:"
                            + " agents=liquidity+sentiment,hedge+liquidity. Several times: every combination.")
    private List<String> vary = new ArrayList<>();

    @Option(
            names = "--grid",
            paramLabel = "FILE",
            description = "The same from a file of YAML: vary with a list for each key, and if wanted random and seed.")
    private @Nullable Path grid;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "standard: the profile as it is, a conservative variant of it (thresholds a third of the way"
                    + " to 1, a lead larger by a quarter), each agent alone, each agent left out.")
    private @Nullable PresetName preset;

    @Option(names = "--random", paramLabel = "N", description = "Not all combinations, but so many drawn at random.")
    private @Nullable Integer random;

    @Option(names = "--seed", paramLabel = "N", description = "Of --random. Default: 1.")
    private @Nullable Long seed;

    /** The presets that ship. */
    enum PresetName {
        STANDARD
    }

    /** The points; what a file says of random and seed gives way to the options. */
    List<SweepPoint> points(Verb verb, ProfileChoice base) {
        int ways = (vary.isEmpty() ? 0 : 1) + (grid == null ? 0 : 1) + (preset == null ? 0 : 1);
        if (ways != 1 || (preset != null && random != null)) {
            throw new ParameterException(
                    verb.spec().commandLine(),
                    preset != null && random != null
                            ? "--preset is run as a whole; leave --random out"
                            : "Expected one of --vary, --grid and --preset, to say what is run");
        }
        if (preset != null) {
            return Preset.standard(base);
        }
        List<Axis> axes = new ArrayList<>();
        Integer draws = random;
        Long of = seed;
        if (grid != null) {
            SweepGrid read = GridReader.file(grid);
            read.vary().forEach((key, values) -> axes.add(Axis.parse(key + "=" + String.join(",", values))));
            draws = draws == null && read.random().isPresent()
                    ? Integer.valueOf(read.random().getAsInt())
                    : draws;
            of = of == null && read.seed().isPresent()
                    ? Long.valueOf(read.seed().getAsLong())
                    : of;
        } else {
            vary.forEach(text -> axes.add(Axis.parse(text)));
        }
        return draws == null ? SweepPlan.grid(axes) : SweepPlan.random(axes, draws, of == null ? 1 : of);
    }
}
