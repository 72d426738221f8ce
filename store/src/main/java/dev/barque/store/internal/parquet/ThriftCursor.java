package dev.barque.store.internal.parquet;

/**
 * Walks over Thrift's compact protocol (as specified at thrift.apache.org, in which Parquet footers are written) without
 * building anything: every length is checked against the bytes that are left before it is used.
 */
final class ThriftCursor {
    /** Wire types. */
    static final int STOP = 0;

    static final int LIST = 9;
    static final int STRUCT = 12;

    private static final int TRUE = 1;
    private static final int FALSE = 2;
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

    ThriftCursor(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Goes to the next field of a struct and gives its wire type, {@link #STOP} at the end. {@code previous} is the id of the
     * field before, 0 at the start.
     */
    int nextField(int previous) {
        int header = next();
        int type = header & 0x0F;
        if (type != STOP) {
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
        // Every element has at least one byte, so that a longer list is a lie.
        require(size >= 0 && size <= left(), "a list of " + size + " elements in " + left() + " bytes");
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
        require(depth <= MAX_DEPTH, "values nested more than " + MAX_DEPTH + " deep");
        switch (type) {
            case TRUE, FALSE -> at += inCollection ? 1 : 0; // of a field, the type is the value
            case BYTE -> at += 1;
            case I16, I32, I64 -> unsigned();
            case DOUBLE -> at += 8;
            case UUID -> at += 16;
            case BINARY -> {
                long length = unsigned();
                require(length >= 0 && length <= left(), "a text of " + length + " bytes in " + left());
                at += (int) length;
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
                require(size >= 0 && size <= left(), "a map of " + size + " entries in " + left() + " bytes");
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
        require(at <= bytes.length, "a value that goes beyond the end");
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
        require(at < bytes.length, "a value that goes beyond the end");
        return bytes[at++] & 0xFF;
    }

    private int left() {
        return bytes.length - at;
    }

    private static void require(boolean right, String found) {
        if (!right) {
            throw new IllegalArgumentException(found);
        }
    }
}
