package dev.barque.cli.internal.work;

import dev.barque.backtest.manifest.InputFile;
import dev.barque.cli.internal.CliErrors;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.ForwardingFileAccess;
import dev.barque.store.l1.L1Files;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Notes which files of a home are read, and takes their digests. Safe for use by several threads. */
public final class ReadFiles {
    private final Path home;
    private final Set<Path> read = new ConcurrentSkipListSet<>();

    /** Of a home from which nothing was read yet. */
    public ReadFiles(Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    /** The disk, for a store whose reads are to be noted. */
    public FileAccess files() {
        return new Noting(FileAccess.real());
    }

    /** The bars of the home, with the files of each date that is asked for noted. */
    public BarSource bars(L1Files bars) {
        return new NotingBars(bars);
    }

    /** Where the files are that were read, relative to the home, in order. */
    public List<String> paths() {
        List<String> paths = new ArrayList<>();
        for (Path file : read) {
            if (file.startsWith(home)) {
                paths.add(home.relativize(file).toString().replace('\\', '/'));
            }
        }
        return paths;
    }

    /** The digests of the files that were read, as they are now. */
    public List<InputFile> inputs() {
        return paths().stream().flatMap(path -> now(path).stream()).toList();
    }

    /** A file as it is now; empty when there is none, or when the path leads out of the home. */
    public Optional<InputFile> now(String path) {
        Path file = home.resolve(path).normalize();
        if (!file.startsWith(home) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new InputFile(path, Files.size(file), Sha256.of(file)));
        } catch (IOException e) {
            throw CliErrors.cannotRead(file, e);
        }
    }

    private void note(Path file) {
        read.add(file.toAbsolutePath().normalize());
    }

    private final class Noting extends ForwardingFileAccess {
        Noting(FileAccess files) {
            super(files);
        }

        @Override
        public ReadableFile read(Path file) throws IOException {
            ReadableFile opened = super.read(file);
            note(file);
            return opened;
        }
    }

    /** Files of bars are one for each date. */
    private final class NotingBars implements BarSource {
        private final BarSource bars;

        NotingBars(BarSource bars) {
            this.bars = bars;
        }

        @Override
        public Bars day(Symbol symbol, LocalDate date) {
            noteDate(date);
            return bars.day(symbol, date);
        }

        @Override
        public Bars bars(Symbol symbol, Instant from, Instant to) {
            // Any file may hold bars of any time.
            bars.dates().forEach(this::noteDate);
            return bars.bars(symbol, from, to);
        }

        @Override
        public List<LocalDate> dates() {
            return bars.dates();
        }

        @Override
        public Set<Symbol> symbols(LocalDate date) {
            noteDate(date);
            return bars.symbols(date);
        }

        private void noteDate(LocalDate date) {
            Path file = home.resolve("data_l1").resolve("l1_" + date + ".parquet");
            if (Files.exists(file)) {
                note(file);
            }
        }
    }
}
