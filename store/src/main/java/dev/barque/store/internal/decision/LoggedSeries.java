package dev.barque.store.internal.decision;

import java.util.Arrays;

/** Which bars of one symbol under one profile have a record, and a fingerprint of each: 16 bytes for a bar. */
final class LoggedSeries {
    private static final int LEAST_CAPACITY = 64;

    private final String profile;
    private long[] times;
    private long[] fingerprints;
    private int size;

    /** An empty series with room for as many bars as are expected. */
    LoggedSeries(String profile, int expected) {
        this.profile = profile;
        int capacity = Math.max(LEAST_CAPACITY, expected);
        times = new long[capacity];
        fingerprints = new long[capacity];
    }

    int size() {
        return size;
    }

    String profile() {
        return profile;
    }

    /** The place of a bar's record, or -1 - the place that it would have. Bars mostly come in the order of time. */
    int find(long time) {
        if (size == 0 || times[size - 1] < time) {
            return -1 - size;
        }
        return Arrays.binarySearch(times, 0, size, time);
    }

    long fingerprint(int place) {
        return fingerprints[place];
    }

    /** Takes a bar in at the place that {@link #find} gave. */
    void insert(int place, long time, long fingerprint) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            fingerprints = Arrays.copyOf(fingerprints, 2 * size);
        }
        System.arraycopy(times, place, times, place + 1, size - place);
        System.arraycopy(fingerprints, place, fingerprints, place + 1, size - place);
        times[place] = time;
        fingerprints[place] = fingerprint;
        size++;
    }
}
