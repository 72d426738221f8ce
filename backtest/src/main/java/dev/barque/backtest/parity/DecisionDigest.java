package dev.barque.backtest.parity;

import dev.barque.core.decision.Decision;
import dev.barque.core.decision.DecisionFields;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over what decisions say: for each field its path, a letter for its kind and its value (texts with their length, numbers
 * as IEEE 754 bits with one NaN), all in UTF-8 and big-endian. The same on every JVM.
 */
final class DecisionDigest implements DecisionFields.Visitor {
    private final MessageDigest digest;
    private final ByteBuffer eight = ByteBuffer.allocate(9);

    DecisionDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    void add(Decision decision) {
        DecisionFields.visit(decision, this);
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void text(String path, @Nullable String value) {
        plain(path);
        if (value == null) {
            number('n', 0);
        } else {
            number('t', value.length());
            plain(value);
        }
    }

    @Override
    public void number(String path, double value) {
        plain(path);
        number('d', Double.doubleToLongBits(value));
    }

    @Override
    public void integer(String path, long value) {
        plain(path);
        number('i', value);
    }

    private void plain(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    private void number(char kind, long value) {
        eight.clear().put((byte) kind).putLong(value).flip();
        digest.update(eight);
    }
}
