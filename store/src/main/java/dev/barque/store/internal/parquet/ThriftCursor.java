package dev.barque.store.internal.parquet;

import static dev.barque.store.internal.parquet.FooterCheck.require;

import java.nio.charset.StandardCharsets;

/**
 * Walks over Thrift's compact protocol (as specified at thrift.apache.org, in which Parquet footers are written) without
 * building anything: every length is checked against the bytes that are left before it is used.
 */
final class ThriftCursor {
    /** Wire types. */
    static final int STOP = 0;

    static final int LIST = 9;
    static final int STRUCT = 12;
    /** Of a field that is a truth value: its type says which. */
    static final int FALSE = 2;

    private static final int TRUE = 1;
    private static final int BYTE = 3;
    private static final int I16 = 4;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int UUID = 13;
    private static final int MAX_DEPTH = 32;

    private final byte[] bytes;
    private int at;
    private int field;
    private int elementType;
    private long valuesLeft;

    /** Takes what a field of a struct has. */
    @FunctionalInterface
    interface FieldReader {
        /** Reads the value of a field of this id and wire type, or passes over it. */
        void read(int id, int type);
    }

    /** There is more of a value than the bytes that were given. */
    static final class CutOff extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        CutOff() {
            super("a value that goes beyond the end");
        }
    }

    /** {@code mostValues} is how many fields and list elements it will walk over before it refuses to go on. */
    ThriftCursor(byte[] bytes, long mostValues) {
        this(bytes, 0, mostValues);
    }

    /** As the other, from a place among the bytes on. */
    ThriftCursor(byte[] bytes, int from, long mostValues) {
        this.bytes = bytes;
        at = from;
        valuesLeft = mostValues;
    }

    /** Where the next byte is. */
    int position() {
        return at;
    }

    /** All fields of a struct; one that stands there twice is refused, since readers differ in which of them they take. */
    void struct(FieldReader reader) {
        long seen = 0;
        int id = 0;
        for (int type = nextField(0); type != STOP; type = nextField(id)) {
            id = field;
            if (id >= 0 && id < Long.SIZE) {
                if ((seen & (1L << id)) != 0) {
                    throw new IllegalArgumentException("the field " + id + " twice in one place");
                }
                seen |= 1L << id;
            }
            reader.read(id, type);
        }
    }

    /** A whole number in a field. */
    long whole(int type, String what) {
        require(type == I16 || type == I32 || type == I64, () -> what + " in another form than a number");
        return whole();
    }

    /** A text in a field. */
    String text(int type, String what) {
        require(type == BINARY, () -> what + " in another form than a text");
        return text();
    }

    /** How many structs a list in a field has; they come next. */
    int structs(int type, String what) {
        require(type == LIST, () -> what + " in another form than a list");
        int size = listSize();
        require(size == 0 || elementType == STRUCT, () -> what + " of another kind");
        return size;
    }

    /** A list of texts, with dots between them. */
    String path(int type, int most) {
        require(type == LIST, "a path in another form than a list");
        int size = listSize();
        require(
                size <= most && (size == 0 || elementType == BINARY),
                () -> "a path of " + size + " parts or of other than texts");
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < size; i++) {
            path.append(i == 0 ? "" : ".").append(text());
        }
        return path.toString();
    }

    private String text() {
        int length = length();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    private int length() {
        long length = unsigned();
        require(length >= 0, () -> "a text of " + length + " bytes");
        if (length > left()) {
            throw new CutOff();
        }
        return (int) length;
    }

    private void count(long values) {
        valuesLeft -= values;
        if (valuesLeft < 0) {
            throw new ParquetLimits.Exceeded("more fields and elements than are allowed");
        }
    }

    /**
     * Goes to the next field of a struct and gives its wire type, {@link #STOP} at the end. {@code previous} is the id of the
     * field before, 0 at the start.
     */
    int nextField(int previous) {
        int header = next();
        int type = header & 0x0F;
        if (type != STOP) {
            count(1);
            int delta = header >>> 4;
            field = delta == 0 ? (int) whole() : previous + delta;
        }
        return type;
    }

    /** The id of the field that {@link #nextField} went to. */
    int field() {
        return field;
    }

    /** Reads the head of a list; {@link #elementType} says of what. */
    int listSize() {
        long header = next();
        elementType = (int) (header & 0x0F);
        long size = header >>> 4;
        if (size == 15) {
            size = unsigned();
        }
        requireRoom(size, "a list");
        count(size);
        return (int) size;
    }

    /** The wire type of the elements of the list that was opened last. */
    int elementType() {
        return elementType;
    }

    /** A signed number of up to 64 bits. */
    long whole() {
        long zigzag = unsigned();
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    /** Passes over a value of a field. */
    void skip(int type) {
        skip(type, false, 0);
    }

    private void skip(int type, boolean inCollection, int depth) {
        require(depth <= MAX_DEPTH, () -> "values nested more than " + MAX_DEPTH + " deep");
        switch (type) {
            case TRUE, FALSE -> at += inCollection ? 1 : 0; // of a field, the type is the value
            case BYTE -> at += 1;
            case I16, I32, I64 -> unsigned();
            case DOUBLE -> at += 8;
            case UUID -> at += 16;
            case BINARY -> {
                int length = length();
                at += length;
            }
            case LIST, SET -> {
                int size = listSize();
                int of = elementType;
                for (int i = 0; i < size; i++) {
                    skip(of, true, depth + 1);
                }
            }
            case MAP -> {
                long size = unsigned();
                requireRoom(size, "a map");
                count(2 * size);
                int types = size == 0 ? 0 : next();
                for (long i = 0; i < size; i++) {
                    skip(types >>> 4, true, depth + 1);
                    skip(types & 0x0F, true, depth + 1);
                }
            }
            case STRUCT -> {
                int id = 0;
                for (int of = nextField(0); of != STOP; of = nextField(id)) {
                    id = field;
                    skip(of, false, depth + 1);
                }
            }
            default -> throw new IllegalArgumentException("a value of unknown type " + type);
        }
        if (at > bytes.length) {
            throw new CutOff();
        }
    }

    /** Every element has at least one byte, so that more elements than bytes are a lie. */
    private void requireRoom(long size, String of) {
        require(
                size >= 0 && size <= bytes.length,
                () -> of + " of " + size + " elements in " + bytes.length + " bytes");
        if (size > left()) {
            throw new CutOff();
        }
    }

    private long unsigned() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = next();
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than 64 bits");
    }

    private int next() {
        if (at >= bytes.length) {
            throw new CutOff();
        }
        return bytes[at++] & 0xFF;
    }

    private int left() {
        return bytes.length - at;
    }
}
