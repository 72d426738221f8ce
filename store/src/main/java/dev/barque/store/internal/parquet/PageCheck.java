package dev.barque.store.internal.parquet;

import static dev.barque.store.internal.parquet.FooterCheck.require;

import dev.barque.store.internal.parquet.Footer.Chunk;
import dev.barque.store.internal.parquet.Footer.Group;
import dev.barque.store.internal.parquet.Footer.Leaf;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.function.Predicate;

/**
 * Goes from page header to page header of the columns that will be read, and adds up what decoding them will take. Nothing is
 * unpacked: a bomb is refused by what it has to say to go off, and what says less unpacks to no more than it said.
 */
final class PageCheck {
    private static final int FIRST_LOOK = 256;
    private static final int INDEX_PAGE = 1;
    /** Of an entry: eight bytes of value and two of levels, twice, because columns grow by doubling. */
    private static final long BYTES_PER_ENTRY = 20;

    /** What a reader keeps in memory at a time. */
    enum Held {
        FILE,
        ROW_GROUP
    }

    private final SeekableByteChannel channel;
    private long decoded;
    private int pages;

    private PageCheck(SeekableByteChannel channel) {
        this.channel = channel;
    }

    /** Throws IllegalArgumentException with what was found; {@code held} says how much is in memory at a time. */
    static void check(SeekableByteChannel channel, Footer footer, Predicate<String> wanted, Held held)
            throws IOException {
        PageCheck check = new PageCheck(channel);
        for (Group group : footer.groups()) {
            if (held == Held.ROW_GROUP) {
                check.decoded = 0;
                check.pages = 0;
            }
            for (int i = 0; i < group.chunks().size(); i++) {
                if (wanted.test(footer.leaves().get(i).path())) {
                    check.chunk(footer.leaves().get(i), group.chunks().get(i), group.rows());
                }
            }
        }
    }

    private void chunk(Leaf leaf, Chunk chunk, long rows) throws IOException {
        takes(Math.multiplyExact(chunk.values(), BYTES_PER_ENTRY));
        takes(chunk.packed()); // parquet-java holds it while it decodes
        long at = chunk.start();
        long values = 0;
        boolean dictionary = false;
        while (values < chunk.values()) {
            if (at >= chunk.end()) {
                throw new IllegalArgumentException(
                        "only " + values + " of the " + chunk.values() + " values of " + leaf.path());
            }
            PageHeader header = header(at, chunk.end());
            ParquetLimits.within(++pages, ParquetLimits.PAGES, "pages");
            at += header.length() + header.packed();
            require(at <= chunk.end(), () -> "a page that ends behind its column " + leaf.path());
            ParquetLimits.within(header.unpacked(), ParquetLimits.PAGE_BYTES, "bytes in one page of " + leaf.path());
            require(
                    chunk.codec() != Footer.UNCOMPRESSED || header.packed() == header.unpacked(),
                    () -> "a page of " + header.packed() + " bytes that says it has " + header.unpacked());
            takes(header.unpacked());
            if (header.isData()) {
                values = Math.addExact(values, header.values());
                require(header.rows() <= rows, () -> "a page of " + header.rows() + " rows in a group of " + rows);
            } else if (header.isDictionary()) {
                require(!dictionary && values == 0, () -> "a dictionary after the first page of " + leaf.path());
                dictionary = true;
            } else {
                require(header.type() == INDEX_PAGE, () -> "a page of type " + header.type());
            }
        }
        if (values != chunk.values()) {
            throw new IllegalArgumentException(values + " values of " + leaf.path() + " instead of " + chunk.values());
        }
    }

    private PageHeader header(long at, long end) throws IOException {
        long room = Math.min(end - at, ParquetLimits.PAGE_HEADER_BYTES);
        for (long look = Math.min(FIRST_LOOK, room); ; look = Math.min(room, look * 16)) {
            try {
                return PageHeader.read(ParquetCheck.read(channel, at, (int) look));
            } catch (ThriftCursor.CutOff e) {
                if (look == room) {
                    throw e;
                }
            }
        }
    }

    private void takes(long bytes) {
        decoded = Math.addExact(decoded, bytes);
        ParquetLimits.within(decoded, ParquetLimits.decodedBytes(), "bytes to decode");
    }
}
