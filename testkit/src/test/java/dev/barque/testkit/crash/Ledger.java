package dev.barque.testkit.crash;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Symbol;
import dev.barque.store.ParquetFeatureStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** What was promised about a store: which appends were meant, and which of them were acknowledged. */
final class Ledger {
    private final TreeSet<Long> acknowledged = new TreeSet<>();
    private final Set<Long> safe = new HashSet<>();
    private final List<List<Long>> inDoubt = new ArrayList<>();
    private final List<List<Long>> sinceSafe = new ArrayList<>();
    private long next;
    private boolean ordered = true;
    private final Set<Long> repeated = new HashSet<>();

    /** Numbers for a batch. */
    synchronized List<Long> fresh(int count) {
        long from = next;
        next += count;
        return LongStream.range(from, next).boxed().toList();
    }

    /** A number that was used before, if any was. */
    synchronized long used(long random) {
        long number = Math.floorMod(random, Math.max(1, next));
        next = Math.max(next, number + 1);
        repeated.add(number);
        return number;
    }

    /** Several threads append: a greater number may have been appended earlier. */
    synchronized void expectNoOrder() {
        ordered = false;
    }

    /** From here on the batch may be there, wholly. */
    synchronized void intend(List<Long> batch) {
        inDoubt.add(batch);
    }

    /** From here on it must be there. */
    synchronized void acknowledge(List<Long> batch) {
        inDoubt.remove(batch);
        acknowledged.addAll(batch);
        sinceSafe.add(batch);
    }

    /** Everything that was acknowledged so far has to survive the loss of power too. */
    synchronized void safe() {
        safe.addAll(acknowledged);
        sinceSafe.clear();
    }

    /** The power went, and acknowledgements meant that the operating system had it: what was not safe may be gone, batch by batch. */
    synchronized void doubtWhatIsNotSafe() {
        acknowledged.retainAll(safe);
        inDoubt.addAll(sinceSafe);
        sinceSafe.clear();
    }

    synchronized int acknowledgements() {
        return acknowledged.size();
    }

    /** What is wrong with a store that was opened anew; what was in doubt is decided by this look at it. */
    synchronized List<String> compare(ParquetFeatureStore store) {
        List<String> problems = new ArrayList<>();
        Map<Long, Integer> found = new TreeMap<>();
        partitions(store).forEach(rows -> readPartition(rows, found, problems));
        found.forEach((number, times) -> {
            if (times > 1) {
                problems.add("row " + number + " is there " + times + " times");
            }
        });
        for (long number : acknowledged) {
            if (!found.containsKey(number)) {
                problems.add("row " + number + " was acknowledged and is gone");
            }
        }
        for (List<Long> batch : List.copyOf(inDoubt)) {
            decide(batch, found, problems);
        }
        for (long number : found.keySet()) {
            if (!acknowledged.contains(number)) {
                problems.add("row " + number + " is there and was never appended");
            }
        }
        return problems;
    }

    /** All rows, as they are kept together. */
    static List<List<FeatureRow>> partitions(ParquetFeatureStore store) {
        List<List<FeatureRow>> partitions = new ArrayList<>();
        for (Symbol symbol : NumberedRows.SYMBOLS) {
            for (LocalDate date : store.dates(NumberedRows.SET.id(), symbol)) {
                partitions.add(store.rows(NumberedRows.SET.id(), symbol, date));
            }
        }
        return partitions;
    }

    private void decide(List<Long> batch, Map<Long, Integer> found, List<String> problems) {
        List<Long> undecided =
                batch.stream().filter(number -> !acknowledged.contains(number)).toList();
        long there = undecided.stream().filter(found::containsKey).count();
        if (there != 0 && there != undecided.size()) {
            problems.add("of the batch " + batch + " only " + there + " of " + undecided.size() + " rows are there");
        }
        inDoubt.remove(batch);
        if (there > 0) {
            acknowledged.addAll(batch);
        }
    }

    private void readPartition(List<FeatureRow> rows, Map<Long, Integer> found, List<String> problems) {
        Map<Long, FeatureRow> bySequence = new HashMap<>();
        for (FeatureRow row : rows) {
            long number = NumberedRows.number(row);
            found.merge(number, 1, Integer::sum);
            if (!row.sameContent(NumberedRows.row(number))) {
                problems.add("row " + number + " is there with other values: " + row);
            }
            FeatureRow other = bySequence.put(row.sequence(), row);
            if (other != null) {
                problems.add("rows " + number + " and " + NumberedRows.number(other) + " share the sequence "
                        + row.sequence());
            }
        }
        // Numbers are appended in their order, so within a partition sequence numbers must rise with them; but for one
        // that
        // was appended again, perhaps because it was lost in doubt.
        List<FeatureRow> inOrder = new ArrayList<>(rows);
        inOrder.removeIf(row -> repeated.contains(NumberedRows.number(row)));
        inOrder.sort((a, b) -> Long.compare(NumberedRows.number(a), NumberedRows.number(b)));
        for (int i = 1; ordered && i < inOrder.size(); i++) {
            if (inOrder.get(i).sequence() < inOrder.get(i - 1).sequence()) {
                problems.add(inOrder.get(i) + " came after " + inOrder.get(i - 1));
            }
        }
    }
}
