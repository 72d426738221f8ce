package dev.barque.cli;

import dev.barque.backtest.execution.calibration.SlippageReport;
import dev.barque.cli.internal.console.Figure;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code barque slippage report}. */
@Command(
        name = "report",
        description = "Shows where recorded fills cost money: by liquidity and by hour of the day.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque slippage report docs/examples/fills.csv",
            "  barque slippage report docs/examples/fills.csv --zone America/New_York --json",
            "",
            "Answers many trades and a negative P&L: with a column pnl (after costs) it says whether slippage turned a gain into a loss, or whether the decisions lose by themselves. Money is in the currency of the quote."
        })
final class SlippageReportCommand extends Verb {
    @Mixin
    private final FillsFile file = new FillsFile();

    @Option(
            names = "--zone",
            defaultValue = "UTC",
            paramLabel = "ZONE",
            description = "Whose hours. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private ZoneId zone;

    @Mixin
    private final JsonOption json = new JsonOption();

    SlippageReportCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        SlippageReport report = SlippageReport.of(file.read(), zone);
        if (json.isWanted()) {
            Map<String, @Nullable Object> tree = JsonText.object();
            tree.put("liquidity", report.liquidity());
            tree.put("zone", zone.getId());
            tree.put("total", tree(report.total()));
            tree.put(
                    "by_liquidity",
                    report.byLiquidity().stream().map(this::tree).toList());
            tree.put("by_hour", report.byHour().stream().map(this::tree).toList());
            tree.put("findings", report.findings());
            printJson(tree);
        } else {
            print(table(report.liquidity(), report.byLiquidity()));
            print(table("hour, " + zone.getId(), report.byHour()));
            report.findings().forEach(this::print);
        }
        return ExitCode.OK;
    }

    private static String table(String by, List<SlippageReport.Bucket> buckets) {
        Table table = Table.ofNumbers(by, "fills", "mean slippage", "paid", "P&L before slippage", "P&L after costs");
        for (SlippageReport.Bucket bucket : buckets) {
            boolean known = bucket.withProfit() > 0;
            table.row(
                    bucket.name(),
                    bucket.fills(),
                    Figure.fixed(bucket.meanBps(), 2) + " bps",
                    Figure.fixed(bucket.cost(), 2),
                    known ? Figure.signed(bucket.profitBeforeSlippage(), 2) : "-",
                    known ? Figure.signed(bucket.profit(), 2) : "-");
        }
        return table.text();
    }

    private Map<String, @Nullable Object> tree(SlippageReport.Bucket bucket) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("name", bucket.name());
        tree.put("fills", bucket.fills());
        tree.put("mean_bps", JsonText.number(bucket.meanBps()));
        tree.put("cost", JsonText.number(bucket.cost()));
        tree.put("pnl_after", bucket.withProfit() > 0 ? JsonText.number(bucket.profit()) : null);
        tree.put(
                "pnl_before_slippage", bucket.withProfit() > 0 ? JsonText.number(bucket.profitBeforeSlippage()) : null);
        return tree;
    }
}
