package dev.barque.ops.backup;

import dev.barque.ops.backup.Backup.Part;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Counts and sums what goes through. CRC32C, because it costs next to nothing: what a file says is held against its SHA-256. */
final class SummedOutput extends FilterOutputStream {
    private static final String ALGORITHM = "crc32c:";

    private final CRC32C sum = new CRC32C();
    private long bytes;

    SummedOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int at, int length) throws IOException {
        out.write(from, at, length);
        sum.update(from, at, length);
        bytes += length;
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }

    Part part(String name) {
        return new Part(name, bytes, digest(sum));
    }

    static String digest(CRC32C sum) {
        return ALGORITHM + HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
