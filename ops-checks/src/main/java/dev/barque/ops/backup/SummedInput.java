package dev.barque.ops.backup;

import dev.barque.ops.backup.Backup.Part;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/** Reads an object that is to have a length and a sum, and never a byte more. */
final class SummedInput extends FilterInputStream {
    private final Part expected;
    private final CRC32C sum = new CRC32C();
    private long bytes;

    SummedInput(InputStream in, Part expected) {
        super(in);
        this.expected = expected;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = in.read(into, from, length);
        if (read > 0) {
            sum.update(into, from, read);
            bytes += read;
            if (bytes > expected.bytes()) {
                throw new BackupDamage("it has more than the " + expected.bytes() + " bytes that were written");
            }
        }
        return read;
    }

    /** Reads what is left, and holds all of it against what was written. */
    void finish() throws IOException {
        byte[] rest = new byte[1 << 16];
        while (read(rest, 0, rest.length) >= 0) {
            // The sum is what counts.
        }
        if (bytes != expected.bytes()) {
            throw new BackupDamage("it has " + bytes + " bytes of the " + expected.bytes() + " that were written");
        }
        String found = SummedOutput.digest(sum);
        if (!found.equals(expected.digest())) {
            throw new BackupDamage("its bytes have the sum " + found + " and had " + expected.digest());
        }
    }
}
