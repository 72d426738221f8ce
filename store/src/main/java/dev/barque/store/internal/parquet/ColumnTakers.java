package dev.barque.store.internal.parquet;

import static dev.barque.store.internal.parquet.FooterCheck.require;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What becomes of the values of a column: each puts them somewhere, {@code at} and the number of the row saying where. */
final class ColumnTakers {
    private ColumnTakers() {}

    /** Numbers by their bits, and which rows have one. */
    static final class Numbers implements PageTaker {
        private final long[] bits;
        private final boolean[] present;
        private final int at;

        Numbers(long[] bits, boolean[] present, int at) {
            this.bits = bits;
            this.present = present;
            this.at = at;
        }

        @Override
        public void take(PageView page) {
            int first = at + page.row;
            boolean[] there = page.present;
            require(there == null || present.length > 0, "a null where none can be");
            if (there == null) {
                if (present.length > 0) {
                    Arrays.fill(present, first, first + page.rows, true);
                }
                page.numbers(bits, first);
                return;
            }
            System.arraycopy(there, 0, present, first, page.rows);
            long[] values = new long[page.count];
            page.numbers(values, 0);
            for (int i = 0, next = 0; i < page.rows; i++) {
                if (there[i]) {
                    bits[first + i] = values[next++];
                }
            }
        }
    }

    /** Numbers are compared by their bits with those that other rows have, in an order. */
    static final class Compared implements PageTaker {
        private final long[] bits;
        private final boolean[] present;
        private final int[] order;
        private final int at;
        private long[] found = new long[0];
        private boolean same = true;

        Compared(long[] bits, boolean[] present, int[] order, int at) {
            this.bits = bits;
            this.present = present;
            this.order = order;
            this.at = at;
        }

        boolean isSame() {
            return same;
        }

        @Override
        public boolean wants(int row, int rows) {
            return same;
        }

        @Override
        public void take(PageView page) {
            if (found.length < page.count) {
                found = new long[page.count];
            }
            page.numbers(found, 0);
            int first = at + page.row;
            boolean[] there = page.present;
            boolean always = present.length == 0;
            int value = 0;
            for (int i = 0; i < page.rows && same; i++) {
                int row = order[first + i];
                boolean has = there == null || there[i];
                same = has == (always || present[row]) && (!has || found[value] == bits[row]);
                value += has ? 1 : 0;
            }
        }
    }

    /** Doubles; NaN for null. */
    static final class Doubles implements PageTaker {
        private final double[] to;
        private final int at;

        Doubles(double[] to, int at) {
            this.to = to;
            this.at = at;
        }

        @Override
        public void take(PageView page) {
            int first = at + page.row;
            page.doubles(to, first);
            // From behind, since those with a value move back.
            boolean[] there = page.present;
            for (int i = page.rows - 1, next = page.count - 1; there != null && i >= 0; i--) {
                to[first + i] = there[i] ? to[first + next--] : Double.NaN;
            }
        }
    }

    /** Texts; nulls are left as they are. */
    static final class Texts implements PageTaker {
        private final @Nullable Object[] to;
        private final int at;

        Texts(@Nullable Object[] to, int at) {
            this.to = to;
            this.at = at;
        }

        @Override
        public void take(PageView page) {
            int first = at + page.row;
            String[] values = page.texts();
            boolean[] there = page.present;
            for (int i = 0, next = 0; i < page.rows; i++) {
                if (there == null || there[i]) {
                    to[first + i] = values[next++];
                }
            }
        }
    }

    /** A number for each text; {@link ColumnScan#NO_TEXT} for null. */
    static final class Codes implements PageTaker {
        private final TextCodes codes;
        private final int[] to;
        private final int at;

        Codes(TextCodes codes, int[] to, int at) {
            this.codes = codes;
            this.to = to;
            this.at = at;
        }

        @Override
        public void take(PageView page) {
            int first = at + page.row;
            page.codes(codes, to, first);
            boolean[] there = page.present;
            for (int i = page.rows - 1, next = page.count - 1; there != null && i >= 0; i--) {
                to[first + i] = there[i] ? to[first + next--] : ColumnScan.NO_TEXT;
            }
        }
    }

    /** The values of some rows alone, in their order. */
    abstract static class Picked implements PageTaker {
        private final int[] rows;
        private int next;
        private int[] places = new int[0];

        /** Of these rows, which go up; a row may stand there several times. */
        Picked(int[] rows) {
            this.rows = rows;
        }

        @Override
        public final boolean wants(int row, int count) {
            return next < rows.length && rows[next] < row + count;
        }

        @Override
        public final void take(PageView page) {
            int first = next;
            while (next < rows.length && rows[next] < page.row + page.rows) {
                next++;
            }
            if (page.present != null) {
                places = places(page.present, page.rows);
            }
            take(page, first, next);
        }

        /** Takes the rows of these numbers among those that are picked. */
        abstract void take(PageView page, int from, int to);

        /** Which of the values of a page is that of a picked row, -1 when it has none. */
        final int place(PageView page, int picked) {
            int row = rows[picked] - page.row;
            return page.present == null ? row : places[row];
        }

        private static int[] places(boolean[] present, int rows) {
            int[] places = new int[rows];
            for (int i = 0, value = 0; i < rows; i++) {
                places[i] = present[i] ? value++ : -1;
            }
            return places;
        }
    }

    /** Picked numbers by their bits, and which of them are null. */
    static final class PickedNumbers extends Picked {
        private final long[] bits;
        private final boolean[] nulls;

        PickedNumbers(int[] rows, long[] bits, boolean[] nulls) {
            super(rows);
            this.bits = bits;
            this.nulls = nulls;
        }

        @Override
        void take(PageView page, int from, int to) {
            boolean plain = page.isPlainLongs();
            long[] values = new long[plain ? 0 : page.count];
            if (!plain) {
                page.numbers(values, 0);
            }
            for (int i = from; i < to; i++) {
                int place = place(page, i);
                if (place < 0) {
                    nulls[i] = true;
                } else {
                    bits[i] = plain ? page.plain(place) : values[place];
                }
            }
        }
    }

    /** Picked texts; nulls are left as they are. */
    static final class PickedTexts extends Picked {
        private final @Nullable String[] texts;

        PickedTexts(int[] rows, @Nullable String[] texts) {
            super(rows);
            this.texts = texts;
        }

        @Override
        void take(PageView page, int from, int to) {
            String[] values = page.texts();
            for (int i = from; i < to; i++) {
                int place = place(page, i);
                texts[i] = place < 0 ? null : values[place];
            }
        }
    }
}
