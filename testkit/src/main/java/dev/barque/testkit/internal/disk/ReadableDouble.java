package dev.barque.testkit.internal.disk;

import dev.barque.store.io.FileAccess.ReadableFile;
import dev.barque.testkit.FileCall;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** An open file whose reads can fail. */
public final class ReadableDouble implements ReadableFile {
    private final Machine machine;
    private final Path path;
    private final ReadableFile below;
    private final int start;

    /** Over the real file. */
    public ReadableDouble(Machine machine, Path path, ReadableFile below) {
        this.machine = machine;
        this.path = path;
        this.below = below;
        start = machine.opened(below);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        synchronized (machine) {
            machine.requireStart(start);
            machine.look(FileCall.READ, path);
        }
        return below.read(into, position);
    }

    @Override
    public long size() throws IOException {
        synchronized (machine) {
            machine.requireStart(start);
            return below.size();
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (machine) {
            machine.closed(below);
            below.close();
        }
    }
}
