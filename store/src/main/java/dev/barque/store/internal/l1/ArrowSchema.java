package dev.barque.store.internal.l1;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * The zone of a time column in {@code ARROW:schema}: Base64 of an Arrow IPC message, whose FlatBuffers tables are walked by
 * hand (Arrow columnar format, Schema.fbs and Message.fbs; FlatBuffers internals). Anything unexpected is no zone.
 */
final class ArrowSchema {
    // Places of fields in their tables.
    private static final int MESSAGE_HEADER_TYPE = 1;
    private static final int MESSAGE_HEADER = 2;
    private static final int SCHEMA_FIELDS = 1;
    private static final int FIELD_NAME = 0;
    private static final int FIELD_TYPE_TYPE = 2;
    private static final int FIELD_TYPE = 3;
    private static final int TIMESTAMP_ZONE = 1;
    // Which table a union holds.
    private static final int HEADER_IS_SCHEMA = 1;
    private static final int TYPE_IS_TIMESTAMP = 10;

    private final ByteBuffer bytes;

    private ArrowSchema(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static Optional<String> zone(String base64, String column) {
        try {
            return new ArrowSchema(Base64.getDecoder().decode(base64)).zoneOf(column);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | BufferUnderflowException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<String> zoneOf(String column) {
        // Newer messages begin with 0xFFFFFFFF before their length, older ones with the length.
        int start = bytes.getInt(0) == -1 ? 8 : 4;
        int message = start + bytes.getInt(start);
        int type = field(message, MESSAGE_HEADER_TYPE);
        if (type == 0 || bytes.get(type) != HEADER_IS_SCHEMA) {
            return Optional.empty();
        }
        int fields = follow(field(follow(field(message, MESSAGE_HEADER)), SCHEMA_FIELDS));
        int count = bytes.getInt(fields);
        for (int i = 0; i < count; i++) {
            int field = follow(fields + 4 + 4 * i);
            if (text(field(field, FIELD_NAME)).equals(column)) {
                int fieldType = field(field, FIELD_TYPE_TYPE);
                if (fieldType == 0 || bytes.get(fieldType) != TYPE_IS_TIMESTAMP) {
                    return Optional.empty();
                }
                int zone = field(follow(field(field, FIELD_TYPE)), TIMESTAMP_ZONE);
                return zone == 0 ? Optional.empty() : Optional.of(text(zone));
            }
        }
        return Optional.empty();
    }

    /** Where a field of a table is, 0 when the table leaves it out. */
    private int field(int table, int place) {
        int layout = table - bytes.getInt(table);
        int entry = 4 + 2 * place;
        int offset = entry < bytes.getShort(layout) ? bytes.getShort(layout + entry) : 0;
        return offset == 0 ? 0 : table + offset;
    }

    private int follow(int reference) {
        return reference + bytes.getInt(reference);
    }

    private String text(int reference) {
        int at = follow(reference);
        int length = bytes.getInt(at);
        Objects.checkFromIndexSize(at + 4, length, bytes.capacity());
        byte[] text = new byte[length];
        bytes.get(at + 4, text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
