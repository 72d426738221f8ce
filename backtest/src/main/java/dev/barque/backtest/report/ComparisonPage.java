package dev.barque.backtest.report;

import io.jstach.jstache.JStache;
import io.jstach.jstache.JStacheConfig;
import io.jstach.jstache.JStacheType;
import java.util.List;

/** What the template of a page of variants shows; see {@link PortfolioPage} for what the same names mean. */
@JStache(path = "dev/barque/backtest/report/comparison.mustache", name = "ComparisonTemplate")
@JStacheConfig(type = JStacheType.STACHE)
record ComparisonPage(
        PageParts parts,
        String data,
        String title,
        String provenance,
        List<Page.Fact> facts,
        String trials,
        List<PortfolioPage.Claim> claims,
        boolean walked,
        String drawn,
        List<Row> rows,
        List<String> leftOut,
        List<Step> steps,
        List<Parting> partings,
        String digest)
        implements Framed {
    boolean hasSteps() {
        return !steps.isEmpty();
    }

    boolean hasPartings() {
        return !partings.isEmpty();
    }

    /** A variant; its interval also as a line in a box of 100 by 10, which all rows share. */
    record Row(
            String rank,
            String name,
            Page.Signed sharpe,
            String low,
            String high,
            List<Whisker> whisker,
            String deflated,
            Page.Signed inSample,
            String trades,
            Page.Signed pnl,
            String costs) {}

    /** From where to where, with the estimate and 0. */
    record Whisker(String from, String to, String at, String zero) {}

    /** A test of a walk. */
    record Step(String chosen, String from, String to, String inSample, String outOfSample, Page.Signed earned) {}

    /** Where two variants part. */
    record Parting(String first, String second, String total, String bars, String kinds, List<Bar> listed) {
        boolean hasListed() {
            return !listed.isEmpty();
        }
    }

    /** A bar on which they do. */
    record Bar(String symbol, String time, String kind, String first, String second) {}
}
