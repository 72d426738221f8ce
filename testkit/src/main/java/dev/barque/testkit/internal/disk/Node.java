package dev.barque.testkit.internal.disk;

import java.util.ArrayList;
import java.util.List;

/** What a name in a directory leads to. */
public sealed interface Node {
    /** A directory; what is in it is known by the names that begin with its own. */
    final class Folder implements Node {}

    /** The content of a file, by whatever name: what the device holds, and what was done since the last sync. */
    final class Contents implements Node {
        private Pages durable = new Pages();
        private final List<Edit> unsynced = new ArrayList<>();

        /** Bytes were written. */
        public void write(long position, byte[] bytes) {
            unsynced.add(new Edit(position, bytes));
        }

        /** The file was cut or made longer. */
        public void resize(long size) {
            unsynced.add(new Edit(size, null));
        }

        /** All of it is on the device. */
        public void sync() {
            unsynced.forEach(edit -> edit.applyTo(durable));
            unsynced.clear();
        }

        /**
         * Some of it is on the device and the rest will never be, although reads show it until the power goes and a second
         * sync reports success: so Linux treats pages that it could not write.
         */
        public void syncInPart(Wreck wreck) {
            wreck.survivors(durable, unsynced);
            unsynced.clear();
        }

        Pages durable() {
            return durable;
        }

        List<Edit> unsynced() {
            return unsynced;
        }
    }
}
