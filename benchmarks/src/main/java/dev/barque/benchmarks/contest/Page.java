package dev.barque.benchmarks.contest;

import java.util.Locale;

/** Outcomes as one HTML page of bars that needs no network and no script. The longer a bar, the faster. */
final class Page {
    private Page() {}

    static String of(Outcomes outcomes) {
        StringBuilder html = new StringBuilder(HEAD);
        html.append("<nav>");
        outcomes.questions()
                .forEach(outcome -> html.append("<a href=\"#")
                        .append(outcome.question())
                        .append("\">")
                        .append(escape(outcome.question()))
                        .append("</a> "));
        html.append(
                "</nav>\n<p class=\"key\"><span class=\"chip ours\"></span>Barque <span class=\"chip peer\"></span>peers"
                        + " <span class=\"chip recorded\"></span>recorded elsewhere <span class=\"chip limit\"></span>the limit:"
                        + " the plain loop or the device itself. The longer a bar, the faster.</p>\n");
        outcomes.questions().forEach(outcome -> section(html, outcome));
        return html.append("</main></body></html>\n").toString();
    }

    private static void section(StringBuilder html, Outcome outcome) {
        html.append("<section id=\"").append(outcome.question()).append("\"><h2>");
        html.append(escape(outcome.asks()))
                .append("</h2>\n<p>")
                .append(escape(outcome.work()))
                .append("</p>\n");
        html.append("<div class=\"bars\" role=\"table\" aria-label=\"")
                .append(escape(outcome.asks()))
                .append("\">\n");
        double fastest = outcome.lines().stream()
                .filter(Outcome.LineOutcome::measured)
                .mapToDouble(Outcome.LineOutcome::nanos)
                .min()
                .orElse(1);
        for (Outcome.LineOutcome line : outcome.lines()) {
            bar(html, outcome, line, fastest);
        }
        html.append("</div>\n");
        if (!outcome.bars().isEmpty()) {
            html.append("<p class=\"asked\">Asked for: ");
            html.append(escape(Table.bars(outcome.bars()).replace("*", ""))).append(".</p>\n");
        }
        if (outcome.timesLimit() > 2 && !outcome.distance().isEmpty()) {
            html.append("<p class=\"asked\">Distance to the limit: ")
                    .append(escape(outcome.distance()))
                    .append("</p>\n");
        }
        html.append("<p class=\"made\"><code>")
                .append(escape(outcome.command()))
                .append("</code> ");
        html.append(escape(outcome.date() + ", JDK " + outcome.jvm() + ", " + outcome.machine()))
                .append("</p></section>\n");
    }

    private static void bar(StringBuilder html, Outcome outcome, Outcome.LineOutcome line, double fastest) {
        html.append("<div class=\"row\" role=\"row\"><span class=\"name\" role=\"rowheader\">");
        html.append(escape(label(line))).append("</span>");
        if (!line.measured()) {
            html.append("<span class=\"absent\" role=\"cell\">not run: ")
                    .append(escape(line.note()))
                    .append("</span></div>\n");
            return;
        }
        String width = String.format(Locale.ROOT, "%.2f", 100 * fastest / line.nanos());
        html.append("<span class=\"track\" role=\"presentation\"><span class=\"bar ");
        html.append(line.role().name().toLowerCase(Locale.ROOT))
                .append("\" style=\"width:")
                .append(width);
        html.append("%\"></span></span><span class=\"value\" role=\"cell\">");
        html.append(outcome.unit().show(line.nanos()))
                .append(' ')
                .append(outcome.unit().symbol());
        if (line.role() == Role.PEER || line.role() == Role.RECORDED) {
            html.append(" <small>Barque × ")
                    .append(Unit.threeDigits(
                            line.nanos() / outcome.oursBeside(line).nanos()))
                    .append("</small>");
        }
        html.append("</span></div>\n");
    }

    private static String label(Outcome.LineOutcome line) {
        return line.threads() > 1 && !line.name().contains("thread")
                ? line.name() + " (" + line.threads() + " threads)"
                : line.name();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Barque beside its peers</title>
            <style>
            :root { color-scheme: light dark; --back: #fff; --text: #1d2733; --soft: #5a6876; --line: #e3e8ee;
              --ours: #0b6bcb; --peer: #9aa7b4; --recorded: #c9b28b; --limit: #35916a; }
            @media (prefers-color-scheme: dark) { :root { --back: #12171d; --text: #e4e9ee; --soft: #9eabb8;
              --line: #2a333d; --ours: #4fa3f7; --peer: #66727f; --recorded: #8d7a58; --limit: #48b487; } }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
            main { max-width: 64rem; margin: 0 auto; padding: 1rem; }
            h1 { font-size: 1.6rem; margin: .5rem 0; }
            h2 { font-size: 1.15rem; margin: 0 0 .25rem; }
            nav a { color: var(--ours); margin-right: .6rem; display: inline-block; }
            section { border-top: 1px solid var(--line); padding: 1.2rem 0; }
            p { margin: .3rem 0 .7rem; }
            .row { display: grid; grid-template-columns: 17rem 1fr 15.5rem; gap: .75rem; align-items: center; padding: .15rem 0; }
            .name { text-align: right; font-size: .9rem; overflow-wrap: anywhere; }
            .track { display: block; height: 1.1rem; }
            .bar, .chip { display: block; height: 100%; min-width: 2px; border-radius: 3px; }
            .ours { background: var(--ours); } .peer { background: var(--peer); }
            .recorded { background: var(--recorded); } .limit { background: var(--limit); }
            .chip { display: inline-block; width: .9rem; height: .9rem; vertical-align: -.1rem; margin: 0 .2rem 0 .5rem; }
            .value { font-variant-numeric: tabular-nums; font-size: .9rem; white-space: nowrap; }
            .value small { color: var(--soft); margin-left: .4rem; }
            .absent { grid-column: 2 / 4; color: var(--soft); font-size: .9rem; }
            .asked, .made, .key { color: var(--soft); font-size: .9rem; }
            code { overflow-wrap: anywhere; }
            @media (max-width: 44rem) {
              .row { grid-template-columns: 1fr auto; gap: 0 .5rem; padding: .3rem 0; }
              .name { text-align: left; } .track { grid-column: 1 / 3; grid-row: 2; height: .7rem; }
              .absent { grid-column: 1 / 3; }
              .value { text-align: right; } .value small { display: block; margin: 0; }
            }
            </style></head><body><main>
            <h1>Barque beside its peers</h1>
            <p>All lines of one question did the same work in the same run, in turns, and came to the same checksum.
            Absolute figures belong to the machine and the hour; ratios carry over.</p>
            """;
}
