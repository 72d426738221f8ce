package dev.barque.store.internal.feature;

import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.parquet.ParquetColumn;
import dev.barque.store.internal.parquet.ParquetFile;
import dev.barque.store.internal.parquet.ParquetTable;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Files of the published system as they are: a text column {@code bar} for the event time, nothing else about time. A row is
 * taken as known at its event time, and its sequence number is its place in the file, from 1, so that the one that was
 * written last wins among duplicates.
 */
public final class PublishedPartitions implements PartitionSource {
    private static final String BAR = "bar";

    private final Path root;
    private final ZoneId zone;
    private final boolean oneForm;
    private final HiveDirectories directories;
    private final PartitionCache cache;

    /** Naive stamps and dates are read in the zone; {@code oneForm} refuses files whose stamps are of several forms. */
    public PublishedPartitions(Path root, ZoneId zone, boolean oneForm, long cacheBytes) {
        this.root = root.toAbsolutePath().normalize();
        this.zone = zone;
        this.oneForm = oneForm;
        directories = new HiveDirectories(this.root, Optional::of);
        cache = new PartitionCache(cacheBytes);
    }

    @Override
    public Optional<Partition> partition(LocalDate date, Symbol symbol, FeatureSet set) {
        return file(date, symbol, set.id()).flatMap(file -> cache.get(file, () -> load(file, symbol, set)));
    }

    @Override
    public LocalDate dateOf(long micros) {
        return LocalDate.ofInstant(UtcMicros.toInstant(micros), zone);
    }

    @Override
    public int slackDays() {
        return 1; // the date of a stamp as written, in whatever zone it was written
    }

    @Override
    public NavigableSet<LocalDate> dates(Symbol symbol, FeatureSetId set) {
        NavigableSet<LocalDate> dates = new TreeSet<>();
        for (LocalDate date : directories.dates()) {
            if (file(date, symbol, set).filter(Files::isRegularFile).isPresent()) {
                dates.add(date);
            }
        }
        return dates;
    }

    @Override
    public List<String> symbols(FeatureSetId set) {
        return directories.symbols(set.value());
    }

    @Override
    public List<String> versions() {
        return directories.versions();
    }

    /** Empty for a symbol that cannot be part of a path below the root: the published system has no file of it. */
    private Optional<Path> file(LocalDate date, Symbol symbol, FeatureSetId set) {
        for (String part : symbol.value().split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(
                    directories.directory(date, symbol.value(), set.value()).resolve("features.parquet"));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Partition load(Path file, Symbol symbol, FeatureSet set) {
        ParquetTable table = ParquetFile.read(file, path -> path.equals(BAR) || isPartOf(set, path));
        long[] event = eventMicros(table, file);
        long[] sequence = new long[event.length];
        for (int i = 0; i < sequence.length; i++) {
            sequence[i] = i + 1L;
        }
        List<FieldColumn> fields = new FeatureDecoder(table, file).decode(set.schema());
        return new Partition(set, symbol, event, event, new long[event.length], sequence, fields);
    }

    private static boolean isPartOf(FeatureSet set, String path) {
        if (set.schema().has(path)) {
            return true;
        }
        for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
            if (set.schema().has(path.substring(0, dot))) {
                return true; // the element of a list
            }
        }
        return false;
    }

    private long[] eventMicros(ParquetTable table, Path file) {
        ParquetColumn bars = table.column(BAR)
                .filter(FeatureDecoder::isText)
                .filter(column -> column.maxRepetition() == 0)
                .orElseThrow(() -> StoreErrors.noBarColumn(file, table.schema().getFields()));
        long[] micros = new long[table.rows()];
        Optional<Stamp.Form> first = Optional.empty();
        for (int row = 0; row < micros.length; row++) {
            String text = bars.isNull(row) ? "null" : bars.string(row);
            int at = row;
            Stamp stamp = Stamp.parse(text).orElseThrow(() -> StoreErrors.badStamp(file, at, text));
            if (first.isEmpty()) {
                first = Optional.of(stamp.form());
            } else if (oneForm && !stamp.form().equals(first.get())) {
                throw StoreErrors.mixedStamps(file, first.get().toString(), row, text);
            }
            micros[row] = stamp.micros(zone);
        }
        return micros;
    }
}
