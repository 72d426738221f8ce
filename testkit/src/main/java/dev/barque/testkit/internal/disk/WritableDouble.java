package dev.barque.testkit.internal.disk;

import dev.barque.store.io.FileAccess.WritableFile;
import dev.barque.testkit.FileCall;
import dev.barque.testkit.internal.disk.Node.Contents;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** An open file whose writes are remembered until they are synced. */
public final class WritableDouble implements WritableFile {
    private final Machine machine;
    private final WritableFile below;
    private final Contents contents;
    private final int start;

    /** Over the real file. */
    public WritableDouble(Machine machine, WritableFile below, Contents contents) {
        this.machine = machine;
        this.below = below;
        this.contents = contents;
        start = machine.opened(below);
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
        synchronized (machine) {
            machine.requireStart(start);
            Machine.Write write = machine.write(from.remaining());
            if (write.length() > 0) {
                byte[] bytes = new byte[write.length()];
                from.get(bytes);
                contents.write(position, bytes);
                below.write(ByteBuffer.wrap(bytes), position);
            }
            if (write.failure().isPresent()) {
                throw new FaultException(path(), write.failure().get());
            }
            if (write.stops()) {
                throw machine.stop();
            }
        }
    }

    @Override
    public void sync() throws IOException {
        synchronized (machine) {
            machine.requireStart(start);
            try {
                machine.change(FileCall.SYNC, path(), () -> {
                    contents.sync();
                });
            } catch (FaultException e) {
                contents.syncInPart(machine.wreck());
                throw e;
            }
        }
    }

    @Override
    public void truncate(long size) throws IOException {
        synchronized (machine) {
            machine.requireStart(start);
            machine.change(FileCall.TRUNCATE, path(), () -> {
                if (size < below.size()) {
                    below.truncate(size);
                    contents.resize(size);
                }
            });
        }
    }

    @Override
    public long size() throws IOException {
        synchronized (machine) {
            machine.requireStart(start);
            return below.size();
        }
    }

    @Override
    public Path path() {
        return below.path();
    }

    @Override
    public void close() throws IOException {
        synchronized (machine) {
            machine.closed(below);
            below.close();
        }
    }
}
