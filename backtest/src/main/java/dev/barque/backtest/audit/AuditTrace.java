package dev.barque.backtest.audit;

import dev.barque.core.decision.Decision;
import dev.barque.core.decision.DecisionFields;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hears what a system computes. Of each piece a hash is kept and not its values, so that a long run fits into memory; a second run
 * gives the values of the one piece that is asked for. Used by one thread at a time.
 */
public final class AuditTrace {
    /** Which piece: when, of what kind, about what, and the how-manieth of these. */
    record PieceKey(long micros, AuditChannel channel, String about, int ordinal) {
        int compareTo(PieceKey other) {
            int byTime = Long.compare(micros, other.micros);
            int byAbout = byTime != 0 ? byTime : about.compareTo(other.about);
            return byAbout != 0 ? byAbout : Integer.compare(ordinal, other.ordinal);
        }
    }

    record Piece(PieceKey key, long hash) {}

    private final @Nullable PieceKey wanted;
    private final List<Piece> pieces = new ArrayList<>();
    private final Map<PieceKey, Integer> ordinals = new HashMap<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    AuditTrace(@Nullable PieceKey wanted) {
        this.wanted = wanted;
    }

    /** A row of features, usable from {@link FeatureRow#knownMicros()} on. */
    public void features(FeatureRow row) {
        values(AuditChannel.FEATURES, row.symbol(), row.knownMicros(), to -> {
            to.integer("event_micros", row.eventMicros());
            for (int field = 0; field < row.schema().fields().size(); field++) {
                Object value = row.value(field);
                String name = row.schema().fields().get(field).name();
                if (value instanceof Double number) {
                    to.number(name, number);
                } else {
                    to.text(name, value == null ? null : value.toString());
                }
            }
        });
    }

    /** A decision with all its fields, views among them. */
    public void decision(Decision decision) {
        values(
                AuditChannel.DECISION,
                decision.symbol(),
                UtcMicros.of(decision.time()),
                to -> DecisionFields.visit(decision, to));
    }

    /** A point of an equity curve. */
    public void equity(Symbol symbol, long micros, double value) {
        values(AuditChannel.EQUITY, symbol, micros, to -> to.number("equity", value));
    }

    /** One number of any other kind. */
    public void number(String name, Symbol symbol, long micros, double value) {
        values(AuditChannel.OTHER, symbol, micros, to -> to.number(name, value));
    }

    /**
     * Several values that belong together.
     *
     * @param micros from when they could be used, UTC microseconds
     * @param fields names them, always in the same order
     */
    public void values(AuditChannel channel, Symbol symbol, long micros, Consumer<DecisionFields.Visitor> fields) {
        PieceKey first = new PieceKey(micros, channel, symbol.value(), 0);
        PieceKey key = new PieceKey(micros, channel, symbol.value(), ordinals.merge(first, 1, Integer::sum) - 1);
        Hash hash = new Hash();
        fields.accept(hash);
        pieces.add(new Piece(key, hash.value));
        if (key.equals(wanted)) {
            fields.accept(new Keeper());
        }
    }

    /** All pieces of a kind up to an instant, in the order of time. */
    List<Piece> pieces(AuditChannel channel, long lastMicros) {
        return pieces.stream()
                .filter(piece -> piece.key().channel() == channel && piece.key().micros() <= lastMicros)
                .sorted((a, b) -> a.key().compareTo(b.key()))
                .toList();
    }

    int size() {
        return pieces.size();
    }

    /** The values of the piece that was wanted; empty when it was not there. */
    Map<String, Object> values() {
        return values;
    }

    /** FNV-1a over 64 bits, by whole numbers rather than bytes, and mixed at the end of each. */
    private static final class Hash implements DecisionFields.Visitor {
        private long value = 0xcbf29ce484222325L;

        @Override
        public void text(String path, @Nullable String text) {
            chars(path);
            add(text == null ? -1 : text.length());
            chars(text == null ? "" : text);
        }

        @Override
        public void number(String path, double number) {
            chars(path);
            add(Double.doubleToLongBits(number));
        }

        @Override
        public void integer(String path, long whole) {
            chars(path);
            add(whole);
        }

        private void chars(String text) {
            for (int i = 0; i < text.length(); i++) {
                value = (value ^ text.charAt(i)) * 0x100000001b3L;
            }
        }

        private void add(long bits) {
            value = (value ^ bits) * 0x100000001b3L;
            value ^= value >>> 32;
        }
    }

    private final class Keeper implements DecisionFields.Visitor {
        @Override
        public void text(String path, @Nullable String text) {
            values.put(path, text == null ? "nothing" : text);
        }

        @Override
        public void number(String path, double number) {
            values.put(path, number);
        }

        @Override
        public void integer(String path, long whole) {
            values.put(path, whole);
        }
    }
}
