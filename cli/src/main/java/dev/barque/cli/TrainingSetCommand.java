package dev.barque.cli;

import dev.barque.agents.Profile;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.work.Moment;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.asof.FeatureTable;
import dev.barque.store.asof.Spine;
import dev.barque.store.training.SpineFile;
import dev.barque.store.training.TrainingSet;
import dev.barque.store.training.TrainingSetReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code barque training-set}. */
@Command(
        name = "training-set",
        description =
                "Joins labelled questions with the features that were known at the time, and writes what a model learns from.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque training-set --home demo-home --spine labels.csv --out set.parquet",
            "  barque training-set --home demo-home --spine labels.csv --out set.csv \\",
            "      --features v1.0.0:hedge.present.hedge_force,liquidity.present.conf",
            "  barque training-set --home demo-home --spine labels.csv --out set.parquet \\",
            "      --features v1.0.0 --features old=v0.1.0 --known-at 2025-10-28T00:00:00Z",
            "",
            "labels.csv has a header: symbol, time, known_at if wanted, and labels in all other columns. Times are",
            "ISO 8601 with an offset. The same questions and --known-at give the same bytes, whatever is appended",
            "later; FILE.manifest.json has the digests."
        })
final class TrainingSetCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--spine",
            required = true,
            paramLabel = "FILE",
            description = "CSV with the questions and their labels.")
    @SuppressWarnings("NullAway.Init")
    private Path spine;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Where to write: CSV when it ends in .csv, else Parquet.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--features",
            paramLabel = "[PREFIX=]SET[:FIELD,...]",
            defaultValue = "v1.0.0",
            description = "A feature set and its fields, all but lists unless given; may be repeated. With a prefix the"
                    + " columns are PREFIX.FIELD. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private List<String> features;

    @Option(
            names = "--known-at",
            paramLabel = "K",
            description = "No answer may have been known later than this instant, ISO 8601 with an offset.")
    private @Nullable String knownAt;

    @Option(
            names = "--tolerance",
            paramLabel = "LENGTH",
            description =
                    "How much older than its question an answer may be, such as 30m; as the set says unless given.")
    private @Nullable Duration tolerance;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many symbols to join at a time. Default: ${DEFAULT-VALUE}.")
    private int threads;

    TrainingSetCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        if (threads < 1) {
            throw usage("--threads has to be at least 1 but was " + threads);
        }
        Spine questions = SpineFile.read(spine);
        TrainingSetReport report;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (ParquetFeatureStore store = home.features();
                Progress.Task task = progress().start("Training set", "questions", questions.size())) {
            TrainingSet.Builder set = TrainingSet.of(store).parallel(executor).listener((rows, of) -> task.to(rows));
            features.forEach(given -> add(given, set));
            if (knownAt != null) {
                set.knownAt(Moment.parse("--known-at", knownAt, ZoneOffset.UTC));
            }
            if (tolerance != null) {
                set.tolerance(tolerance);
            }
            report = set.build().write(questions, out);
        } finally {
            executor.shutdown();
        }
        tell(report);
        return ExitCode.OK;
    }

    private void add(String given, TrainingSet.Builder to) {
        int equals = given.indexOf('=');
        String prefix = given.substring(0, Math.max(0, equals));
        String[] parts = given.substring(equals + 1).split(":", 2);
        FeatureSetId id = FeatureSetId.of(parts[0]);
        FeatureSet set = StandardProfiles.all().stream()
                .map(Profile::featureSet)
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> usage("--features: there is no set " + id + "; expected one of "
                        + StandardProfiles.all().stream()
                                .map(profile -> profile.featureSet().id().value())
                                .toList()));
        try {
            to.features(prefix, set, parts.length == 2 ? List.of(parts[1].split(",", -1)) : FeatureTable.scalars(set));
        } catch (IllegalArgumentException e) {
            throw usage("--features " + given + ": " + e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec().commandLine(), message);
    }

    private void tell(TrainingSetReport report) {
        if (json.isWanted()) {
            Map<String, @Nullable Object> tree = JsonText.object();
            tree.put("file", report.file().toString());
            tree.put("manifest", report.manifest().toString());
            tree.put("rows", report.rows());
            tree.put("matched", report.matched());
            tree.put("known_at", report.knownAt().toString());
            tree.put("sha256", report.sha256());
            printJson(tree);
            return;
        }
        print(report.rows() + " questions written to " + report.file() + ", nothing in it known later than "
                + report.knownAt());
        report.matched()
                .forEach((name, matched) -> print(
                        "  " + name + ": " + matched + " with an answer, " + (report.rows() - matched) + " without"));
        print("  manifest: " + report.manifest());
    }
}
