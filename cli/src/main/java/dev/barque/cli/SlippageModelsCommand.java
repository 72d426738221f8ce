package dev.barque.cli;

import dev.barque.backtest.execution.BorrowModels;
import dev.barque.backtest.execution.FeeModels;
import dev.barque.backtest.execution.ImpactModels;
import dev.barque.backtest.execution.ModelDescription;
import dev.barque.backtest.execution.SlippageModels;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code barque slippage models}. */
@Command(
        name = "models",
        description =
                "Lists models of slippage, fees, borrowing and permanent impact, each with its parameters and their defaults.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque slippage models",
            "  barque slippage models --json",
            "",
            "Combined, with quotes for the shell: 'half-spread+sqrt-impact:y=0.8' is the sum, '5bps|amihud' the dearest, 'amihud:floor-bps=2:cap-bps=30' has bounds, '1bps@SPY;amihud' has a model of its own for a symbol. What needs sizes in shares or quotes and finds none costs its unknown-bps."
        })
final class SlippageModelsCommand extends Verb {
    @Mixin
    private final JsonOption json = new JsonOption();

    SlippageModelsCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        Map<String, List<ModelDescription>> kinds = new LinkedHashMap<>();
        kinds.put("slippage", SlippageModels.descriptions());
        kinds.put("fees", FeeModels.descriptions());
        kinds.put("borrow", BorrowModels.descriptions());
        kinds.put("impact", ImpactModels.descriptions());
        if (json.isWanted()) {
            Map<String, @Nullable Object> tree = JsonText.object();
            kinds.forEach((kind, models) -> tree.put(
                    kind, models.stream().map(SlippageModelsCommand::tree).toList()));
            printJson(tree);
        } else {
            kinds.forEach((kind, models) -> {
                Table table = Table.ofTexts(kind, "what it costs");
                models.forEach(model -> table.row(model.usage(), model.meaning()));
                print(table.text());
            });
        }
        return ExitCode.OK;
    }

    private static Map<String, @Nullable Object> tree(ModelDescription model) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("name", model.name());
        tree.put("meaning", model.meaning());
        List<Object> parameters = new ArrayList<>();
        for (ModelDescription.Parameter parameter : model.parameters()) {
            Map<String, @Nullable Object> one = JsonText.object();
            one.put("name", parameter.name());
            one.put("default", parameter.standard());
            one.put("least", parameter.least());
            one.put("most", parameter.most());
            parameters.add(one);
        }
        tree.put("parameters", parameters);
        return tree;
    }
}
