package dev.barque.ops.backup;

import dev.barque.ops.internal.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Which names were entered and how they were spelt, in 24 bytes for each instead of the names: 128 bits of the SHA-256 of what a name is
 * known by, and 64 bits of that of its spelling. A home of 100,000 partitions has 400,000 names of files and directories.
 */
final class NameTable {
    private static final int FIRST_ROOM = 1 << 10;
    private static final int LONGS = 3;

    private final MessageDigest digest = Digests.sha256();
    private long[] slots = new long[FIRST_ROOM * LONGS];
    private int size;

    /** What was there before. */
    enum Entered {
        /** Nothing. */
        NEW,
        /** The same name, spelt the same way. */
        SAME,
        /** The same name, spelt another way, which stays. */
        OTHER
    }

    /** Enters a name by its key. */
    Entered enter(String key, String spelling) {
        ByteBuffer of = digest(key);
        long high = notZero(of.getLong());
        long low = of.getLong();
        long spelt = digest(spelling).getLong();
        int slot = find(slots, high, low);
        if (slots[slot] != 0) {
            return slots[slot + 2] == spelt ? Entered.SAME : Entered.OTHER;
        }
        set(slots, slot, high, low, spelt);
        size++;
        if (size * 2 * LONGS > slots.length) {
            grow();
        }
        return Entered.NEW;
    }

    /** Whether a name was entered by this key. */
    boolean has(String key) {
        ByteBuffer of = digest(key);
        return slots[find(slots, notZero(of.getLong()), of.getLong())] != 0;
    }

    private ByteBuffer digest(String text) {
        return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** 0 marks a slot that is free. */
    private static long notZero(long high) {
        return high == 0 ? 1 : high;
    }

    /** Where a key is, or where it would be put. */
    private static int find(long[] slots, long high, long low) {
        int room = slots.length / LONGS;
        int at = (int) (low & (room - 1));
        while (slots[at * LONGS] != 0 && (slots[at * LONGS] != high || slots[at * LONGS + 1] != low)) {
            at = (at + 1) & (room - 1);
        }
        return at * LONGS;
    }

    private static void set(long[] slots, int slot, long high, long low, long spelt) {
        slots[slot] = high;
        slots[slot + 1] = low;
        slots[slot + 2] = spelt;
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(slots.length, 2)];
        for (int slot = 0; slot < slots.length; slot += LONGS) {
            if (slots[slot] != 0) {
                long[] one = Arrays.copyOfRange(slots, slot, slot + LONGS);
                set(larger, find(larger, one[0], one[1]), one[0], one[1], one[2]);
            }
        }
        slots = larger;
    }
}
