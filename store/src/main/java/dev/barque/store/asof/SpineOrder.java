package dev.barque.store.asof;

import java.util.Arrays;

/** In which order the questions of a spine are best answered. */
final class SpineOrder {
    private static final int DIGIT = 11;
    /** Going back costs a search; so few of them are cheaper than to sort. */
    private static final int FEW = 64;

    private SpineOrder() {}

    /** The numbers of the questions in the order of their times; empty when they go forward already. */
    static int[] of(Spine spine) {
        return (long) stepsBack(spine) * FEW <= spine.size() ? new int[0] : byTime(spine.event);
    }

    /** How many questions are about an earlier time than the one before about the same symbol. */
    private static int stepsBack(Spine spine) {
        long[] last = new long[spine.symbols().size()];
        Arrays.fill(last, Long.MIN_VALUE);
        int back = 0;
        for (int i = 0; i < spine.size(); i++) {
            long time = spine.event[i];
            back += time < last[spine.symbol[i]] ? 1 : 0;
            last[spine.symbol[i]] = time;
        }
        return back;
    }

    /** The numbers of the questions about each symbol, in the order of their times. */
    static int[][] bySymbol(Spine spine) {
        int[] counts = new int[spine.symbols().size()];
        for (int symbol : spine.symbol) {
            counts[symbol]++;
        }
        int[][] questions = new int[counts.length][];
        Arrays.setAll(questions, i -> new int[counts[i]]);
        Arrays.fill(counts, 0);
        int[] order = stepsBack(spine) == 0 ? new int[0] : byTime(spine.event);
        for (int i = 0; i < spine.size(); i++) {
            int question = order.length == 0 ? i : order[i];
            int symbol = spine.symbol[question];
            questions[symbol][counts[symbol]++] = question;
        }
        return questions;
    }

    /** Sorts by the digits of the times, from the least one up; only those digits in which they differ. */
    private static int[] byTime(long[] times) {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (long time : times) {
            least = Math.min(least, time);
            greatest = Math.max(greatest, time);
        }
        int bits = Long.SIZE - Long.numberOfLeadingZeros(greatest - least);
        int[] order = new int[times.length];
        Arrays.setAll(order, i -> i);
        int[] sorted = new int[times.length];
        for (int shift = 0; shift < bits; shift += DIGIT) {
            int[] ends = new int[(1 << DIGIT) + 1];
            for (long time : times) {
                ends[(int) ((time - least) >>> shift & (1 << DIGIT) - 1) + 1]++;
            }
            for (int i = 1; i < ends.length; i++) {
                ends[i] += ends[i - 1];
            }
            for (int question : order) {
                sorted[ends[(int) ((times[question] - least) >>> shift & (1 << DIGIT) - 1)]++] = question;
            }
            int[] before = order;
            order = sorted;
            sorted = before;
        }
        return order;
    }
}
