package dev.barque.store.internal.verify;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.PartitionRegenerator;
import dev.barque.store.StoreRepair.FewerRows;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.feature.PartitionKey;
import dev.barque.store.internal.feature.QuarantineMarker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a caller computed again, checked.
 *
 * @param source who computes them; null for nobody
 * @param fewerRows what to do with fewer than there were
 * @param executor where to run it; null for the calling thread
 * @param deadline how long it may take there
 */
public record Regeneration(
        @Nullable PartitionRegenerator source,
        FewerRows fewerRows,
        @Nullable Executor executor,
        Duration deadline) {
    /** Ten times what was there, and never so many that a partition would be unreadable for its size. */
    private static final long LEAST_LIMIT = 1_000_000;

    private record When(long event, long known) {}

    /** All rows of a partition; throws {@code store.bad-regeneration} with what is wrong with them. */
    List<FeatureRow> rows(PartitionKey key, FeatureSet set, QuarantineMarker lost, Path directory) {
        PartitionRegenerator from = source;
        if (from == null) {
            throw StoreErrors.badRegeneration(directory, "there is nobody to compute them", null);
        }
        FutureTask<List<FeatureRow>> task = new FutureTask<>(() -> collect(from, key, set, lost, directory));
        try {
            if (executor == null) {
                task.run();
                return task.get();
            }
            executor.execute(task);
            return task.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BarqueException known && known.code().equals("store.bad-regeneration")) {
                throw known;
            }
            if (e.getCause() instanceof VirtualMachineError fatal && !(fatal instanceof StackOverflowError)) {
                throw fatal;
            }
            throw StoreErrors.badRegeneration(
                    directory, "computing them failed, " + StoreErrors.reason(cause(e)), cause(e));
        } catch (TimeoutException e) {
            task.cancel(true);
            throw StoreErrors.badRegeneration(directory, "they were not computed within " + deadline, e);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw StoreErrors.badRegeneration(directory, "the thread that repairs was interrupted", e);
        }
    }

    private static Throwable cause(ExecutionException e) {
        Throwable cause = e.getCause();
        return cause == null ? e : cause;
    }

    private List<FeatureRow> collect(
            PartitionRegenerator from, PartitionKey key, FeatureSet set, QuarantineMarker lost, Path directory) {
        long limit = Math.max(LEAST_LIMIT, lost.rows() * 10);
        List<FeatureRow> rows = new ArrayList<>();
        Set<When> seen = new HashSet<>();
        for (FeatureRow row : from.rows(set, key.symbol(), key.date())) {
            if (rows.size() >= limit) {
                throw StoreErrors.badRegeneration(directory, "there are more than " + limit + " of them", null);
            }
            String wrong = wrong(row, key, set);
            if (wrong == null && !seen.add(new When(row.eventMicros(), row.knownMicros()))) {
                wrong = "it is the second one about and known at these times";
            }
            if (wrong != null) {
                throw StoreErrors.badRegeneration(
                        directory, "row " + (rows.size() + 1) + ", " + row + ": " + wrong, null);
            }
            rows.add(row);
        }
        if (rows.isEmpty()) {
            throw StoreErrors.badRegeneration(directory, "there are none", null);
        }
        if (rows.size() < lost.rows() && fewerRows == FewerRows.REFUSE) {
            throw StoreErrors.badRegeneration(
                    directory, "there are " + rows.size() + " of them where there were " + lost.rows(), null);
        }
        return rows;
    }

    private static @Nullable String wrong(FeatureRow row, PartitionKey key, FeatureSet set) {
        if (!row.schema().equals(set.schema())) {
            return "its schema is not the recorded one";
        }
        if (!row.symbol().equals(key.symbol()) || !row.set().id().equals(key.set())) {
            return "it is of " + row.symbol() + " in " + row.set().id();
        }
        return UtcMicros.utcDate(row.eventMicros()).equals(key.date()) ? null : "it is about another date";
    }
}
