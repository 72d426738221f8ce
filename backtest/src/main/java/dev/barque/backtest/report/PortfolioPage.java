package dev.barque.backtest.report;

import io.jstach.jstache.JStache;
import io.jstach.jstache.JStacheConfig;
import io.jstach.jstache.JStacheType;
import java.util.List;

/** What the template of a portfolio's page shows; see {@link Page} for what its generated code leaves to the caller. */
@JStache(path = "dev/barque/backtest/report/portfolio.mustache", name = "PortfolioTemplate")
@JStacheConfig(type = JStacheType.STACHE)
record PortfolioPage(
        PageParts parts,
        String data,
        String title,
        String provenance,
        List<Page.Fact> facts,
        String trials,
        List<Claim> claims,
        List<Page.Fact> figures,
        List<Year> years,
        List<Costs> costs,
        List<Page.Fact> account,
        List<Page.Fact> refusals,
        List<Page.Fact> open,
        String trips,
        List<String> rules) {
    String policy() {
        return parts.policy;
    }

    String guard() {
        return parts.guard;
    }

    String style() {
        return parts.style;
    }

    String chartLibrary() {
        return parts.chartLibrary;
    }

    String chartLicence() {
        return parts.chartLicence;
    }

    String script() {
        return parts.script;
    }

    boolean hasProvenance() {
        return !provenance.isEmpty();
    }

    boolean hasTrips() {
        return !costs.isEmpty();
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

    /** Closed positions of one symbol. */
    record Costs(
            String symbol,
            String trips,
            Page.Signed gross,
            String slippage,
            String impact,
            String fees,
            String borrow,
            Page.Signed net,
            String ofGross) {}
}
