package dev.barque.testkit.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

/**
 * A bound on what something costs. Bounds lie about a fifth above what is measured, where a measure can vary at all.
 * {@code -Dbarque.test.costs=true} prints what is found.
 */
final class Gate {
    private static final boolean SHOWN = Boolean.getBoolean("barque.test.costs");

    private Gate() {}

    static void atMost(Number bound, Number found, String what) {
        if (SHOWN && bound.doubleValue() != 0) {
            System.out.printf(Locale.ROOT, "%s: %.4g, at most %.4g%n", what, found.doubleValue(), bound.doubleValue());
        }
        assertThat(found.doubleValue()).as(what).isLessThanOrEqualTo(bound.doubleValue());
    }

    /** Nothing was counted where something must have been: then the gate would hold whatever the part does. */
    static void atLeast(Number bound, Number found, String what) {
        assertThat(found.doubleValue()).as(what).isGreaterThanOrEqualTo(bound.doubleValue());
    }
}
