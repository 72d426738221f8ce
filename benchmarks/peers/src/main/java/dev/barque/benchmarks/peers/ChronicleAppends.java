package dev.barque.benchmarks.peers;

import dev.barque.benchmarks.AppendRows;
import dev.barque.benchmarks.contest.Work;
import java.util.Objects;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

/** Chronicle Queue: an excerpt for each row, written in place; where it has to be on the device, {@code sync()} after each. */
final class ChronicleAppends implements Work {
    private final AppendRows given;
    private final boolean syncs;
    private final ChronicleQueue queue;
    private final ExcerptAppender appender;
    private final ExcerptTailer tailer;
    private int run = -1;

    ChronicleAppends(AppendRows given, boolean syncs) {
        this.given = given;
        this.syncs = syncs;
        queue = SingleChronicleQueueBuilder.binary(given.scratch().resolve("chronicle"))
                .syncMode(syncs ? SyncMode.SYNC : SyncMode.NONE)
                .build();
        appender = queue.createAppender();
        tailer = queue.createTailer();
    }

    @Override
    public void before() {
        run++;
    }

    @Override
    public void run() {
        for (int row = 0; row < given.rows(); row++) {
            try (DocumentContext excerpt = appender.writingDocument()) {
                Bytes<?> bytes = bytes(excerpt);
                bytes.writeInt(AppendRows.symbol(row));
                bytes.writeLong(given.time(run, row));
                for (int field = 0; field < AppendRows.FIELDS; field++) {
                    bytes.writeDouble(AppendRows.value(row, field));
                }
            }
            if (syncs) {
                appender.sync();
            }
        }
    }

    @Override
    public double checksum() {
        double sum = 0;
        for (int row = 0; row < given.rows(); row++) {
            try (DocumentContext excerpt = tailer.readingDocument()) {
                Bytes<?> bytes = bytes(excerpt);
                if (bytes.readInt() != AppendRows.symbol(row) || bytes.readLong() != given.time(run, row)) {
                    throw new IllegalStateException("Excerpt " + row + " is another row");
                }
                for (int field = 0; field < AppendRows.FIELDS; field++) {
                    sum += bytes.readDouble();
                }
            }
        }
        return sum;
    }

    private static Bytes<?> bytes(DocumentContext excerpt) {
        return Objects.requireNonNull(excerpt.wire(), "there is no excerpt").bytes();
    }

    @Override
    public void close() {
        queue.close();
    }
}
