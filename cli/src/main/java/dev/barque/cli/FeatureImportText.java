package dev.barque.cli;

import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureSet;
import dev.barque.store.ingest.FeatureImportReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of imported tables, for people and as JSON. */
record FeatureImportText(
        Path home, Under under, boolean dryRun, List<FeatureImportReport> reports, Map<Path, BarqueException> failed) {

    /**
     * The set that tables are taken under.
     *
     * @param from {@code recorded} in the home, of a {@code profile}, or {@code inferred} from the first file
     */
    record Under(FeatureSet set, String from) {}

    String lines() {
        List<String> lines = new ArrayList<>();
        lines.add((dryRun ? "Checked for" : "Imported into") + " feature set "
                + under.set().id() + " in " + home + (dryRun ? "; nothing was written" : ""));
        lines.add("Schema " + under.set().schema().fingerprint().substring(0, 12) + ", " + origin() + ":");
        Table schema = Table.ofTexts("feature", "type", "unit");
        for (FeatureField field : under.set().schema().fields()) {
            schema.row(field.name(), field.type(), field.unit());
        }
        lines.add(schema.text());
        if (!reports.isEmpty()) {
            Table table = Table.ofNumbers(
                            "file", "read", dryRun ? "good" : "appended", "repeated", "refused", "UTC dates")
                    .endingInText();
            reports.forEach(report -> table.row(
                    report.input(),
                    report.read(),
                    report.appended(),
                    report.repeated(),
                    report.refused(),
                    dates(report)));
            lines.add(table.text());
        }
        reports.forEach(report -> addRemarks(lines, report));
        return String.join(System.lineSeparator(), lines);
    }

    private String origin() {
        return switch (under.from()) {
            case "recorded" -> "as the home was written with it";
            case "profile" -> "as a profile declares it";
            default ->
                dryRun
                        ? "inferred from the first file"
                        : "inferred from the first file and recorded in " + home.resolve("feature_sets");
        };
    }

    private static String dates(FeatureImportReport report) {
        if (report.dates().isEmpty()) {
            return "-";
        }
        return report.dates().size() == 1
                ? report.dates().firstKey().toString()
                : report.dates().firstKey() + ".." + report.dates().lastKey();
    }

    private static void addRemarks(List<String> lines, FeatureImportReport report) {
        if (!report.ignored().isEmpty()) {
            lines.add("Ignored columns of " + report.input() + ": " + String.join(", ", report.ignored()));
        }
        for (FeatureImportReport.Refusal refusal : report.refusals()) {
            lines.add("Refused " + refusal.count() + (refusal.count() == 1 ? " row of " : " rows of ") + report.input()
                    + " [" + refusal.code() + "]:");
            for (FeatureImportReport.Example example : refusal.examples()) {
                lines.add("  row " + example.row() + ": " + example.reason());
            }
            if (refusal.count() > refusal.examples().size()) {
                lines.add("  and " + (refusal.count() - refusal.examples().size()) + " more");
            }
        }
    }

    Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("home", home.toString());
        tree.put("feature_set", under.set().id().value());
        tree.put("dry_run", dryRun);
        tree.put("schema", schema());
        tree.put("files", reports.stream().map(FeatureImportText::file).toList());
        List<Object> errors = new ArrayList<>();
        failed.forEach((path, problem) -> {
            Map<String, @Nullable Object> one = JsonText.object();
            one.put("file", path.toString());
            one.put("code", problem.code());
            one.put("message", problem.getMessage());
            errors.add(one);
        });
        tree.put("errors", errors);
        return tree;
    }

    private Map<String, @Nullable Object> schema() {
        Map<String, @Nullable Object> schema = JsonText.object();
        schema.put("fingerprint", under.set().schema().fingerprint());
        schema.put("from", under.from());
        List<Object> fields = new ArrayList<>();
        for (FeatureField field : under.set().schema().fields()) {
            Map<String, @Nullable Object> one = JsonText.object();
            one.put("name", field.name());
            one.put("type", field.type().name());
            one.put("unit", field.unit());
            fields.add(one);
        }
        schema.put("fields", fields);
        return schema;
    }

    private static Map<String, @Nullable Object> file(FeatureImportReport report) {
        Map<String, @Nullable Object> file = JsonText.object();
        file.put("file", report.input());
        file.put("read", report.read());
        file.put("appended", report.appended());
        file.put("repeated", report.repeated());
        file.put("refused", report.refused());
        file.put("ignored", report.ignored());
        Map<String, @Nullable Object> dates = JsonText.object();
        report.dates().forEach((date, count) -> dates.put(date.toString(), count));
        file.put("dates", dates);
        List<Object> refusals = new ArrayList<>();
        for (FeatureImportReport.Refusal refusal : report.refusals()) {
            Map<String, @Nullable Object> one = JsonText.object();
            one.put("code", refusal.code());
            one.put("count", refusal.count());
            List<Object> examples = new ArrayList<>();
            for (FeatureImportReport.Example example : refusal.examples()) {
                Map<String, @Nullable Object> row = JsonText.object();
                row.put("row", example.row());
                row.put("reason", example.reason());
                examples.add(row);
            }
            one.put("examples", examples);
            refusals.add(one);
        }
        file.put("refusals", refusals);
        return file;
    }
}
