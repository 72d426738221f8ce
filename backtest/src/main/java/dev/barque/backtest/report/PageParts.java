package dev.barque.backtest.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page's own scripts and styles, and the policy that lets the browser run these and nothing else: no connection, no
 * frame, no form, and no script whose digest is not named, should a text ever break out of its place.
 */
final class PageParts {
    static final PageParts SHARED = new PageParts("axis.js", "charts.js", "explorer.js", "page.js");
    static final PageParts PORTFOLIO =
            new PageParts("days.js", "symbols.js", "decisions.js", "trips.js", "portfolio.js");
    static final PageParts COMPARISON = new PageParts("days.js", "comparison.js");

    final String guard = resource("guard.js");
    final String style = resource("uPlot.min.css") + resource("report.css");
    final String chartLibrary = resource("uPlot.iife.min.js");
    final String chartLicence = resource("uPlot.LICENSE.txt");
    final String script;
    final String policy;

    private PageParts(String... scripts) {
        StringBuilder all = new StringBuilder("(function () {\n\"use strict\";\n").append(resource("format.js"));
        for (String name : scripts) {
            all.append(resource(name));
        }
        script = all.append("})();\n").toString();
        policy = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + digest(style) + "; script-src "
                + digest(guard) + " " + digest(chartLibrary) + " " + digest(script);
    }

    private static String resource(String name) {
        try (InputStream in = PageParts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw ReportErrors.missingResource(name);
            }
            // Browsers read line ends as \n, and digests are of what they read.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(sha) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
