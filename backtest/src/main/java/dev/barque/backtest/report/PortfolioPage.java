package dev.barque.backtest.report;

import io.jstach.jstache.JStache;
import io.jstach.jstache.JStacheConfig;
import io.jstach.jstache.JStacheType;
import java.util.List;

/**
 * What the template of a portfolio's page shows; see {@link Page} for what its generated code leaves to the caller. Lists of
 * one or none are parts that a run may lack.
 */
@JStache(path = "dev/barque/backtest/report/portfolio.mustache", name = "PortfolioTemplate")
@JStacheConfig(type = JStacheType.STACHE)
record PortfolioPage(
        PageParts parts,
        String data,
        List<String> chunks,
        String title,
        String provenance,
        List<Page.Fact> facts,
        String trials,
        List<Claim> claims,
        List<Page.Fact> figures,
        List<Year> years,
        List<SymbolRow> symbols,
        List<Page.Fact> account,
        List<Page.Fact> refusals,
        List<Page.Fact> open,
        String trips,
        List<WhyNotPart> whyNot,
        List<ManifestPart> manifest,
        List<String> rules)
        implements Framed {
    boolean hasTrips() {
        return !symbols.isEmpty();
    }

    boolean hasRefusals() {
        return !refusals.isEmpty();
    }

    boolean hasOpen() {
        return !open.isEmpty();
    }

    /** A verdict; the tone colours its outcome, which is said in words too. */
    record Claim(String claim, String outcome, String tone, String figure, String meaning, String confidence) {}

    /** A year of twelve months and their sum. */
    record Year(String year, List<Month> months, Page.Signed total) {}

    /** Text is empty where there was no trading date. */
    record Month(String text, String heat) {}

    /** Closed positions of one symbol; the row of all stays below when a reader sorts. */
    record SymbolRow(
            String symbol,
            boolean sum,
            Sorted trips,
            Sorted winRate,
            Sorted gross,
            Sorted slippage,
            Sorted impact,
            Sorted fees,
            Sorted borrow,
            Sorted net,
            Sorted ofGross,
            Curve curve) {}

    /** A figure with the number that rows are sorted by, empty for none, and the class that colours it. */
    record Sorted(String key, String text, String tone) {
        static Sorted of(double value, String text) {
            return new Sorted(Double.isFinite(value) ? Numbers.exact(value) : "", text, "");
        }

        static Sorted signed(double value) {
            Page.Signed signed = Page.Signed.of(value, 2);
            return new Sorted(Numbers.exact(value), signed.text(), signed.tone());
        }
    }

    /** A line in a box of 100 by 20, and how deep in it 0 lies. */
    record Curve(String points, String zero, String tone) {}
}
