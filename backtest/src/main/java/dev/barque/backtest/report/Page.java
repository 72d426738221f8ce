package dev.barque.backtest.report;

import io.jstach.jstache.JStache;
import io.jstach.jstache.JStacheConfig;
import io.jstach.jstache.JStacheType;
import java.util.List;

/**
 * What the template of the page shows: texts that are ready to be read. The generated code needs no library; it escapes
 * nothing by itself, so it is only ever run by {@link HtmlReport}, with {@link HtmlText#escape}.
 */
@JStache(path = "dev/barque/backtest/report/page.mustache", name = "PageTemplate")
@JStacheConfig(type = JStacheType.STACHE)
record Page(
        String policy,
        String guard,
        String style,
        String chartLibrary,
        String chartLicence,
        String script,
        String data,
        String title,
        String provenance,
        List<Fact> facts,
        List<Run> runs) {

    boolean hasProvenance() {
        return !provenance.isEmpty();
    }

    boolean several() {
        return runs.size() > 1;
    }

    record Fact(String name, String value) {}

    /** A figure and the class that colours it. */
    record Signed(String text, String tone) {
        static Signed of(double value, int decimals) {
            return new Signed(Numbers.signed(value, decimals), value > 0 ? "gain" : value < 0 ? "loss" : "even");
        }
    }

    record Totals(
            Signed pnl,
            String costs,
            String trades,
            String winRate,
            Signed averageWin,
            Signed averageLoss,
            String maxDrawdown,
            String decided,
            String perBar) {}

    record Outcome(String text, String count, String share, String width, String tone) {}

    record Change(String text, String count, String amount, String least) {}

    record Result(
            String label,
            String link,
            Signed pnl,
            Signed cumulative,
            String costs,
            String trades,
            String winRate,
            String maxDrawdown,
            String bars,
            String decided) {}

    record TradeRow(
            String number,
            String direction,
            String directionTone,
            String size,
            String entryLink,
            String entryUtc,
            String entryTime,
            String entryPrice,
            String exitLink,
            String exitUtc,
            String exitTime,
            String exitPrice,
            String exitReason,
            String stop,
            String barsHeld,
            String costs,
            Signed pnl,
            String confidence,
            String alignment,
            String driver,
            String liquidity,
            String flipRisk) {}

    record Run(
            int index,
            String name,
            String subtitle,
            List<String> notes,
            Totals totals,
            List<Outcome> outcomes,
            List<Change> changes,
            List<String> changesLeftOut,
            List<Fact> costs,
            List<Result> results,
            List<TradeRow> trades) {
        String id() {
            return "run-" + index;
        }

        boolean hasChanges() {
            return !changes.isEmpty();
        }

        boolean hasTrades() {
            return !trades.isEmpty();
        }
    }
}
