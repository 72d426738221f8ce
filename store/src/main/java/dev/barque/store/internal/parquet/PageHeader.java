package dev.barque.store.internal.parquet;

import static dev.barque.store.internal.parquet.FooterCheck.require;

/**
 * What a page says before its data. Field numbers are those of {@code parquet.thrift}.
 *
 * @param type 0 data, 1 index, 2 dictionary, 3 data in the second form
 * @param unpacked how many bytes its data has when it is unpacked
 * @param packed how many bytes come after the header
 * @param values entries, nulls included
 * @param rows how many rows, 0 where it does not say
 * @param encoding of its values, a number of {@code parquet.thrift}; -1 where it does not say
 * @param levelEncoding of the definition levels of a page in the first form, likewise
 * @param repetitions bytes of repetition levels before the values of a page in the second form, which are never compressed
 * @param definitions bytes of definition levels after those, likewise
 * @param isPlain whether the values of a page in the second form are not compressed although others of the column are
 * @param crc of the bytes after the header, -1 where it does not say
 * @param length how many bytes the header has
 */
record PageHeader(
        long type,
        long unpacked,
        long packed,
        long values,
        long rows,
        int encoding,
        int levelEncoding,
        int repetitions,
        int definitions,
        boolean isPlain,
        long crc,
        int length) {
    static final int DATA = 0;
    private static final int DICTIONARY = 2;
    private static final int DATA_V2 = 3;
    /** Fields and elements in a page header: a dozen, and a few for statistics. */
    private static final int MOST_VALUES = 1_000;

    boolean isData() {
        return type == DATA || type == DATA_V2;
    }

    boolean isSecondForm() {
        return type == DATA_V2;
    }

    boolean isDictionary() {
        return type == DICTIONARY;
    }

    /** Throws {@link ThriftCursor.CutOff} when the header is longer than these bytes. */
    static PageHeader read(byte[] bytes) {
        return read(bytes, 0);
    }

    /** As the other, of a header that begins at a place among the bytes. */
    static PageHeader read(byte[] bytes, int from) {
        return new Reader(new ThriftCursor(bytes, from, MOST_VALUES), from).header();
    }

    private static final class Reader {
        private final ThriftCursor cursor;
        private long type = -1;
        private long unpacked = -1;
        private long packed = -1;
        private long values = -1;
        private long rows;
        private long repetitions;
        private long definitions;
        private boolean isPlain;
        private long encoding = -1;
        private long levelEncoding = -1;
        private long crc = -1;
        private int partFor = -1;
        private final int from;

        Reader(ThriftCursor cursor, int from) {
            this.cursor = cursor;
            this.from = from;
        }

        PageHeader header() {
            cursor.struct((id, fieldType) -> {
                switch (id) {
                    case 1 -> type = cursor.whole(fieldType, "the type of a page");
                    case 2 -> unpacked = cursor.whole(fieldType, "the size of a page");
                    case 3 -> packed = cursor.whole(fieldType, "the size of a page");
                    case 4 -> crc = cursor.whole(fieldType, "the checksum of a page") & 0xFFFF_FFFFL;
                    case 5 -> part(DATA, fieldType);
                    case 7 -> part(DICTIONARY, fieldType);
                    case 8 -> part(DATA_V2, fieldType);
                    default -> cursor.skip(fieldType);
                }
            });
            require(type >= 0, "a page without its type");
            require(unpacked >= 0 && packed >= 0, () -> "a page of " + packed + " bytes that unpack to " + unpacked);
            if (type == DATA || type == DICTIONARY || type == DATA_V2) {
                require(partFor == type, () -> "a page of type " + type + " that describes another one");
                require(values >= 0 && rows >= 0, () -> "a page of " + values + " values and " + rows + " rows");
                require(
                        repetitions + definitions <= Math.min(packed, unpacked),
                        () -> "levels of " + (repetitions + definitions) + " bytes in a page");
            }
            // A value takes a bit at least, and parquet-java makes an array of so many before it looks at them.
            require(
                    type != DICTIONARY || values <= unpacked * 8,
                    () -> "a dictionary of " + values + " in " + unpacked + " bytes");
            return new PageHeader(
                    type,
                    unpacked,
                    packed,
                    Math.max(values, 0),
                    rows,
                    (int) encoding,
                    (int) levelEncoding,
                    (int) repetitions,
                    (int) definitions,
                    isPlain,
                    crc,
                    cursor.position() - from);
        }

        private void part(int of, int fieldType) {
            require(fieldType == ThriftCursor.STRUCT && partFor < 0, "a page that describes two");
            partFor = of;
            cursor.struct((id, type) -> {
                if (id == 1) {
                    values = cursor.whole(type, "the number of values");
                } else if (id == (of == DATA_V2 ? 4 : 2)) {
                    encoding = cursor.whole(type, "the encoding of a page");
                } else if (of == DATA && id == 3) {
                    levelEncoding = cursor.whole(type, "the encoding of levels");
                } else if (of == DATA_V2 && id == 3) {
                    rows = cursor.whole(type, "the number of rows");
                } else if (of == DATA_V2 && (id == 5 || id == 6)) {
                    long length = cursor.whole(type, "the length of levels");
                    require(length >= 0 && length <= Integer.MAX_VALUE, () -> "levels of " + length + " bytes");
                    if (id == 5) {
                        definitions = length;
                    } else {
                        repetitions = length;
                    }
                } else {
                    isPlain |= of == DATA_V2 && id == 7 && type == ThriftCursor.FALSE;
                    cursor.skip(type);
                }
            });
        }
    }
}
