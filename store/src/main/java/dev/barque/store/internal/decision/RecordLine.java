package dev.barque.store.internal.decision;

import dev.barque.core.decision.Decision;
import dev.barque.core.error.BarqueException;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A line of the decision log: an object that begins with {@code schema} and {@code seq}, goes on with the fields of the decision
 * and ends with {@code crc}, where the sum
 * is CRC32C of all bytes before {@code ,"crc"}. Writes and reads lines; not safe for use by several threads.
 */
public final class RecordLine {
    /** The version of the form of records. */
    public static final int SCHEMA = 1;

    /** A longer line is not written, and not read into memory. */
    public static final int MOST_BYTES = 1 << 24;

    private static final String HEAD = "{\"schema\":" + SCHEMA + ",\"seq\":";
    private static final String CRC = ",\"crc\":\"";
    private static final int TAIL = CRC.length() + 8 + 2; // eight digits, the quote and the brace

    private final JsonBytes bytes = new JsonBytes(4_096);
    private final DecisionEncoder encoder = new DecisionEncoder(bytes);
    private final CRC32C sum = new CRC32C();
    private int body;

    /** Writes a decision with a number, with its line end. */
    public void write(Decision decision, long number) {
        bytes.cutTo(0);
        bytes.raw(HEAD).integer(number).raw(',');
        body = bytes.size();
        encoder.write(decision);
        int end = bytes.size();
        bytes.raw(CRC).hex(sumOf(bytes.array(), 0, end)).raw("\"}\n");
    }

    /** What was written, up to {@link #size}; good until the next one. */
    public byte[] array() {
        return bytes.array();
    }

    /** How many bytes were written. */
    public int size() {
        return bytes.size();
    }

    /** Stands for what the decision that was written says: equal for equal ones, and hardly ever for two that differ. */
    public long fingerprint() {
        return fingerprint(bytes.array(), body, bytes.size() - 1 - TAIL);
    }

    /** A record by itself, without number and sum. */
    public static byte[] unnumbered(Decision decision) {
        JsonBytes bytes = new JsonBytes(2_048);
        bytes.raw("{\"schema\":1,");
        new DecisionEncoder(bytes).write(decision);
        bytes.raw('}');
        return Arrays.copyOf(bytes.array(), bytes.size());
    }

    /** The decision of a record by itself, with or without number and sum; IllegalArgumentException says what is wrong. */
    public static Decision parse(byte[] record) {
        try {
            JsonTree tree = JsonTree.of(record, 0, record.length);
            requireSchema(tree);
            return DecisionDecoder.read(tree);
        } catch (BarqueException | ArithmeticException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** What a line says of itself. */
    public static final class Parsed {
        private final JsonTree tree;
        private final long fingerprint;

        private Parsed(JsonTree tree, long fingerprint) {
            this.tree = tree;
            this.fingerprint = fingerprint;
        }

        /** Its place in the log of its date, from 0. */
        public long number() {
            return tree.integer("seq");
        }

        /** See {@link RecordLine#fingerprint()}. */
        public long fingerprint() {
            return fingerprint;
        }

        /** Whose. */
        public String symbol() {
            return tree.text("symbol");
        }

        /** By which rules. */
        public String profile() {
            return tree.text("profile");
        }

        /** When. */
        public Instant time() {
            return DecisionDecoder.time(tree, "time");
        }

        /** The decision. */
        public Decision decision() {
            try {
                return DecisionDecoder.read(tree);
            } catch (BarqueException | ArithmeticException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
    }

    /** Whether a line without its end has the check sum that it states. */
    public boolean isWhole(byte[] line, int length) {
        int end = length - TAIL;
        return end > 0 && hasTail(line, end) && stated(line, length) == sumOf(line, 0, end);
    }

    private static int stated(byte[] line, int length) {
        int stated = 0;
        for (int i = length - 10; i < length - 2; i++) {
            stated = stated << 4 | Character.digit(line[i], 16);
        }
        return stated;
    }

    /** Reads a line without its end, and says in an IllegalArgumentException what is wrong with it. */
    public Parsed read(byte[] line, int length) {
        int end = length - TAIL;
        if (end <= 0 || !hasTail(line, end)) {
            throw new IllegalArgumentException("it does not end with a check sum");
        }
        int stated = stated(line, length);
        int found = sumOf(line, 0, end);
        if (stated != found) {
            throw new IllegalArgumentException(String.format(
                    "its check sum is %08x but its content has %08x: it was altered or torn", stated, found));
        }
        JsonTree tree = JsonTree.of(line, 0, length);
        requireSchema(tree);
        int start = HEAD.length();
        while (start < end && line[start] != ',') {
            start++;
        }
        return new Parsed(tree, fingerprint(line, start + 1, end));
    }

    private static boolean hasTail(byte[] line, int end) {
        for (int i = 0; i < CRC.length(); i++) {
            if (line[end + i] != CRC.charAt(i)) {
                return false;
            }
        }
        for (int i = end + CRC.length(); i < end + CRC.length() + 8; i++) {
            if (Character.digit(line[i], 16) < 0) {
                return false;
            }
        }
        return line[end + TAIL - 2] == '"' && line[end + TAIL - 1] == '}';
    }

    private static void requireSchema(JsonTree tree) {
        if (tree.integer("schema") != SCHEMA) {
            throw new IllegalArgumentException("its schema is " + tree.integer("schema") + " and this version reads "
                    + SCHEMA + ": read it with a later version");
        }
    }

    private long fingerprint(byte[] line, int from, int to) {
        return ((long) (to - from) << 32) | (sumOf(line, from, to) & 0xffff_ffffL);
    }

    private int sumOf(byte[] of, int from, int to) {
        sum.reset();
        sum.update(of, from, to - from);
        return (int) sum.getValue();
    }
}
