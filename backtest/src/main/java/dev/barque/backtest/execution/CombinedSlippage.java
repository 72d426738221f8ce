package dev.barque.backtest.execution;

import dev.barque.core.market.Symbol;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Models made of others. A loop by index, as an iterator would be garbage for each execution. */
final class CombinedSlippage {
    private CombinedSlippage() {}

    record Sum(List<SlippageModel> parts) implements SlippageModel {
        Sum {
            parts = List.copyOf(parts);
            requireParts(parts);
        }

        @Override
        public String id() {
            return ids(parts, "+");
        }

        @Override
        public double perUnit(Execution execution) {
            double sum = 0;
            for (int i = 0; i < parts.size(); i++) {
                sum += parts.get(i).perUnit(execution);
            }
            return Math.min(sum, execution.price());
        }
    }

    record Dearest(List<SlippageModel> parts) implements SlippageModel {
        Dearest {
            parts = List.copyOf(parts);
            requireParts(parts);
        }

        @Override
        public String id() {
            return ids(parts, "|");
        }

        @Override
        public double perUnit(Execution execution) {
            double most = 0;
            for (int i = 0; i < parts.size(); i++) {
                most = Math.max(most, parts.get(i).perUnit(execution));
            }
            return most;
        }
    }

    record PerSymbol(Map<Symbol, SlippageModel> bySymbol, SlippageModel others) implements SlippageModel {
        PerSymbol {
            bySymbol = Map.copyOf(bySymbol);
        }

        @Override
        public String id() {
            return new TreeMap<>(bySymbol)
                            .entrySet().stream()
                                    .map(e -> e.getValue().id() + "@" + e.getKey())
                                    .collect(Collectors.joining(";"))
                    + (bySymbol.isEmpty() ? "" : ";")
                    + others.id();
        }

        @Override
        public double perUnit(Execution execution) {
            SlippageModel own = bySymbol.get(execution.symbol());
            return own == null ? others.perUnit(execution) : own.perUnit(execution);
        }
    }

    record Bounded(SlippageModel model, double leastBps, double mostBps) implements SlippageModel {
        Bounded {
            Terms.require("floor-bps", leastBps, 0, 1e4);
            Terms.require("cap-bps", mostBps, leastBps, 1e4);
        }

        @Override
        public String id() {
            return model.id() + ":floor-bps=" + Terms.text(leastBps) + ":cap-bps=" + Terms.text(mostBps);
        }

        @Override
        public double perUnit(Execution execution) {
            double price = execution.price();
            return Math.min(price * (mostBps / 1e4), Math.max(price * (leastBps / 1e4), model.perUnit(execution)));
        }
    }

    private static void requireParts(List<?> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one model to combine");
        }
    }

    private static String ids(List<SlippageModel> parts, String between) {
        return parts.stream().map(SlippageModel::id).collect(Collectors.joining(between));
    }
}
