package dev.barque.store.internal.l1;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.parquet.ParquetFile;
import dev.barque.store.internal.parquet.ParquetTable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of bars, plain or, as the published system keeps old ones, packed as a whole with gzip under the same name with {@code .gz}.
 * A packed one is unpacked in memory, up to a bound: what it claims to hold is not believed.
 */
public final class L1Source {
    /** What the name of a packed file ends with. */
    static final String PACKED = ".gz";

    private static final int MOST_BYTES = 256 << 20;

    private L1Source() {}

    /** Those columns of a file that are wanted. */
    static ParquetTable read(Path file, Predicate<String> wanted) {
        return isPacked(file) ? ParquetFile.read(content(file), file, wanted) : ParquetFile.read(file, wanted);
    }

    /** Whether a name says that the file is packed. */
    public static boolean isPacked(Path file) {
        return file.toString().endsWith(PACKED);
    }

    /** The bytes of the Parquet file; throws {@code store.corrupt-file}, {@code store.limit-exceeded}, {@code store.cannot-read}. */
    public static byte[] content(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            if (!isPacked(file)) {
                return in.readAllBytes();
            }
            byte[] content = new GZIPInputStream(in, 1 << 16).readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw StoreErrors.limitExceeded(
                        file, "it unpacks to more than the " + MOST_BYTES + " bytes that are allowed");
            }
            return content;
        } catch (ZipException | EOFException e) {
            throw StoreErrors.corruptFile(file, "it cannot be unpacked, " + StoreErrors.reason(e), e);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        }
    }
}
