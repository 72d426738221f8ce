package dev.barque.ops.checks.net;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** As much of the Redis serialization protocol as AUTH and PING take: arrays of bulk strings out, lines in. */
final class Resp {
    private static final int LONGEST_LINE = 1_024;

    private Resp() {}

    /** Words are counted in bytes, so that none can end early or bring a command of its own. */
    static byte[] command(List<String> words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ascii("*" + words.size() + "\r\n"));
        for (String word : words) {
            byte[] text = word.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(ascii("$" + text.length + "\r\n"));
            bytes.writeBytes(text);
            bytes.writeBytes(ascii("\r\n"));
        }
        return bytes.toByteArray();
    }

    /** A simple string or an error, with its first character; anything else does not come from Redis. */
    static String line(Line line) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < LONGEST_LINE) {
            int next = line.read();
            if (next < 0) {
                throw new EOFException("the connection was closed after '" + shown(text) + "'");
            }
            if (next == '\n' && text.length() > 0 && text.charAt(text.length() - 1) == '\r') {
                String said = shown(text);
                if (said.startsWith("+") || said.startsWith("-")) {
                    return said;
                }
                throw new ProtocolException("'" + said + "' is not how Redis answers");
            }
            text.append((char) next);
            if (text.charAt(0) != '+' && text.charAt(0) != '-') {
                throw new ProtocolException("an answer that begins with '" + shown(text) + "' is not from Redis");
            }
        }
        throw new ProtocolException("an answer of more than " + LONGEST_LINE + " bytes is not one to AUTH or PING");
    }

    static String remedy(String said) {
        if (said.startsWith("-NOAUTH")) {
            return "The server wants a password: give the check an account.";
        }
        if (said.startsWith("-WRONGPASS") || said.startsWith("-ERR invalid password")) {
            return "Look whether the password was changed (ACL LIST on the server), and give the check the right one.";
        }
        if (said.startsWith("-NOPERM")) {
            return "Let this account ping: ACL SETUSER name +ping.";
        }
        if (said.startsWith("-MISCONF")) {
            return "The server cannot save to its disk and refuses writes: look at the disk and its log.";
        }
        if (said.startsWith("-MASTERDOWN")) {
            return "The replica has lost its master: look at the master and the network between them.";
        }
        if (said.startsWith("-ERR max number of clients")) {
            return "Look who holds connections (CLIENT LIST), close them, or raise maxclients.";
        }
        return "Look up the error in the documentation of Redis, and look at the log of the server.";
    }

    /** What comes from elsewhere is shown without control characters. */
    private static String shown(CharSequence text) {
        return text.toString().strip().replaceAll("[^ -~]", "?");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
