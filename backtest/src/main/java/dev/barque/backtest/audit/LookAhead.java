package dev.barque.backtest.audit;

import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that was computed with knowledge of what came later: the first of its kind that a perturbation showed.
 *
 * @param afterMicros the instant after which things were changed, UTC microseconds
 * @param micros the instant from which the value was said to be usable
 * @param channel what kind of thing it is
 * @param about the symbol
 * @param field which value, such as {@code views[1].confidence}
 * @param was the value when everything lay as it did
 * @param became the value when what came later was another
 * @param how what was done to what came later
 * @param inputs which of the inputs is enough to show it when nothing else is changed; all of them where only several together are
 */
public record LookAhead(
        long afterMicros,
        long micros,
        AuditChannel channel,
        String about,
        String field,
        String was,
        String became,
        Perturbation how,
        List<AuditInput> inputs) {
    /** Copies the list. */
    public LookAhead {
        inputs = List.copyOf(inputs);
    }

    /** {@link #micros()} as an instant. */
    public Instant time() {
        return UtcMicros.toInstant(micros);
    }

    /** {@link #afterMicros()} as an instant. */
    public Instant after() {
        return UtcMicros.toInstant(afterMicros);
    }

    /** In a sentence for people. */
    public String text() {
        String of = inputs.isEmpty()
                ? ""
                : " (" + inputs.stream().map(AuditInput::text).collect(Collectors.joining(", ")) + ")";
        return channel.text() + " of " + about + " at " + time() + ", " + field + ": " + was + ", but " + became
                + " when " + how.meaning() + of + (how.keepsAll() ? "" : ", the instant being " + after());
    }
}
