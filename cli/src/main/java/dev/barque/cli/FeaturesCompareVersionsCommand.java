package dev.barque.cli;

import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import dev.barque.cli.internal.work.KnownSchemas;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.core.feature.SchemaDifference;
import dev.barque.core.feature.SchemaDifference.Kind;
import dev.barque.store.FeatureSchemaFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code barque features compare-versions}. */
@Command(
        name = "compare-versions",
        description =
                "Tells what two feature sets have not in common: features that were added, removed, moved, or are of"
                        + " another type or unit.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque features compare-versions v0.1.0 v1.0.0 --home demo-home",
            "  barque features compare-versions v0.1.0 v1.0.0 --home demo-home --json",
            "  barque features compare-versions demo-home/feature_schema.json v1.0.0 --strict",
            "",
            "With --strict it is the gate in front of a model: the first is what the model was trained on, and any difference, also of the version alone, is a finding (exit code 1)."
        })
final class FeaturesCompareVersionsCommand extends Verb {
    private static final String WHAT = "A version of the home or of a profile, or a file that 'features schema' saved,"
            + " whose name ends in .json.";

    @Parameters(index = "0", paramLabel = "BEFORE", description = WHAT)
    @SuppressWarnings("NullAway.Init")
    private String before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "The other.")
    @SuppressWarnings("NullAway.Init")
    private String after;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(names = "--strict", description = "Exit with 1 unless version and schema are the same.")
    private boolean strict;

    @Mixin
    private final JsonOption json = new JsonOption();

    FeaturesCompareVersionsCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        KnownSchemas schemas = new KnownSchemas(home.path());
        FeatureSchemaFile first = schemas.of(before);
        FeatureSchemaFile second = schemas.of(after);
        FeatureSet offered = new FeatureSet(second.version(), second.schema(), Lookback.sameDate());
        List<SchemaDifference> found = first.gate(before).differences(offered);
        if (json.isWanted()) {
            printJson(tree(first, second, found));
        } else {
            print(first, second, found);
        }
        return strict && !found.isEmpty() ? ExitCode.FINDING : ExitCode.OK;
    }

    private void print(FeatureSchemaFile first, FeatureSchemaFile second, List<SchemaDifference> found) {
        if (!found.isEmpty()) {
            Table table = Table.ofTexts("difference", "feature", "before", "after");
            for (SchemaDifference one : found) {
                table.row(name(one), one.field(), one.before(), one.after());
            }
            print(table.text());
        }
        long changed = found.stream()
                .filter(one -> one.kind() != Kind.ADDED
                        && one.kind() != Kind.REMOVED
                        && !one.field().isEmpty())
                .map(SchemaDifference::field)
                .distinct()
                .count();
        long added = found.stream().filter(one -> one.kind() == Kind.ADDED).count();
        long removed = found.stream().filter(one -> one.kind() == Kind.REMOVED).count();
        print(before + " (" + first.schema().size() + " features) and " + after + " ("
                + second.schema().size() + "): " + added + " added, " + removed + " removed, " + changed + " changed, "
                + (second.schema().size() - added - changed) + " the same"
                + (strict ? found.isEmpty() ? "; the gate lets it pass." : "; the gate blocks." : "."));
    }

    private Map<String, @Nullable Object> tree(
            FeatureSchemaFile first, FeatureSchemaFile second, List<SchemaDifference> found) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("before", side(first));
        tree.put("after", side(second));
        tree.put("schema_identical", first.schema().equals(second.schema()));
        tree.put("gate_passes", found.isEmpty());
        List<Object> list = new ArrayList<>();
        for (SchemaDifference one : found) {
            Map<String, @Nullable Object> difference = JsonText.object();
            difference.put("kind", one.kind().name().toLowerCase(Locale.ROOT));
            difference.put("field", one.field());
            difference.put("before", one.before());
            difference.put("after", one.after());
            difference.put("message", one.message());
            list.add(difference);
        }
        tree.put("differences", list);
        return tree;
    }

    private static Map<String, @Nullable Object> side(FeatureSchemaFile schema) {
        Map<String, @Nullable Object> side = JsonText.object();
        side.put("feature_set_id", schema.version().value());
        side.put("fingerprint", schema.schema().fingerprint());
        side.put("features", schema.schema().size());
        return side;
    }

    private static String name(SchemaDifference one) {
        return one.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
