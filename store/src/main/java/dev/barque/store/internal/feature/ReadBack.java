package dev.barque.store.internal.feature;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.barque.core.error.BarqueException;
import dev.barque.core.market.Symbol;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.crew.Crew;
import dev.barque.store.internal.io.Digest;
import dev.barque.store.internal.io.WholeFile;
import dev.barque.store.internal.io.WrittenSum;
import dev.barque.store.internal.parquet.ColumnScan;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads back a file that was written and compares what it says with what it should: its bytes with the sum of those that were
 * written, and every value that a reader would decode with the row that it came from. Whatever went wrong on the way is found
 * before the old version is replaced.
 */
final class ReadBack {
    private final FileAccess files;
    private final Path staged;
    private final Path target;
    private final SealedFile form;
    private final Symbol symbol;
    private final ColumnRows rows;
    private final int[] order;
    private final FutureTask<Found> reading;
    private final AtomicInteger next = new AtomicInteger();
    private volatile String sha256 = "";
    private volatile String content = "";

    /** The bytes, of which one scan was opened. */
    private static final class Found {
        private final byte[] bytes;
        private final ColumnScan scan;

        Found(byte[] bytes, ColumnScan scan) {
            this.bytes = bytes;
            this.scan = scan;
        }
    }

    /** Of a file beside {@code target}, whose rows should be these in an order. */
    ReadBack(
            FileAccess files,
            Path staged,
            Path target,
            SealedFile form,
            Symbol symbol,
            ColumnRows rows,
            int[] order,
            WrittenSum sum) {
        this.files = files;
        this.staged = staged;
        this.target = target;
        this.form = form;
        this.symbol = symbol;
        this.rows = rows;
        this.order = order;
        reading = new FutureTask<>(() -> read(sum));
    }

    /**
     * All of it, in parts that several threads may do, begun in their order. They throw {@code store.bad-read-back}, and IOException
     * where nothing can be read.
     */
    List<Crew.Task> tasks(Crew crew) {
        List<Crew.Task> tasks = new ArrayList<>();
        tasks.add(() -> {
            reading.run();
            found();
        });
        tasks.add(() -> sha256 = Digest.sha256(found().bytes));
        tasks.add(() -> content = ContentDigest.of(rows, order));
        for (int i = 0; i < crew.threads(); i++) {
            tasks.add(this::compare);
        }
        return tasks;
    }

    /** What was found, once all tasks are done. */
    Manifest.Version version(long generation, long lastSequence) throws IOException {
        return new Manifest.Version(generation, order.length, found().bytes.length, sha256, lastSequence, content);
    }

    private Found read(WrittenSum sum) throws IOException {
        byte[] bytes = WholeFile.read(files, staged);
        try {
            if (!sum.matches(bytes)) {
                throw new IOException("it has other bytes than were written");
            }
            return new Found(bytes, form.scan(bytes, staged, symbol, order.length));
        } catch (IOException | BarqueException e) {
            throw bad(e);
        }
    }

    /** Compares parts of the file until there are none left. */
    private void compare() throws IOException {
        Found found = found();
        try (ColumnScan scan = found.scan.another(found.bytes)) {
            for (int part = next.getAndIncrement(); part < form.comparisons(); part = next.getAndIncrement()) {
                if (!form.holds(part, scan, found.bytes, staged, rows, order)) {
                    throw new IOException("it can be decoded, but holds other values");
                }
            }
        } catch (IOException | BarqueException e) {
            throw bad(e);
        }
    }

    private BarqueException bad(Exception because) {
        BarqueException failure = StoreErrors.badReadBack(target);
        failure.addSuppressed(because);
        return failure;
    }

    /** Waits for the bytes, which somebody is reading already. */
    private Found found() throws IOException {
        try {
            return Objects.requireNonNull(Uninterruptibles.getUninterruptibly(reading));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException exception) {
                throw exception;
            }
            if (cause instanceof RuntimeException exception) {
                throw exception;
            }
            throw new IllegalStateException(cause);
        }
    }
}
