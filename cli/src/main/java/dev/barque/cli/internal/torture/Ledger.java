package dev.barque.cli.internal.torture;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Symbol;
import dev.barque.store.ParquetFeatureStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the child was going to append and what it was told is safe, kept by the parent and never in the home. Batches are known by
 * their first number; at most one is under way for each thread of the child.
 */
final class Ledger {
    private static final int SHOWN = 20;

    private final BitSet acknowledged = new BitSet();
    private final TreeMap<Long, Integer> underWay = new TreeMap<>();
    private int next;
    private int notYetCompared;
    private long doubtsThere;
    private long doubtsGone;

    /** A batch is going to be appended. */
    synchronized void intend(long first, int count) {
        underWay.put(first, count);
        next = Math.max(next, Math.toIntExact(first + count));
    }

    /** It was acknowledged. */
    synchronized void acknowledge(long first) {
        Integer count = underWay.remove(first);
        if (count != null) {
            acknowledged.set((int) first, (int) first + count);
        }
    }

    /** The first number that nobody used. */
    synchronized long next() {
        return next;
    }

    /** How many rows have to be there. */
    synchronized long rows() {
        return acknowledged.cardinality();
    }

    /** How many batches that death interrupted were there afterwards. */
    synchronized long doubtsThere() {
        return doubtsThere;
    }

    /** How many batches that death interrupted were not there afterwards. */
    synchronized long doubtsGone() {
        return doubtsGone;
    }

    /** What is wrong with the rows that may have changed since the last comparison; decides what was under way. */
    synchronized List<String> compareLatest(ParquetFeatureStore store) {
        // Sealing touches all rows of a date, and what was sealed shortly before a kill is looked at once more.
        return compare(store, Math.max(0, notYetCompared - TortureRows.ROWS_OF_DATE));
    }

    /** What is wrong with any row. */
    synchronized List<String> compareAll(ParquetFeatureStore store) {
        List<String> problems = new ArrayList<>(compare(store, 0));
        for (Symbol symbol : TortureRows.SYMBOLS) {
            for (LocalDate date : store.dates(TortureRows.SET.id(), symbol)) {
                if (date.isBefore(TortureRows.date(0)) || (next == 0 || date.isAfter(TortureRows.date(next - 1)))) {
                    problems.add("there are rows of " + symbol + " about " + date + ", and none was appended");
                }
            }
        }
        return problems;
    }

    private List<String> compare(ParquetFeatureStore store, int from) {
        List<String> problems = new ArrayList<>();
        BitSet found = new BitSet();
        int start = from / TortureRows.ROWS_OF_DATE * TortureRows.ROWS_OF_DATE;
        for (int number = start; number < next; number += TortureRows.ROWS_OF_DATE) {
            for (Symbol symbol : TortureRows.SYMBOLS) {
                read(store.rows(TortureRows.SET.id(), symbol, TortureRows.date(number)), found, problems);
            }
        }
        underWay.forEach((first, count) -> decide(first.intValue(), count, found, problems));
        underWay.clear();
        lookFor(found, start, problems);
        notYetCompared = next;
        return problems.size() <= SHOWN ? problems : new ArrayList<>(problems.subList(0, SHOWN));
    }

    private void decide(int first, int count, BitSet found, List<String> problems) {
        int there = found.get(first, first + count).cardinality();
        if (there == count) {
            acknowledged.set(first, first + count);
            doubtsThere++;
        } else {
            doubtsGone++;
            if (there != 0) {
                problems.add("of the batch of " + count + " from row " + first + " only " + there + " rows are there");
            }
        }
    }

    private void lookFor(BitSet found, int from, List<String> problems) {
        for (int n = acknowledged.nextSetBit(from); n >= 0; n = acknowledged.nextSetBit(n + 1)) {
            if (!found.get(n)) {
                problems.add("row " + n + " was acknowledged and is gone");
            }
        }
        for (int n = found.nextSetBit(0); n >= 0; n = found.nextSetBit(n + 1)) {
            if (!acknowledged.get(n)) {
                problems.add("row " + n + " is there and was not appended");
            }
        }
    }

    private static void read(List<FeatureRow> rows, BitSet found, List<String> problems) {
        Set<Long> sequences = new HashSet<>();
        for (FeatureRow row : rows) {
            long number = TortureRows.number(row);
            if (number < 0 || number > Integer.MAX_VALUE || !row.sameContent(TortureRows.row(number))) {
                problems.add("a row has other values than were appended: " + row + ", number " + number);
                continue;
            }
            if (found.get((int) number)) {
                problems.add("row " + number + " is there twice");
            }
            if (!sequences.add(row.sequence())) {
                problems.add("row " + number + " shares the sequence number " + row.sequence());
            }
            found.set((int) number);
        }
    }
}
