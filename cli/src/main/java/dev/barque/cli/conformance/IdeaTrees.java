package dev.barque.cli.conformance;

import dev.barque.agents.Proposal;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.Rationale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Proposals as the recordings hold them. */
final class IdeaTrees {
    private IdeaTrees() {}

    /** The dictionary that the published composer returns, without its views. */
    static Map<String, @Nullable Object> tree(Proposal proposal, String symbol, String bar) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("take_trade", proposal instanceof Proposal.Take);
        tree.put("symbol", symbol);
        tree.put("bar", bar);
        tree.put(
                "scores",
                Map.of("up", proposal.scores().up(), "down", proposal.scores().down()));
        if (proposal instanceof Proposal.Pass pass) {
            tree.put("reason", pass.reason().text());
            return tree;
        }
        Proposal.Take take = (Proposal.Take) proposal;
        tree.put("direction", take.direction().text());
        tree.put("confidence", take.confidence());
        tree.put("position_sizing_hint", take.size());
        tree.put("time_stop_bars", take.timeStopBars());
        tree.put("stop_levels", hasZones(take) ? Map.of("stop_loss", take.stopLoss()) : Map.of());
        tree.put("rationale", rationale(take.rationale()));
        return tree;
    }

    static List<Object> views(Proposal proposal, List<String> symbols, List<String> bars) {
        List<Object> out = new ArrayList<>();
        for (int i = 0; i < proposal.views().size(); i++) {
            out.add(ViewTrees.tree(proposal.views().get(i), symbols.get(i), bars.get(i), false));
        }
        return out;
    }

    private static Map<String, Object> rationale(Rationale rationale) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("alignment", rationale.alignment());
        tree.put("primary_driver", rationale.primaryDriver());
        tree.put("liquidity_quality", rationale.liquidityQuality());
        tree.put("flip_risk", rationale.flipRisk());
        return tree;
    }

    /** A stop price that is not a number is still a stop price in the recordings, where zones gave it. */
    private static boolean hasZones(Proposal.Take take) {
        for (AgentView view : take.views()) {
            boolean any = take.direction() == Direction.LONG
                    ? !view.levels().support().isEmpty()
                    : !view.levels().resistance().isEmpty();
            if (view.agent().equals("liquidity") && any) {
                return true;
            }
        }
        return false;
    }
}
