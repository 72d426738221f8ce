package dev.barque.backtest.sweep;

import dev.barque.backtest.statistics.Performance;
import dev.barque.backtest.statistics.TradeTable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of a table: texts with their length, numbers by their bits. */
final class SweepDigest {
    private final MessageDigest digest;

    private SweepDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    static String of(List<SweepRow> rows, List<WalkStep> steps) {
        SweepDigest all = new SweepDigest();
        for (SweepRow row : rows) {
            SweepOutcome outcome = row.run().outcome();
            all.text(row.run().point().text());
            all.text(outcome.digest());
            outcome.returns().dates().forEach(date -> all.number(date.toEpochDay()));
            outcome.returns().values().forEach(all::value);
            all.value(row.ranked().value());
        }
        for (WalkStep step : steps) {
            all.text(step.chosen().text());
            all.value(step.testReturn());
        }
        return HexFormat.of().formatHex(all.digest.digest());
    }

    /** Of a run: its closed trades and the equity at each instant. */
    static String of(Performance run) {
        SweepDigest all = new SweepDigest();
        TradeTable trades = run.trades();
        all.number(trades.size());
        for (int i = 0; i < trades.size(); i++) {
            all.number(trades.entryMicros(i));
            all.number(trades.exitMicros(i));
            all.value(trades.pnl(i));
            all.value(trades.costs(i));
        }
        for (int i = 0; i < run.equity().size(); i++) {
            all.number(run.equity().timeMicros(i));
            all.value(run.equity().value(i));
        }
        return HexFormat.of().formatHex(all.digest.digest());
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        digest.update(bytes);
    }

    private void value(double value) {
        number(Double.doubleToLongBits(value));
    }

    private void number(long value) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, value));
    }
}
