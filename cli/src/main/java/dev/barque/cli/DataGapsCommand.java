package dev.barque.cli;

import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import dev.barque.core.quality.BarGap;
import dev.barque.core.quality.Defect;
import dev.barque.core.quality.QualityReport;
import dev.barque.core.quality.SymbolQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code barque data gaps}. */
@Command(
        name = "gaps",
        description = "Lists the stretches in which bars are missing; exits with 1 when there is one.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque data gaps --home demo-home",
            "  barque data gaps --home demo-home --symbol SPY --date 2025-10-24..2025-10-28 --json",
            "  barque data gaps --stamps open --interval 1m demo-home/demo/l1_2025-10-27.csv",
            "",
            "Times are those at which the first and the last missing bar should have been complete, in UTC."
        })
final class DataGapsCommand extends Verb {
    /** What keeps the check from telling whether bars are missing. */
    private static final List<Defect> UNTOLD =
            List.of(Defect.UNDECLARED_INTERVAL, Defect.OUTSIDE_CALENDAR, Defect.MISFILED);

    @Mixin
    private final BarsOptions bars = new BarsOptions();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many gaps of a symbol are listed; all are counted. Default: 100.")
    private int limit;

    DataGapsCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        BarsOptions.Looked looked = bars.look(bars.check(this).maxGaps(Math.max(0, limit)), this);
        QualityReport report = looked.report();
        long gaps = report.symbols().stream().mapToLong(SymbolQuality::gapCount).sum();
        long untold = UNTOLD.stream().mapToLong(report::count).sum();
        if (json.isWanted()) {
            printJson(tree(looked, gaps));
        } else {
            print(looked, gaps);
        }
        boolean sure = untold == 0 && report.unreadable().isEmpty() && looked.rejected() == 0;
        return gaps == 0 && sure ? ExitCode.OK : ExitCode.FINDING;
    }

    private void print(BarsOptions.Looked looked, long gaps) {
        print(QualityText.head(looked));
        if (gaps > 0) {
            Table table = Table.ofNumbers("symbol", "first missing", "last missing", "bars", "of")
                    .endingInText();
            for (SymbolQuality symbol : looked.report().symbols()) {
                for (BarGap gap : symbol.gaps()) {
                    table.row(
                            symbol.symbol(),
                            gap.first(),
                            gap.last(),
                            gap.bars(),
                            gap.sessions() == 0
                                    ? "a session"
                                    : gap.sessions() == 1 ? "a whole session" : gap.sessions() + " whole sessions");
                }
            }
            print(table.text());
        }
        QualityText.printUnread(this, looked);
        for (Defect defect : UNTOLD) {
            long count = looked.report().count(defect);
            if (count > 0) {
                print("Nothing can be said of " + count + " cases of " + defect.id() + ". " + defect.remedy());
            }
        }
        looked.report().symbols().stream()
                .filter(symbol -> symbol.gapCount() > symbol.gaps().size())
                .forEach(symbol -> print("Of " + symbol.symbol() + " "
                        + (symbol.gapCount() - symbol.gaps().size()) + " more gaps"));
        long missing = looked.report().symbols().stream()
                .mapToLong(symbol -> symbol.expected() - symbol.present())
                .sum();
        print(gaps == 0 ? "no gaps" : gaps + " gaps, " + missing + " bars missing");
    }

    private static Map<String, @Nullable Object> tree(BarsOptions.Looked looked, long gaps) {
        Map<String, @Nullable Object> tree = QualityText.headTree(looked);
        tree.put("gap_count", gaps);
        List<Object> symbols = new ArrayList<>();
        for (SymbolQuality symbol : looked.report().symbols()) {
            Map<String, @Nullable Object> one = QualityText.symbolTree(symbol);
            one.put("gap_count", symbol.gapCount());
            List<Object> list = new ArrayList<>();
            for (BarGap gap : symbol.gaps()) {
                Map<String, @Nullable Object> entry = JsonText.object();
                entry.put("first", gap.first().toString());
                entry.put("last", gap.last().toString());
                entry.put("bars", gap.bars());
                entry.put("sessions", gap.sessions());
                list.add(entry);
            }
            one.put("gaps", list);
            symbols.add(one);
        }
        tree.put("symbols", symbols);
        Map<String, @Nullable Object> untold = JsonText.object();
        UNTOLD.forEach(defect -> untold.put(defect.id(), looked.report().count(defect)));
        tree.put("untold", untold);
        return tree;
    }
}
