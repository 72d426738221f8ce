package dev.barque.ops.checks.host;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The text of a small file, such as those in which Linux tells about a process, in a buffer that is used again and again: such
 * files are read in every pass, and a line of them is wanted at most. Not thread-safe.
 */
final class SmallFile {
    private static final int MOST = 1 << 20;

    private byte[] bytes = new byte[4_096];
    private int length;

    /** Reads a file; empty when it is not there or not allowed: the platform does not tell. */
    SmallFile read(File file) {
        length = 0;
        if (!file.isFile()) {
            // Asked first, because an exception is dear and many of these files are not on every system.
            return this;
        }
        try (InputStream in = new FileInputStream(file)) {
            int read = in.read(bytes, 0, bytes.length);
            while (read >= 0 && length < MOST) {
                length += read;
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, bytes.length * 2);
                }
                read = in.read(bytes, length, bytes.length - length);
            }
        } catch (IOException e) {
            length = 0;
        }
        return this;
    }

    /** Whether it holds just these bytes. */
    boolean is(byte[] others) {
        return Arrays.equals(bytes, 0, length, others, 0, others.length);
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** The whole number that the first line begins with; empty for any other word. */
    OptionalLong number() {
        return numberAt(0);
    }

    /** The whole number behind what a line begins with; empty without such a line. */
    OptionalLong numberAfter(String beginning) {
        for (int line = 0; line < length; line = next(line)) {
            if (begins(line, beginning)) {
                return numberAt(line + beginning.length());
            }
        }
        return OptionalLong.empty();
    }

    private int next(int line) {
        int at = line;
        while (at < length && bytes[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    private boolean begins(int line, String beginning) {
        if (line + beginning.length() > length) {
            return false;
        }
        for (int i = 0; i < beginning.length(); i++) {
            if (bytes[line + i] != beginning.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private OptionalLong numberAt(int from) {
        int at = from;
        while (at < length && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        int first = at;
        long value = 0;
        for (; at < length && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            int digit = bytes[at] - '0';
            if (value > (Long.MAX_VALUE - digit) / 10) {
                return OptionalLong.empty();
            }
            value = value * 10 + digit;
        }
        return at == first ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
