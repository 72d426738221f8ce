package dev.barque.store.asof;

import dev.barque.core.feature.AsOf;
import dev.barque.core.market.Symbol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Questions for an as-of join, in an order of the caller's: of each a symbol, the latest event time and the latest knowledge time that
 * its answer may have, and labels that are carried along, such as the outcome that a model is to learn. Immutable; safe to share.
 */
public final class Spine {
    private final List<Symbol> symbols;
    final int[] symbol;
    final long[] event;
    /** Null when each question is asked with the knowledge of its event time. */
    final long @Nullable [] known;

    private final Map<String, List<String>> labels;

    private Spine(
            List<Symbol> symbols,
            int[] symbol,
            long[] event,
            long @Nullable [] known,
            Map<String, List<String>> labels) {
        this.symbols = symbols;
        this.symbol = symbol;
        this.event = event;
        this.known = known;
        this.labels = labels;
    }

    /**
     * Questions in columns, each with the knowledge of its event time.
     *
     * @param symbols those that are asked about, each once
     * @param symbol of each question, which of them
     * @param eventMicros of each question, UTC microseconds
     */
    public static Spine of(List<Symbol> symbols, int[] symbol, long[] eventMicros) {
        if (symbol.length != eventMicros.length) {
            throw new IllegalArgumentException(
                    "A spine needs a symbol for each time but has " + symbol.length + " and " + eventMicros.length);
        }
        List<Symbol> known = List.copyOf(symbols);
        if (known.stream().distinct().count() != known.size()) {
            throw new IllegalArgumentException("The symbols of a spine are listed once each but were " + symbols);
        }
        for (int of : symbol) {
            Objects.checkIndex(of, known.size());
        }
        return new Spine(known, symbol.clone(), eventMicros.clone(), null, Map.of());
    }

    /** Starts a spine without questions. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many questions there are. */
    public int size() {
        return symbol.length;
    }

    /** The symbols that are asked about, each once. */
    public List<Symbol> symbols() {
        return symbols;
    }

    /** The symbol of a question. */
    public Symbol symbol(int question) {
        return symbols.get(symbol[question]);
    }

    /** The latest event time of an answer, UTC microseconds. */
    public long eventMicros(int question) {
        return event[question];
    }

    /** The latest knowledge time of an answer, UTC microseconds. */
    public long knownMicros(int question) {
        return known == null ? event[question] : known[question];
    }

    /** The labels by name, in their order: a text for each question. */
    public Map<String, List<String>> labels() {
        return labels;
    }

    /** Some of the questions in a row, from {@code from} to before {@code to}. */
    public Spine slice(int from, int to) {
        Objects.checkFromToIndex(from, to, size());
        Map<String, List<String>> some = new LinkedHashMap<>();
        labels.forEach((name, values) -> some.put(name, values.subList(from, to)));
        return new Spine(
                symbols,
                Arrays.copyOfRange(symbol, from, to),
                Arrays.copyOfRange(event, from, to),
                known == null ? null : Arrays.copyOfRange(known, from, to),
                some);
    }

    /** The same questions, of which none may know more than what was known at an instant, UTC microseconds. */
    public Spine knownAtMost(long micros) {
        long[] capped = new long[size()];
        for (int q = 0; q < capped.length; q++) {
            capped[q] = Math.min(micros, knownMicros(q));
        }
        return new Spine(symbols, symbol, event, capped, labels);
    }

    /** Some of the questions, in the order of their numbers here. Labels stay behind. */
    Spine pick(int[] questions) {
        int count = questions.length;
        int[] symbolOf = new int[count];
        long[] eventOf = new long[count];
        long[] knownOf = known == null ? null : new long[count];
        for (int i = 0; i < count; i++) {
            symbolOf[i] = symbol[questions[i]];
            eventOf[i] = event[questions[i]];
            if (knownOf != null && known != null) {
                knownOf[i] = known[questions[i]];
            }
        }
        return new Spine(symbols, symbolOf, eventOf, knownOf, Map.of());
    }

    /** Collects questions one by one. Not safe for use by several threads. */
    public static final class Builder {
        private final Map<Symbol, Integer> numbers = new HashMap<>();
        private final List<Symbol> symbols = new ArrayList<>();
        private final Map<String, List<String>> labels = new LinkedHashMap<>();
        private int[] symbol = new int[16];
        private long[] event = new long[16];
        private long[] known = new long[16];
        private int size;
        private boolean knowsOther;

        private Builder() {}

        /** Adds a question as of an instant. */
        public Builder ask(Symbol about, AsOf asOf) {
            return ask(about, asOf.eventMicros(), asOf.knownMicros());
        }

        /** Adds a question; UTC microseconds. */
        public Builder ask(Symbol about, long eventMicros, long knownMicros) {
            if (size == symbol.length) {
                symbol = Arrays.copyOf(symbol, 2 * size);
                event = Arrays.copyOf(event, 2 * size);
                known = Arrays.copyOf(known, 2 * size);
            }
            Integer number = numbers.get(about);
            if (number == null) {
                number = symbols.size();
                symbols.add(about);
                numbers.put(about, number);
            }
            symbol[size] = number;
            event[size] = eventMicros;
            known[size++] = knownMicros;
            knowsOther |= eventMicros != knownMicros;
            return this;
        }

        /** Adds a label: a text for each question, in their order; empty where there is none. */
        public Builder label(String name, List<String> values) {
            if (labels.put(name, List.copyOf(values)) != null) {
                throw new IllegalArgumentException("The label " + name + " stands twice in one spine");
            }
            return this;
        }

        /** The spine; refuses labels that are not as many as the questions. */
        public Spine build() {
            labels.forEach((name, values) -> {
                if (values.size() != size) {
                    throw new IllegalArgumentException(
                            "The label " + name + " has " + values.size() + " values for " + size + " questions");
                }
            });
            return new Spine(
                    List.copyOf(symbols),
                    Arrays.copyOf(symbol, size),
                    Arrays.copyOf(event, size),
                    knowsOther ? Arrays.copyOf(known, size) : null,
                    java.util.Collections.unmodifiableMap(new LinkedHashMap<>(labels)));
        }
    }
}
