package dev.barque.store.internal.parquet;

/**
 * How much a file may ask for before anything of it is decoded. A file is decoded whole into memory, so that what it claims
 * is what it costs; each bound stands well above what feature files, days of bars and files of vendors have.
 */
final class ParquetLimits {
    /** About a hundred bytes for each column of each row group: this is a hundred and sixty thousand of those. */
    static final int FOOTER_BYTES = 1 << 24;

    /** Fields and list elements in a footer, each of which parquet-java makes an object of up to a hundred bytes of. */
    static final int FOOTER_VALUES = 2_000_000;

    /** parquet-java descends by recursion; lists of intervals below groups are about eight deep. */
    static final int SCHEMA_DEPTH = 64;

    /** Ten times the widest feature set that anybody has shown. */
    static final int COLUMNS = 10_000;

    /** Each column repeats the names of all groups above it. */
    static final int PATH_LENGTH = 4_096;

    /** A row group is made to be large; a hundred thousand of one row each is an attack on whoever lists them. */
    static final int ROW_GROUPS = 50_000;

    /** Five thousand symbols by the second for a day would be as many. */
    static final long ROWS = 100_000_000;

    /** Pages that a read looks at, each an object of a few hundred bytes; ordinary pages hold twenty thousand rows. */
    static final int PAGES = 200_000;

    /** Ordinary pages have 1 MiB; beyond this a size is a lie or an attack. */
    static final int PAGE_BYTES = 1 << 26;

    /** Some forty bytes, unless the least and the greatest value of a text column stand in it. */
    static final int PAGE_HEADER_BYTES = 1 << 20;

    /** The length of one text; longer ones are documents, not values. */
    static final int TEXT_BYTES = 1 << 20;

    private static final long MOST_DECODED = 2L << 30;

    private ParquetLimits() {}

    /**
     * What the columns of one read may take when they are decoded: a quarter of the heap, so that four reads at once or a
     * read beside its own growth do not end the host, and never more than 2 GiB.
     */
    static long decodedBytes() {
        return Math.min(MOST_DECODED, Runtime.getRuntime().maxMemory() / 4);
    }

    /** A bound that a file goes beyond; what it says may even be true. */
    static final class Exceeded extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Exceeded(String found) {
            super(found);
        }
    }

    /** Throws {@link Exceeded} with a sentence such as "70000 columns, more than the 10000 allowed". */
    static void within(long found, long most, String of) {
        if (found > most) {
            throw new Exceeded(found + " " + of + ", more than the " + most + " that are allowed");
        }
    }
}
