package dev.barque.backtest.manifest;

import dev.barque.backtest.ClosedTrade;
import dev.barque.backtest.EquityCurve;
import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.engine.AccountSeries;
import dev.barque.backtest.engine.OrderFill;
import dev.barque.backtest.engine.PortfolioResult;
import dev.barque.backtest.engine.Refusal;
import dev.barque.backtest.engine.RoundTrip;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.DecisionFields;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over what a run did: decisions, trades or fills, equity. Whoever makes results of another kind adds their values by
 * {@link #text}, {@link #integer} and {@link #number}, in an order that depends on the results alone.
 *
 * <p>The bytes, in big-endian order, are for each value: the length of its name in UTF-8 as 4 bytes, the name, one letter, the
 * value. {@code t}: a text, its length in UTF-8 as 4 bytes and these bytes; {@code n}: a text that is not there, nothing;
 * {@code i}: a whole number, 8 bytes; {@code d}: the IEEE 754 bits of a double, 8 bytes, where every NaN is 0x7ff8000000000000 and
 * the two zeros differ. The first value is the text {@code form}, {@value #FORM}. Neither locale nor time zone, platform or order
 * of hashes has a part in it.
 *
 * <p>The place of a feature row in the order of writing ({@code row.sequence}) is left out: it says how a home came about and not
 * what was known. Not safe for use by several threads.
 */
public final class RunDigest {
    /** Name and version of the form in which values are written down. */
    public static final String FORM = "barque-run/1";

    private static final HexFormat HEX = HexFormat.of();

    private final MessageDigest sha;
    private final ByteBuffer number = ByteBuffer.allocate(9);
    private boolean ended;

    /** Of nothing yet. */
    public RunDigest() {
        sha = sha256();
        text("form", FORM);
    }

    /**
     * Of a run of several replays, whichever of them was done first: they count in the order of symbol, first bar and content.
     *
     * @return 64 hexadecimal digits
     */
    public static String of(Collection<ReplayResult> results) {
        List<Part> parts = results.stream()
                .map(Part::of)
                .sorted(Comparator.comparing(Part::symbol)
                        .thenComparingLong(Part::firstMicros)
                        .thenComparing(Part::hex))
                .toList();
        RunDigest run = new RunDigest().integer("results", parts.size());
        for (Part part : parts) {
            run.text("result", part.hex());
        }
        return run.hex();
    }

    private record Part(String symbol, long firstMicros, String hex) {
        static Part of(ReplayResult result) {
            long first = result.bars().isEmpty() ? 0 : result.bars().time(0);
            return new Part(
                    result.bars().symbol().value(),
                    first,
                    new RunDigest().result(result).hex());
        }
    }

    /** Adds a text; null for what is not there. */
    public RunDigest text(String name, @Nullable String value) {
        named(name);
        if (value == null) {
            sha.update((byte) 'n');
        } else {
            sha.update((byte) 't');
            bytes(value);
        }
        return this;
    }

    /** Adds a whole number. */
    public RunDigest integer(String name, long value) {
        named(name);
        return eight('i', value);
    }

    /** Adds a number. */
    public RunDigest number(String name, double value) {
        named(name);
        return eight('d', Double.doubleToLongBits(value));
    }

    /** Adds everything that a decision says. */
    public RunDigest decision(Decision decision) {
        DecisionFields.visit(decision, new Fields());
        return this;
    }

    /** Adds a point of an equity curve. */
    public RunDigest equity(long timeMicros, double value) {
        return integer("equity.time", timeMicros).number("equity.value", value);
    }

    /** Adds a closed trade of a symbol. */
    public RunDigest trade(Symbol symbol, ClosedTrade trade) {
        return text("trade.symbol", symbol.value())
                .text("trade.direction", trade.direction().text())
                .number("trade.size", trade.size())
                .integer("trade.entry_time", UtcMicros.of(trade.entryTime()))
                .number("trade.entry_price", trade.entryPrice())
                .integer("trade.exit_time", UtcMicros.of(trade.exitTime()))
                .number("trade.exit_price", trade.exitPrice())
                .text("trade.exit_reason", trade.exitReason().text())
                .number("trade.pnl", trade.pnl())
                .number("trade.costs", trade.costs())
                .integer("trade.bars_held", trade.barsHeld())
                .integer("trade.time_stop_bars", trade.timeStopBars())
                .number("trade.entry_confidence", trade.entryConfidence())
                .text("trade.alignment", trade.entryRationale().alignment())
                .text("trade.primary_driver", trade.entryRationale().primaryDriver())
                .text("trade.liquidity_quality", trade.entryRationale().liquidityQuality())
                .text("trade.flip_risk", trade.entryRationale().flipRisk());
    }

    /** Adds the replay of one stretch of bars: its decisions, trades and equity. Figures that follow from these are left out. */
    public RunDigest result(ReplayResult result) {
        Symbol symbol = result.bars().symbol();
        text("profile", result.profile());
        text("feature_set", result.featureSet().value());
        text("symbol", symbol.value());
        integer("decisions", result.decisions().size());
        result.decisions().forEach(this::decision);
        integer("trades", result.trades().size());
        result.trades().forEach(trade -> trade(symbol, trade));
        EquityCurve equity = result.equity();
        integer("equity", equity.size());
        for (int i = 0; i < equity.size(); i++) {
            equity(equity.timeMicros(i), equity.value(i));
        }
        return this;
    }

    /**
     * Adds the replay of one account: fills, closed positions, what was not executed, and equity. Figures that follow from these
     * are left out. Decisions are added before, each by {@link #decision}, in the order in which they were made.
     */
    public RunDigest account(PortfolioResult result) {
        text("strategy", result.strategy());
        number("capital", result.summary().capital());
        integer("fills", result.fills().size());
        result.fills().forEach(this::fill);
        integer("positions", result.roundTrips().size());
        result.roundTrips().forEach(this::position);
        integer("refusals", result.refusals().size());
        for (Refusal refusal : result.refusals()) {
            integer("refusal.order", refusal.order());
            text("refusal.symbol", refusal.symbol().value());
            integer("refusal.time", refusal.timeMicros());
            number("refusal.quantity", refusal.quantity());
            text("refusal.reason", refusal.reason().text());
        }
        AccountSeries equity = result.equity();
        integer("equity", equity.size());
        for (int i = 0; i < equity.size(); i++) {
            equity(equity.timeMicros(i), equity.equity(i));
            number("equity.cash", equity.cash(i));
            number("equity.exposure", equity.exposure(i));
        }
        return this;
    }

    private void fill(OrderFill fill) {
        integer("fill.order", fill.order());
        text("fill.symbol", fill.symbol().value());
        integer("fill.time", fill.timeMicros());
        number("fill.quantity", fill.quantity());
        number("fill.reference", fill.reference());
        number("fill.price", fill.price());
        number("fill.slippage", fill.slippage());
        number("fill.impact", fill.impact());
        number("fill.fee", fill.fee());
        text("fill.at", fill.at().name());
        text("fill.cause", fill.cause().text());
    }

    private void position(RoundTrip trip) {
        text("position.symbol", trip.symbol().value());
        text("position.direction", trip.direction().text());
        integer("position.order", trip.openingOrder());
        integer("position.opened", trip.openedMicros());
        integer("position.closed", trip.closedMicros());
        integer("position.bars_held", trip.barsHeld());
        number("position.quantity", trip.quantity());
        number("position.entry", trip.entryPrice());
        number("position.exit", trip.exitPrice());
        number("position.gross", trip.gross());
        number("position.slippage", trip.slippage());
        number("position.impact", trip.impact());
        number("position.fees", trip.fees());
        number("position.borrow", trip.borrow());
        number("position.dividends", trip.dividends());
        number("position.net", trip.net());
        text("position.cause", trip.cause().text());
    }

    /** The digest in 64 hexadecimal digits; afterwards nothing can be added. */
    public String hex() {
        requireOpen();
        ended = true;
        return HEX.formatHex(sha.digest());
    }

    private void named(String name) {
        requireOpen();
        bytes(name);
    }

    private void bytes(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number.clear().putInt(utf8.length).flip();
        sha.update(number);
        sha.update(utf8);
    }

    private RunDigest eight(char kind, long value) {
        number.clear().put((byte) kind).putLong(value).flip();
        sha.update(number);
        return this;
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("The digest was asked for already: begin a new one");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    private final class Fields implements DecisionFields.Visitor {
        @Override
        public void text(String path, @Nullable String value) {
            RunDigest.this.text(path, value);
        }

        @Override
        public void number(String path, double value) {
            RunDigest.this.number(path, value);
        }

        @Override
        public void integer(String path, long value) {
            if (!path.equals("row.sequence")) {
                RunDigest.this.integer(path, value);
            }
        }
    }
}
