package dev.barque.cli;

import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import dev.barque.core.quality.QuoteFault;
import dev.barque.core.quality.QuoteReport;
import dev.barque.core.quality.QuoteRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong with the quotes of option chains, for people and for scripts. */
final class QuoteText {
    private QuoteText() {}

    static String table(QuoteReport report) {
        Table table =
                Table.ofTexts("fault", "contracts", "treatment", "for example").numbersIn(column -> column == 1);
        report.counts()
                .forEach((fault, count) -> table.row(
                        fault.id(),
                        count,
                        treatment(fault),
                        report.examples().stream()
                                .filter(example -> example.fault() == fault)
                                .findFirst()
                                .map(example -> example.contract() + ": " + example.found())
                                .orElse("")));
        return table.text();
    }

    static Map<String, @Nullable Object> tree(QuoteReport report) {
        Map<String, @Nullable Object> faults = JsonText.object();
        report.counts().forEach((fault, count) -> {
            Map<String, @Nullable Object> one = JsonText.object();
            one.put("contracts", count);
            one.put("treatment", treatment(fault));
            List<Object> examples = new ArrayList<>();
            report.examples().stream()
                    .filter(example -> example.fault() == fault)
                    .forEach(example -> examples.add(example.contract() + ": " + example.found()));
            one.put("examples", examples);
            faults.put(fault.id(), one);
        });
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("contracts", report.contracts());
        tree.put("marked", report.marked());
        tree.put("refused", report.refused());
        tree.put("faults", faults);
        return tree;
    }

    private static String treatment(QuoteFault fault) {
        return String.valueOf(QuoteRules.standard().treatments().get(fault)).toLowerCase(Locale.ROOT);
    }
}
