package dev.barque.benchmarks.peers;

import dev.barque.benchmarks.MinuteRows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How stores of keys and values are used for this: symbol and time, greatest digits first, and the doubles one after the other. */
final class Keys {
    static final int KEY = Integer.BYTES + Long.BYTES;
    static final int VALUE = MinuteRows.FIELDS * Double.BYTES;

    private Keys() {}

    static ByteBuffer key(ByteBuffer to, int symbol, long time) {
        to.clear();
        to.putInt(symbol).putLong(time).flip();
        return to;
    }

    static ByteBuffer value(ByteBuffer to, int symbol, int row) {
        to.clear();
        to.order(ByteOrder.LITTLE_ENDIAN);
        for (int field = 0; field < MinuteRows.FIELDS; field++) {
            to.putDouble(MinuteRows.value(symbol, row, field));
        }
        to.flip();
        return to;
    }

    static double sum(ByteBuffer value) {
        ByteBuffer doubles = value.order(ByteOrder.LITTLE_ENDIAN);
        double sum = 0;
        for (int field = 0; field < MinuteRows.FIELDS; field++) {
            sum += doubles.getDouble(doubles.position() + field * Double.BYTES);
        }
        return sum;
    }

    /** Symbol and time in one number, for stores whose keys are objects: 7 bits and 51. */
    static long number(int symbol, long time) {
        return (long) symbol << 51 | time;
    }
}
