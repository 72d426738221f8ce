package dev.barque.backtest.sweep;

import dev.barque.core.error.BarqueException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One setting and the values that are tried for it.
 *
 * @param name of the setting, such as {@code size.largest}
 * @param values as texts, each once, in the order in which they are tried
 */
public record Axis(String name, List<String> values) {
    /** More values than anybody means. */
    private static final int MOST_VALUES = 10_000;

    private static final Pattern RANGE = Pattern.compile("([-+0-9.eE]+)\\.\\.([-+0-9.eE]+):([-+0-9.eE]+)");

    /** Copies; refuses, with {@code sweep.bad-axis}, blank names and values, and values that stand there twice. */
    public Axis {
        values = List.copyOf(values);
        if (name.isBlank() || values.isEmpty() || values.stream().anyMatch(String::isBlank)) {
            throw SweepErrors.badAxis(name + "=" + String.join(",", values), "a name or a value is missing");
        }
        if (new HashSet<>(values).size() < values.size()) {
            throw SweepErrors.badAxis(name + "=" + String.join(",", values), "a value stands there twice");
        }
    }

    /**
     * Of a text: {@code edge=1,1.2,1.5}, or {@code threshold=0.5..0.7:0.05} with both ends, counted in decimals. Throws
     * {@link BarqueException} with code {@code sweep.bad-axis}.
     */
    public static Axis parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw SweepErrors.badAxis(text, "there is no name before a '='");
        }
        List<String> values = new ArrayList<>();
        for (String part : text.substring(equals + 1).split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            if (range.matches()) {
                steps(text, range, values);
            } else {
                values.add(part.strip());
            }
        }
        return new Axis(text.substring(0, equals).strip(), values);
    }

    private static void steps(String text, Matcher range, List<String> values) {
        BigDecimal first;
        BigDecimal last;
        BigDecimal step;
        try {
            first = new BigDecimal(range.group(1));
            last = new BigDecimal(range.group(2));
            step = new BigDecimal(range.group(3));
        } catch (NumberFormatException e) {
            throw SweepErrors.badAxis(text, "a bound or the step is no number");
        }
        if (step.signum() <= 0 || first.compareTo(last) > 0) {
            throw SweepErrors.badAxis(text, "the step has to be above 0 and the first value at most the last");
        }
        for (BigDecimal value = first; value.compareTo(last) <= 0; value = value.add(step)) {
            if (values.size() == MOST_VALUES) {
                throw SweepErrors.badAxis(text, "that is more than " + MOST_VALUES + " values");
            }
            values.add(plain(value));
        }
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
