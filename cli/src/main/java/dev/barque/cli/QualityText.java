package dev.barque.cli;

import dev.barque.cli.internal.console.Figure;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import dev.barque.core.quality.Defect;
import dev.barque.core.quality.QualityExample;
import dev.barque.core.quality.QualityFinding;
import dev.barque.core.quality.QualityReport;
import dev.barque.core.quality.SymbolQuality;
import dev.barque.store.ingest.InputBars;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A report on bars, for people and for scripts. */
final class QualityText {
    private QualityText() {}

    static String head(BarsOptions.Looked looked) {
        QualityReport report = looked.report();
        return "Bars in " + looked.where() + ", " + report.sessions()
                + (report.sessions() == 1 ? " session of " : " sessions of ") + report.calendar() + " from "
                + report.first() + " to " + report.last();
    }

    static void print(Verb verb, BarsOptions.Looked looked, int limit) {
        QualityReport report = looked.report();
        verb.print(head(looked));
        // The sort is stable: within each kind symbols stay in their order.
        List<SymbolQuality> shown = report.symbols().stream()
                .sorted(Comparator.comparing(SymbolQuality::isClean))
                .limit(Math.max(0, limit))
                .toList();
        if (!shown.isEmpty()) {
            verb.print(symbols(shown).text());
        }
        if (shown.stream().anyMatch(symbol -> !symbol.isClean())) {
            verb.print(findings(shown).text());
        }
        if (report.symbols().size() > shown.size()) {
            verb.print("and " + (report.symbols().size() - shown.size()) + " more symbols (--limit)");
        }
        printUnread(verb, looked);
        Set<Defect> defects = EnumSet.noneOf(Defect.class);
        report.symbols().forEach(symbol -> symbol.findings().forEach(finding -> defects.add(finding.defect())));
        defects.forEach(defect -> verb.print(defect.id() + ": expected " + defect.expected() + ". " + defect.remedy()));
        long findings =
                report.symbols().stream().mapToLong(s -> s.findings().size()).sum()
                        + report.unreadable().size()
                        + (looked.rejected() > 0 ? 1 : 0);
        verb.print(findings == 0 ? "all in order" : findings + (findings == 1 ? " finding" : " findings"));
    }

    /** What could not be looked at. */
    static void printUnread(Verb verb, BarsOptions.Looked looked) {
        for (QualityReport.UnreadableDate date : looked.report().unreadable()) {
            verb.print("Unreadable " + date.date() + ": " + date.problem() + " [" + date.code() + "]");
        }
        for (InputBars input : looked.inputs()) {
            RejectText.print(verb, input.input(), input.rejected(), input.rejects());
        }
    }

    private static Table symbols(List<SymbolQuality> shown) {
        Table table = Table.ofNumbers("symbol", "bars", "due", "there", "fill", "sessions", "last bar", "findings");
        for (SymbolQuality symbol : shown) {
            table.row(
                    symbol.symbol(),
                    symbol.bars(),
                    symbol.expected(),
                    symbol.present(),
                    fill(symbol),
                    symbol.sessions(),
                    symbol.lastBar().map(Object::toString).orElse("-"),
                    symbol.findings().size());
        }
        return table;
    }

    /** A hundred percent only when nothing is missing. */
    private static String fill(SymbolQuality symbol) {
        double rate = symbol.fillRate();
        return symbol.present() < symbol.expected() && rate > 0.9995 ? "99.9 %" : Figure.percent(rate);
    }

    private static Table findings(List<SymbolQuality> shown) {
        Table table = Table.ofNumbers("symbol", "finding", "count", "dates", "first case")
                .endingInText();
        for (SymbolQuality symbol : shown) {
            for (QualityFinding finding : symbol.findings()) {
                table.row(
                        symbol.symbol(),
                        finding.defect().id(),
                        finding.count(),
                        finding.dates(),
                        finding.examples().stream()
                                .findFirst()
                                .map(first -> first.time() + " " + first.observed())
                                .orElse(""));
            }
        }
        return table;
    }

    static Map<String, @Nullable Object> tree(BarsOptions.Looked looked) {
        Map<String, @Nullable Object> tree = headTree(looked);
        tree.put("clean", looked.report().isClean() && looked.rejected() == 0);
        List<Object> symbols = new ArrayList<>();
        for (SymbolQuality symbol : looked.report().symbols()) {
            Map<String, @Nullable Object> one = symbolTree(symbol);
            one.put("gap_count", symbol.gapCount());
            List<Object> findings = new ArrayList<>();
            symbol.findings().forEach(finding -> findings.add(finding(finding)));
            one.put("findings", findings);
            symbols.add(one);
        }
        tree.put("symbols", symbols);
        return tree;
    }

    /** What was looked at, and what could not be. */
    static Map<String, @Nullable Object> headTree(BarsOptions.Looked looked) {
        QualityReport report = looked.report();
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("where", looked.where());
        tree.put("calendar", report.calendar());
        tree.put("first", report.first().toString());
        tree.put("last", report.last().toString());
        tree.put("sessions", report.sessions());
        List<Object> unreadable = new ArrayList<>();
        for (QualityReport.UnreadableDate date : report.unreadable()) {
            Map<String, @Nullable Object> one = JsonText.object();
            one.put("date", date.date().toString());
            one.put("code", date.code());
            one.put("problem", date.problem());
            unreadable.add(one);
        }
        tree.put("unreadable", unreadable);
        List<Object> inputs = new ArrayList<>();
        for (InputBars input : looked.inputs()) {
            Map<String, @Nullable Object> one = JsonText.object();
            one.put("file", input.input());
            one.put("read", input.read());
            one.put("rejected", input.rejected());
            one.put("rejects", RejectText.tree(input.rejects()));
            inputs.add(one);
        }
        tree.put("files", inputs);
        return tree;
    }

    static Map<String, @Nullable Object> symbolTree(SymbolQuality symbol) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("symbol", symbol.symbol().value());
        tree.put("bars", symbol.bars());
        tree.put("sessions", symbol.sessions());
        tree.put("expected", symbol.expected());
        tree.put("present", symbol.present());
        tree.put("fill_rate", JsonText.number(symbol.fillRate()));
        tree.put("first_bar", symbol.firstBar().map(Object::toString).orElse(null));
        tree.put("last_bar", symbol.lastBar().map(Object::toString).orElse(null));
        return tree;
    }

    private static Map<String, @Nullable Object> finding(QualityFinding finding) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("finding", finding.defect().id());
        tree.put("count", finding.count());
        tree.put("dates", finding.dates());
        tree.put("expected", finding.defect().expected());
        tree.put("remedy", finding.defect().remedy());
        List<Object> examples = new ArrayList<>();
        for (QualityExample example : finding.examples()) {
            Map<String, @Nullable Object> one = JsonText.object();
            one.put("date", example.date().toString());
            one.put("time", example.time().toString());
            one.put("observed", example.observed());
            examples.add(one);
        }
        tree.put("examples", examples);
        return tree;
    }
}
