package dev.barque.store.internal.l1;

import dev.barque.store.internal.l1.L1Rows.Names;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where rows came from. Most references are the name of an input and a line of it, such as {@code bars.csv:17}: then the name is kept
 * once, and a row takes 12 bytes instead of a text of its own.
 */
final class RowRefs {
    private static final int NONE = -1;
    private static final int TEXT = -2;
    /** Digits of a line; more would not be a number that can be told from a text. */
    private static final int MOST_DIGITS = 18;

    private final Names inputs = new Names();
    private int size;
    private int[] input = new int[16];
    private long[] line = new long[16];
    private @Nullable String @Nullable [] texts;

    void add(@Nullable String ref) {
        if (size == input.length) {
            resize(size + (size >> 1));
        }
        int colon = ref == null ? -1 : ref.lastIndexOf(':');
        if (ref == null) {
            input[size] = NONE;
        } else if (isLine(ref, colon + 1)) {
            input[size] = inputs.id(ref.substring(0, colon + 1));
            line[size] = Long.parseLong(ref, colon + 1, ref.length(), 10);
        } else {
            input[size] = TEXT;
            texts(input.length)[size] = ref;
        }
        size++;
    }

    /** Digits as a number has them, behind a colon. */
    private static boolean isLine(String ref, int first) {
        int digits = ref.length() - first;
        if (first == 0 || digits == 0 || digits > MOST_DIGITS || (digits > 1 && ref.charAt(first) == '0')) {
            return false;
        }
        for (int i = first; i < ref.length(); i++) {
            if (ref.charAt(i) < '0' || ref.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    @Nullable
    String get(int row) {
        return switch (input[row]) {
            case NONE -> null;
            case TEXT -> texts == null ? null : texts[row];
            default -> inputs.name(input[row]) + line[row];
        };
    }

    void append(RowRefs more) {
        int first = size;
        resize(Math.max(16, first + more.size));
        for (int i = 0; i < more.size; i++) {
            input[first + i] = more.input[i] < 0 ? more.input[i] : inputs.id(more.inputs.name(more.input[i]));
            line[first + i] = more.line[i];
            if (more.input[i] == TEXT) {
                texts(input.length)[first + i] = more.get(i);
            }
        }
        size += more.size;
    }

    void keep(int[] rows) {
        int[] inputs = new int[rows.length];
        long[] lines = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            inputs[i] = input[rows[i]];
            lines[i] = line[rows[i]];
        }
        if (texts != null) {
            String[] from = texts;
            @Nullable String[] kept = new String[rows.length];
            Arrays.setAll(kept, i -> from[rows[i]]);
            texts = kept;
        }
        input = inputs;
        line = lines;
        size = rows.length;
    }

    private @Nullable String[] texts(int room) {
        texts = texts == null ? new String[room] : texts.length < room ? Arrays.copyOf(texts, room) : texts;
        return texts;
    }

    private void resize(int capacity) {
        input = Arrays.copyOf(input, Math.max(16, capacity));
        line = Arrays.copyOf(line, Math.max(16, capacity));
        if (texts != null) {
            texts = Arrays.copyOf(texts, input.length);
        }
    }
}
