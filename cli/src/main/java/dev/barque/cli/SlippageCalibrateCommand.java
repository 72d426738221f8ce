package dev.barque.cli;

import dev.barque.backtest.execution.calibration.CalibrationResult;
import dev.barque.backtest.execution.calibration.RecordedFill;
import dev.barque.backtest.execution.calibration.SlippageCalibration;
import dev.barque.cli.internal.console.Figure;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import dev.barque.core.time.UtcMicros;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code barque slippage calibrate}. */
@Command(
        name = "calibrate",
        description = "Fits models of slippage to recorded fills, and refuses those of which the fills do not tell.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque slippage calibrate docs/examples/fills.csv",
            "  barque slippage calibrate docs/examples/fills.csv --seed 7 --json",
            "",
            "The earlier 70 %% of the fills find each parameter, the later ones judge it: its error stands beside that of one who always expects the mean of the earlier fills. Hand the model that it prints to barque backtest --slippage. Exit code 1: no model can be told."
        })
final class SlippageCalibrateCommand extends Verb {
    @Mixin
    private final FillsFile file = new FillsFile();

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Of the resampling from which intervals come. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private final JsonOption json = new JsonOption();

    SlippageCalibrateCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        List<RecordedFill> fills = file.read();
        List<CalibrationResult> results = SlippageCalibration.seeded(seed).fit(fills);
        List<CalibrationResult.Fitted> fitted = new ArrayList<>();
        for (CalibrationResult result : results) {
            if (result instanceof CalibrationResult.Fitted one) {
                fitted.add(one);
            }
        }
        Optional<CalibrationResult.Fitted> best =
                fitted.stream().min(Comparator.comparingDouble(CalibrationResult.Fitted::testError));
        if (json.isWanted()) {
            printJson(tree(fills, results, best));
        } else {
            print(fills, fitted, results, best);
        }
        return fitted.isEmpty() ? ExitCode.FINDING : ExitCode.OK;
    }

    private void print(
            List<RecordedFill> fills,
            List<CalibrationResult.Fitted> fitted,
            List<CalibrationResult> results,
            Optional<CalibrationResult.Fitted> best) {
        print(fills.size() + " fills, " + UtcMicros.toInstant(fills.get(0).timeMicros()) + " to "
                + UtcMicros.toInstant(fills.get(fills.size() - 1).timeMicros()));
        if (!fitted.isEmpty()) {
            Table table = Table.ofNumbers(
                            "model",
                            "found",
                            "95 % interval",
                            "error of later fills",
                            "error of their mean",
                            "what it is")
                    .endingInText();
            for (CalibrationResult.Fitted one : fitted) {
                table.row(
                        one.model(),
                        Figure.fixed(one.value(), 4),
                        Figure.fixed(one.lower(), 4) + ".." + Figure.fixed(one.upper(), 4),
                        Figure.fixed(one.testError(), 2) + " bps",
                        Figure.fixed(one.naiveError(), 2) + " bps",
                        one.parameter() + ": " + one.unit());
            }
            print(table.text());
        }
        for (CalibrationResult result : results) {
            if (result instanceof CalibrationResult.Refused refused) {
                print("Refused " + refused.model() + ": " + refused.reason() + ".");
            }
        }
        print(
                best.map(SlippageCalibrateCommand::verdict)
                        .orElse(
                                "No model can be told from these fills. Until there are more, keep a dear one, such as amihud."));
    }

    private static String verdict(CalibrationResult.Fitted best) {
        return best.isBetterThanNaive()
                ? "Smallest error on later fills: --slippage " + best.fitted().id()
                : "No model foretold the later fills better than the mean of the earlier ones. Nearest: --slippage "
                        + best.fitted().id();
    }

    private static Map<String, @Nullable Object> tree(
            List<RecordedFill> fills, List<CalibrationResult> results, Optional<CalibrationResult.Fitted> best) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("fills", fills.size());
        tree.put("best", best.map(one -> one.fitted().id()).orElse(null));
        List<Object> models = new ArrayList<>();
        for (CalibrationResult result : results) {
            Map<String, @Nullable Object> model = JsonText.object();
            model.put("model", result.model());
            if (result instanceof CalibrationResult.Fitted one) {
                model.put("parameter", one.parameter());
                model.put("value", JsonText.number(one.value()));
                model.put("lower", JsonText.number(one.lower()));
                model.put("upper", JsonText.number(one.upper()));
                model.put("train_fills", one.trainFills());
                model.put("test_fills", one.testFills());
                model.put("test_error_bps", JsonText.number(one.testError()));
                model.put("naive_error_bps", JsonText.number(one.naiveError()));
                model.put("slippage", one.fitted().id());
            } else if (result instanceof CalibrationResult.Refused refused) {
                model.put("refused", refused.reason());
            }
            models.add(model);
        }
        tree.put("models", models);
        return tree;
    }
}
