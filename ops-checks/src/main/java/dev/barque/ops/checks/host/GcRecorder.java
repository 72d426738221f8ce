package dev.barque.ops.checks.host;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** The latest pauses for garbage collection, as the virtual machine notifies them. */
final class GcRecorder {
    private static final int MOST = 4_096;

    private final long[] endMillis = new long[MOST];
    private final long[] lengthMillis = new long[MOST];
    private final String[] causes = new String[MOST];
    private final long sinceMillis = uptimeMillis();
    private int count;

    private GcRecorder() {}

    static GcRecorder observing() {
        GcRecorder recorder = new GcRecorder();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            // Beans of this name count work that is done beside the program.
            boolean pauses = !collector.getName().contains("Cycles")
                    && !collector.getName().contains("Concurrent");
            if (pauses && collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(new Listener(recorder, emitter), null, null);
            }
        }
        return recorder;
    }

    Host.Pauses pauses(Duration within) {
        return pauses(within, uptimeMillis());
    }

    synchronized Host.Pauses pauses(Duration within, long nowMillis) {
        long from = Math.max(sinceMillis, nowMillis - within.toMillis());
        if (count > MOST) {
            // What was overwritten cannot be told: look only as far back as the oldest that is left.
            from = Math.max(from, endMillis[count % MOST]);
        }
        long total = 0;
        long longest = 0;
        String cause = "";
        for (int i = 0; i < Math.min(count, MOST); i++) {
            if (endMillis[i] >= from) {
                total += lengthMillis[i];
                if (lengthMillis[i] > longest) {
                    longest = lengthMillis[i];
                    cause = causes[i];
                }
            }
        }
        return new Host.Pauses(
                Duration.ofMillis(Math.max(0, nowMillis - from)),
                Duration.ofMillis(total),
                Duration.ofMillis(longest),
                cause);
    }

    synchronized void add(long ended, long length, String cause) {
        int at = count % MOST;
        endMillis[at] = ended;
        lengthMillis[at] = length;
        causes[at] = cause;
        // From the second round on it counts round and round above MOST.
        count = count + 1 == 2 * MOST + 1 ? MOST + 1 : count + 1;
    }

    private static long uptimeMillis() {
        return ManagementFactory.getRuntimeMXBean().getUptime();
    }

    /** Lets go of itself once the host that asked is gone: nobody has to close a host. */
    private static final class Listener implements NotificationListener {
        private final WeakReference<GcRecorder> recorder;
        private final NotificationEmitter emitter;

        Listener(GcRecorder recorder, NotificationEmitter emitter) {
            this.recorder = new WeakReference<>(recorder);
            this.emitter = emitter;
        }

        @Override
        public void handleNotification(Notification notification, Object handback) {
            GcRecorder alive = recorder.get();
            if (alive == null) {
                try {
                    emitter.removeNotificationListener(this);
                } catch (ListenerNotFoundException e) {
                    // Another notification removed it.
                    return;
                }
            } else if (notification
                    .getType()
                    .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
                GarbageCollectionNotificationInfo told =
                        GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
                GcInfo run = told.getGcInfo();
                alive.add(run.getEndTime(), run.getDuration(), told.getGcName() + ", " + told.getGcCause());
            }
        }
    }
}
