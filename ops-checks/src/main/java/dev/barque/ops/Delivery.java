package dev.barque.ops;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events on their way to one listener, by a thread that lives while there are some. Whoever offers one never waits. */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int MOST = 4_096;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final HealthListener listener;
    private final HostThreads threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition offered = lock.newCondition();
    private final Condition delivered = lock.newCondition();
    private final ArrayDeque<HealthEvent> queue = new ArrayDeque<>();
    private boolean running;
    private boolean closing;
    private boolean delivering;
    private @Nullable Thread thread;
    private long failures;
    private long dropped;

    Delivery(HealthListener listener, HostThreads threads) {
        this.listener = listener;
        this.threads = threads;
    }

    void offer(HealthEvent event) {
        lock.lock();
        try {
            if (queue.size() >= MOST) {
                queue.poll();
                dropped++;
            }
            queue.add(event);
            if (running) {
                offered.signal();
            } else {
                running = threads.start(this::deliver) == null;
            }
        } finally {
            lock.unlock();
        }
    }

    private void deliver() {
        lock.lock();
        try {
            thread = Thread.currentThread();
            for (HealthEvent event = next(); event != null; event = next()) {
                delivering = true;
                lock.unlock();
                boolean failed = !tell(event);
                lock.lock();
                failures += failed ? 1 : 0;
                delivering = false;
            }
        } finally {
            running = false;
            thread = null;
            delivered.signalAll();
            lock.unlock();
        }
    }

    private @Nullable HealthEvent next() {
        if (queue.isEmpty()) {
            delivered.signalAll();
        }
        long left = IDLE_NANOS;
        while (queue.isEmpty() && left > 0 && !closing) {
            try {
                left = offered.awaitNanos(left);
            } catch (InterruptedException e) {
                return null; // what is in the queue gets another thread with the next event
            }
        }
        return queue.poll();
    }

    private boolean tell(HealthEvent event) {
        try {
            listener.on(event);
            return true;
        } catch (Throwable e) {
            complain(e);
            return false;
        } finally {
            Thread.interrupted(); // of the listener's own making
        }
    }

    private void complain(Throwable e) {
        try {
            LOG.warn(
                    "A listener of health events failed: {}",
                    listener.getClass().getName(),
                    e);
        } catch (Throwable again) {
            // It is counted all the same.
        }
    }

    /** Waits until everything was told, for so long at most; at once when it is the listener that closes. */
    void finish(long nanos) {
        lock.lock();
        try {
            closing = true;
            offered.signalAll();
            long left = nanos;
            while (running && (delivering || !queue.isEmpty()) && left > 0 && thread != Thread.currentThread()) {
                left = delivered.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    long failures() {
        lock.lock();
        try {
            return failures;
        } finally {
            lock.unlock();
        }
    }

    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }
}
