package dev.barque.backtest.execution;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.util.Collection;

/** Every message of the models of execution. */
final class ExecutionErrors {
    private ExecutionErrors() {}

    static BarqueException unknownModel(String kind, String text, Collection<String> names, String example) {
        return caller("'" + text + "' is no " + kind + "; expected one of " + String.join(", ", names) + ", such as "
                + example + ". Parameters follow with colons, sums are written with +.");
    }

    static BarqueException badParameter(String kind, String text, String problem) {
        return caller("'" + text + "' is no " + kind + ": " + problem);
    }

    static BarqueException noQuantity(String model, Execution execution) {
        return new BarqueException(
                "execution.no-quantity",
                Concern.CALLER,
                model + " cannot price an execution of " + execution.symbol() + " at " + execution.price()
                        + ": its quantity in shares is not known. Use an engine that has sizes in shares, or a model"
                        + " that needs none.");
    }

    static BarqueException damagedResource(String name, Throwable cause) {
        return new BarqueException(
                "execution.damaged-resource",
                Concern.BUG,
                "Cannot read the fee table " + name + " of the jar: " + cause + ". Please report this.",
                cause);
    }

    private static BarqueException caller(String message) {
        return new BarqueException("execution.bad-model", Concern.CALLER, message);
    }
}
