package dev.barque.backtest.engine;

/** The lanes of a run by the time of their present bars, and by their place where these are equal: a binary heap. */
final class LaneQueue {
    private final Lane[] heap;
    private int size;

    LaneQueue(int room) {
        heap = new Lane[room];
    }

    boolean isEmpty() {
        return size == 0;
    }

    long firstTime() {
        return heap[0].time;
    }

    void add(Lane lane) {
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!before(lane, heap[parent])) {
                break;
            }
            heap[at] = heap[parent];
            at = parent;
        }
        heap[at] = lane;
    }

    Lane take() {
        Lane first = heap[0];
        Lane last = heap[--size];
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], last)) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = last;
        return first;
    }

    private static boolean before(Lane a, Lane b) {
        return a.time < b.time || (a.time == b.time && a.index < b.index);
    }
}
