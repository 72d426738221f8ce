package dev.barque.store.internal.log;

import dev.barque.core.time.UtcMicros;
import dev.barque.store.LogDamage;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what another process writes to the log, as far as it makes sense, and changes nothing. Safe for use by several threads.
 *
 * <p>Being up to date is seen by looking where the next record would begin; directories are listed only when a segment says that
 * the log goes on in another one.
 */
public final class LogFollower implements AutoCloseable {
    private static final int MOST_TRIES = 100;

    private final FileAccess files;
    private final Path directory;
    private final LogSets sets;
    private final LogRows rows;
    private final Listener listener;
    private final List<Followed> known = new ArrayList<>();
    private final List<LogDamage> damages = new ArrayList<>();
    private Checkpoint checkpoint = Checkpoint.NONE;
    private @Nullable Current current;

    /** Keeps what is found. */
    public interface Listener extends RowSink {
        /** Forget all rows: the log is read from its beginning again. */
        void restart();

        /** Forget the rows that are sealed. */
        void sealed(Checkpoint checkpoint);
    }

    private record Followed(long firstSequence, int number) {}

    private record Current(
            Path path,
            ReadableFile file,
            SegmentScan scan,
            int number,
            @Nullable Object key) {}

    /** Follows the log in a directory, which need not exist yet. */
    public LogFollower(FileAccess files, Path directory, LogSets sets, LogRows rows, Listener listener) {
        this.files = files;
        this.directory = directory;
        this.sets = sets;
        this.rows = rows;
        this.listener = listener;
    }

    /** Hands out what was appended since the last time. */
    public synchronized void catchUp() {
        for (int i = 0; i < MOST_TRIES; i++) {
            try {
                if (current != null && isReplaced(current)) {
                    forget();
                }
                advance();
                return;
            } catch (NoSuchFileException e) {
                forget(); // sealed and deleted between two of our looks: what is there now says more
            } catch (IOException e) {
                throw StoreErrors.cannotRead(directory, e);
            }
        }
        throw StoreErrors.cannotRead(directory, new IOException("it changed " + MOST_TRIES + " times meanwhile"));
    }

    /** What made no sense, as far as it was seen. */
    public synchronized List<LogDamage> damages() {
        return List.copyOf(damages);
    }

    private void advance() throws IOException {
        Current last = current;
        if (last != null) {
            last.scan.followGrown();
            emit(last);
            if (!last.scan.goesOn()) {
                return;
            }
        }
        List<SegmentList.Named> segments = SegmentList.of(files, directory);
        checkpoint = Checkpoint.read(files, directory).orElse(Checkpoint.NONE);
        listener.sealed(checkpoint);
        closeReleased();
        long after = last == null ? 0 : known.get(known.size() - 1).firstSequence();
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).firstSequence() > after) {
                open(segments.get(i), i == segments.size() - 1);
            }
        }
    }

    private void open(SegmentList.Named segment, boolean isLast) throws IOException {
        Object key = key(segment.path());
        ReadableFile file = files.read(segment.path());
        close(current);
        current = null;
        try {
            SegmentScan scan = new SegmentScan(file, segment.firstSequence(), sets);
            Current opened = new Current(segment.path(), file, scan, rows.add(segment.path()), key);
            known.add(new Followed(segment.firstSequence(), opened.number));
            current = opened;
            if (isLast) {
                scan.follow();
            } else {
                scan.readAll();
            }
            scan.holes()
                    .forEach(hole -> damages.add(new LogDamage(
                            LogDamage.Kind.DAMAGED,
                            segment.path(),
                            hole.from(),
                            hole.to() - hole.from(),
                            hole.firstSequence(),
                            hole.nextSequence(),
                            Optional.empty())));
            emit(opened);
        } finally {
            if (current == null) {
                file.close();
            }
        }
    }

    private void emit(Current from) {
        from.scan.rows().forEach((codec, symbol, event, known, sequence, position) -> {
            if (!checkpoint.covers(sequence, Math.floorDiv(event, UtcMicros.PER_DAY))) {
                listener.row(codec.set(), symbol, event, known, sequence, LogRows.location(from.number, position));
            }
        });
    }

    private void closeReleased() {
        while (known.size() > 1 && known.get(1).firstSequence() - 1 <= checkpoint.released()) {
            rows.remove(known.remove(0).number());
        }
    }

    /** A writer that recovers the log puts another file in the place of its last segment. */
    private static boolean isReplaced(Current segment) throws IOException {
        return !Objects.equals(segment.key, key(segment.path));
    }

    private static @Nullable Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private void forget() {
        close(current);
        current = null;
        listener.restart();
        known.forEach(segment -> rows.remove(segment.number()));
        known.clear();
        damages.clear();
    }

    private static void close(@Nullable Current segment) {
        if (segment != null) {
            try {
                segment.file.close();
            } catch (IOException e) {
                // Nothing was written through it.
            }
        }
    }

    @Override
    public synchronized void close() {
        close(current);
        current = null;
    }
}
