package dev.barque.store.internal.io;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The homes that this process writes, by their real paths. In the system properties, which all class loaders share, as a static
 * field is not shared: each application of a server may have this class for itself.
 */
final class HeldHomes {
    private static final String PREFIX = "dev.barque.store.held:";
    private static final String KEY_PREFIX = "dev.barque.store.key:";

    private HeldHomes() {}

    /** Notes a home, or says who holds it. */
    static @Nullable String take(Path home) {
        Object before = System.getProperties().putIfAbsent(PREFIX + home, thisProcess());
        return before == null ? null : before.toString();
    }

    static void free(Path home) {
        Properties properties = System.getProperties();
        properties.remove(PREFIX + home);
        properties.remove(KEY_PREFIX + home);
    }

    /** Who holds a home in this process; null when nobody does. */
    static @Nullable String holder(Path home) {
        return System.getProperties().getProperty(PREFIX + home);
    }

    /** Notes which file was locked. */
    static void note(Path home, @Nullable Object key) {
        if (key != null) {
            System.getProperties().setProperty(KEY_PREFIX + home, key.toString());
        }
    }

    /** Which file was locked; null when that is not known. */
    static @Nullable String key(Path home) {
        return System.getProperties().getProperty(KEY_PREFIX + home);
    }

    /** Held while a lock file is opened, by whatever class loader's copy of this class. */
    static Object monitor() {
        return System.getProperties();
    }

    /** Process, start and host, in words. */
    static String thisProcess() {
        ProcessHandle self = ProcessHandle.current();
        return "process " + self.pid()
                + self.info().startInstant().map(start -> ", started " + start).orElse("") + ", on " + host();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a host without a name";
        }
    }
}
