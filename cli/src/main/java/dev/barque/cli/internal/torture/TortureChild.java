package dev.barque.cli.internal.torture;

import dev.barque.core.feature.FeatureRow;
import dev.barque.store.Durability;
import dev.barque.store.ParquetFeatureStore;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The process that is killed. It waits for the first number to use on standard input, opens the store, appends and perhaps seals
 * without end, and tells its parent on standard output, a line each and before it goes on: {@code o} it is opening, {@code r} it has
 * opened, {@code i FIRST COUNT} a batch is going to be appended, {@code a FIRST} it was acknowledged, {@code s} it is sealing,
 * {@code d} it has sealed, {@code e MESSAGE} the store threw. What was written to a pipe can be read after the death of the writer.
 */
public final class TortureChild {
    private static final int MOST_IN_BATCH = 20;
    private static final int MOST_NANOS_BETWEEN_SEALS = 150_000_000;

    private static final OutputStream PARENT = new FileOutputStream(FileDescriptor.out);

    private final ParquetFeatureStore store;
    private final AtomicLong next;

    private TortureChild(ParquetFeatureStore store, long next) {
        this.store = store;
        this.next = new AtomicLong(next);
    }

    /**
     * {@code HOME DURABILITY THREADS SEED [SCRATCH]}: it seals only with a scratch home, which it seals first, since loading
     * what sealing needs takes longer than most of these processes live.
     */
    public static void main(String[] args) {
        guarded(() -> {
            Durability durability = Durability.valueOf(args[1]);
            boolean seals = args.length > 4;
            if (seals) {
                warmUp(Path.of(args[4]), durability);
            }
            long first = order();
            tell("o");
            TortureChild child = new TortureChild(open(Path.of(args[0]), durability), first);
            tell("r");
            SplittableRandom random = new SplittableRandom(Long.parseLong(args[3]));
            for (int i = Integer.parseInt(args[2]); i > 1; i--) {
                SplittableRandom own = random.split();
                new Thread(() -> guarded(() -> child.append(own))).start();
            }
            if (seals) {
                SplittableRandom own = random.split();
                new Thread(() -> guarded(() -> child.seal(own))).start();
            }
            child.append(random);
        });
    }

    private static ParquetFeatureStore open(Path home, Durability durability) {
        return ParquetFeatureStore.builder(home)
                .set(TortureRows.SET)
                .durability(durability)
                .open(Clock.systemUTC());
    }

    private static void warmUp(Path scratch, Durability durability) {
        try (ParquetFeatureStore store = open(scratch, durability)) {
            store.append(List.of(TortureRows.row(0), TortureRows.row(1)));
            store.seal();
        }
    }

    private static long order() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line == null) {
                Runtime.getRuntime().halt(0); // the parent is gone
            }
            return Long.parseLong(String.valueOf(line));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void append(SplittableRandom random) {
        while (true) {
            int count = random.nextInt(4) == 0 ? random.nextInt(2, MOST_IN_BATCH) : 1;
            long first = next.getAndAdd(count);
            List<FeatureRow> rows = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                rows.add(TortureRows.row(first + i));
            }
            tell("i " + first + " " + count);
            store.append(rows);
            tell("a " + first);
            // Slow enough that a home stays small, with gaps of every length in which the end may come.
            LockSupport.parkNanos(random.nextLong(1L << random.nextInt(14, 25)));
        }
    }

    private void seal(SplittableRandom random) {
        while (true) {
            LockSupport.parkNanos(random.nextLong(MOST_NANOS_BETWEEN_SEALS));
            tell("s");
            store.seal();
            tell("d");
        }
    }

    /** An error of one thread is an error of the process. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            tell("e " + String.valueOf(e).replace('\n', ' '));
            Runtime.getRuntime().halt(1);
        }
    }

    /** One write each, so that lines of several threads do not mix. */
    private static void tell(String line) {
        try {
            PARENT.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            Runtime.getRuntime().halt(2); // nobody listens any more
        }
    }
}
