package dev.barque.backtest.report;

import dev.barque.backtest.ReplayResult;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Trade;
import dev.barque.core.feature.RowId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The rows of {@code decisions.csv}. */
final class DecisionRows {
    private DecisionRows() {}

    static String csv(List<ReportRun> runs) {
        AgentColumns agents = new AgentColumns();
        for (ReportRun run : runs) {
            for (ReplayResult result : run.results()) {
                result.decisions().forEach(agents::see);
            }
        }
        CsvTable csv = new CsvTable(header(agents.names()));
        for (ReportRun run : runs) {
            for (ReplayResult result : run.results()) {
                for (Decision decision : result.decisions()) {
                    csv.add(run.name());
                    row(csv, decision, agents.names());
                }
            }
        }
        return csv.text().toString();
    }

    private static List<String> header(List<String> agents) {
        List<String> header = new ArrayList<>(List.of(
                "run",
                "symbol",
                "time",
                "profile",
                "decision",
                "reason",
                "explanation",
                "smallest_change",
                "smallest_change_amount",
                "confidence",
                "size",
                "time_stop_bars",
                "stop_loss",
                "score_up",
                "score_down",
                "feature_set",
                "row_event_time",
                "row_known_at",
                "row_sequence",
                "guards"));
        for (String agent : agents) {
            header.addAll(List.of(agent + "_bias", agent + "_confidence", agent + "_thesis", agent + "_evidence"));
        }
        return header;
    }

    private static void row(CsvTable csv, Decision decision, List<String> agents) {
        csv.add(decision.symbol().value())
                .add(decision.time())
                .add(decision.grounds().profile());
        if (decision instanceof NoTrade none) {
            csv.add("no_trade")
                    .add(none.reason().text())
                    .add(none.explanation())
                    .add(none.smallestChange().text())
                    .add(none.smallestChange().amount())
                    .skip(4);
        } else if (decision instanceof Trade trade) {
            csv.add(trade.direction().text())
                    .add("")
                    .add(trade.explanation())
                    .skip(2)
                    .add(trade.confidence())
                    .add(trade.size())
                    .add(trade.timeStopBars())
                    .add(trade.stopLoss());
        }
        csv.add(decision.scores().up()).add(decision.scores().down());
        RowId row = decision.grounds().row();
        if (row == null) {
            csv.skip(4);
        } else {
            csv.add(row.featureSet().value())
                    .add(row.eventTime())
                    .add(row.knownAt())
                    .add(row.sequence());
        }
        csv.add(decision.grounds().verdicts().stream()
                .map(DecisionRows::verdict)
                .collect(Collectors.joining("; ")));
        Map<String, AgentView> views = AgentColumns.byColumn(decision);
        for (String agent : agents) {
            AgentView view = views.get(agent);
            if (view == null) {
                csv.skip(4);
            } else {
                // An abstaining agent has neither bias nor confidence; its thesis says that it abstains.
                csv.add(view.abstains() ? Double.NaN : view.bias())
                        .add(view.abstains() ? Double.NaN : view.confidence())
                        .add(view.thesis())
                        .add(view.evidence().text());
            }
        }
        csv.end();
    }

    private static String verdict(GuardVerdict verdict) {
        return verdict.guard() + " " + verdict.outcome().name().toLowerCase(Locale.ROOT) + " x"
                + Numbers.exact(verdict.sizeFactor()) + " " + verdict.reason();
    }
}
