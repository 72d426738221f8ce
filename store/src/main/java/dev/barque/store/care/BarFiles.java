package dev.barque.store.care;

import dev.barque.core.error.BarqueException;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.HomeLock;
import dev.barque.store.internal.l1.L1Schema;
import dev.barque.store.internal.l1.L1Source;
import dev.barque.store.internal.l1.L1WriteLock;
import dev.barque.store.internal.parquet.ParquetFile;
import dev.barque.store.internal.parquet.ParquetRecode;
import dev.barque.store.internal.parquet.ParquetTable;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The files of bars of a home that could be packed better: {@code l1_YYYY-MM-DD.parquet.gz}, which the published system makes of old
 * days and which no reader of Parquet opens, and files of other systems in gzip, snappy or nothing. Made by {@link HomeCare}.
 */
public final class BarFiles {
    private final Path folder;
    private final FileAccess files;

    BarFiles(Path home, FileAccess files) {
        folder = home.resolve(L1Schema.FOLDER);
        this.files = files;
    }

    /**
     * A date whose bars could be packed with zstd.
     *
     * @param date of the file's name
     * @param file its path
     * @param bytes of it now
     * @param rows in it; 0 where it cannot be read
     * @param problem why it is left as it is; empty when it can be done
     */
    public record Packable(LocalDate date, Path file, long bytes, long rows, Optional<String> problem) {}

    /** The dates that have a file of bars, ascending. */
    public List<LocalDate> dates() {
        return entries().stream()
                .flatMap(file -> L1Schema.date(file).or(() -> L1Schema.packed(file)).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** What can be packed of the dates before one, ascending; reads the footer of each file, and packed files as a whole. */
    public List<Packable> packable(LocalDate before) {
        List<Packable> found = new ArrayList<>();
        for (Path file : entries()) {
            Optional<LocalDate> date = L1Schema.date(file).or(() -> L1Schema.packed(file));
            if (date.isPresent() && date.get().isBefore(before)) {
                look(date.get(), file).ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparing(Packable::date).thenComparing(Packable::file));
        return found;
    }

    /** Whether the file of one date can be packed. */
    public boolean isPackable(LocalDate date) {
        return List.of(L1Schema.file(folder, date), L1Schema.packed(folder, date)).stream()
                .filter(files::exists)
                .anyMatch(file -> look(date, file).isPresent());
    }

    private Optional<Packable> look(LocalDate date, Path file) {
        long bytes = size(file);
        try {
            byte[] content = L1Source.content(file);
            ParquetTable notes = ParquetFile.read(content, file, column -> false);
            if (!L1Source.isPacked(file) && ParquetRecode.isZstd(content, file)) {
                return Optional.empty();
            }
            boolean flat = ParquetRecode.isFlat(notes);
            Optional<String> problem =
                    flat ? Optional.empty() : Optional.of("its columns are nested, which no file of bars has");
            return Optional.of(new Packable(date, file, bytes, notes.rows(), problem));
        } catch (BarqueException e) {
            return Optional.of(new Packable(date, file, bytes, 0, Optional.of(String.valueOf(e.getMessage()))));
        }
    }

    /**
     * Writes the file of a date anew with zstd, reads it back, compares every value, and only then puts it in the place of the other.
     * Says how many bytes that saved, which can be less than nothing. A date with nothing to pack is left alone.
     *
     * <p>Throws {@code l1.locked}, {@code store.corrupt-file}, {@code store.limit-exceeded}, {@code store.bad-read-back},
     * {@code store.cannot-write}; the old file is there then. Of a date that has a plain and a packed file with the same content, the
     * packed one goes; with other content nothing is done ({@code l1.two-files}).
     */
    public long repack(LocalDate date) {
        try (HomeLock lock = L1WriteLock.of(files, folder)) {
            lock.requireHeld();
            Path plain = L1Schema.file(folder, date);
            Path packed = L1Schema.packed(folder, date);
            if (!files.exists(packed)) {
                return files.exists(plain) ? rewrite(plain, plain) : 0;
            }
            if (!files.exists(plain)) {
                return rewrite(packed, plain);
            }
            requireSame(packed, plain);
            long saved = size(packed) + rewrite(plain, plain);
            drop(packed);
            return saved;
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(L1Schema.file(folder, date), e);
        }
    }

    private long rewrite(Path from, Path to) throws IOException {
        byte[] content = L1Source.content(from);
        long before = size(from);
        if (from.equals(to) && ParquetRecode.isZstd(content, from)) {
            return 0;
        }
        ParquetTable table = ParquetFile.read(content, from);
        if (!ParquetRecode.isFlat(table)) {
            throw StoreErrors.corruptFile(from, "its columns are nested, which no file of bars has", null);
        }
        Path staged = AtomicFile.stage(files, to, file -> ParquetRecode.write(table, file));
        try {
            ParquetRecode.requireSame(files, table, staged, to);
        } catch (IOException | RuntimeException e) {
            files.delete(staged);
            throw e;
        }
        AtomicFile.publish(files, staged, to);
        long after = size(to);
        if (!from.equals(to)) {
            drop(from);
        }
        return before - after;
    }

    /** Two files of one date are one that was written anew by a process that died, or two that somebody has to look at. */
    private void requireSame(Path packed, Path plain) throws IOException {
        try {
            ParquetRecode.requireSame(files, ParquetFile.read(L1Source.content(packed), packed), plain, plain);
        } catch (BarqueException e) {
            throw e.code().equals("store.bad-read-back") ? StoreErrors.twoFilesOfBars(packed, plain) : e;
        }
    }

    private void drop(Path file) throws IOException {
        files.delete(file);
        files.syncDirectory(folder);
    }

    private List<Path> entries() {
        try {
            return files.list(folder);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(folder, e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        }
    }
}
