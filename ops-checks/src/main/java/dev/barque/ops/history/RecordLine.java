package dev.barque.ops.history;

import dev.barque.ops.HealthStatus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A record as a line of JSON that ends with a checksum (CRC32C) of all that stands before it. */
final class RecordLine {
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] SEAL = ",\"crc\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int SEALED_BYTES = SEAL.length + 8 + "\"}\n".length();

    private RecordLine() {}

    static byte[] write(HealthRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("at", record.at().toString());
            json.writeStringProperty("check", record.check());
            json.writeStringProperty("status", record.status().id());
            json.writeStringProperty("observed", record.observed().id());
            json.writeNumberProperty("took_us", record.took().toNanos() / 1_000);
            json.writeStringProperty("text", record.text());
            record.explainedBy().ifPresent(by -> json.writeStringProperty("explained_by", by));
            record.maintenance().ifPresent(why -> json.writeStringProperty("maintenance", why));
            json.writeEndObject();
        }
        byte[] body = out.toByteArray();
        int length = body.length - 1; // without its brace
        byte[] line = new byte[length + SEALED_BYTES];
        System.arraycopy(body, 0, line, 0, length);
        System.arraycopy(SEAL, 0, line, length, SEAL.length);
        byte[] end = (crc(line, 0, length) + "\"}\n").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(end, 0, line, length + SEAL.length, end.length);
        return line;
    }

    /** Null for a line that is damaged. */
    static @Nullable HealthRecord read(byte[] bytes, int from, int to) {
        int body = to - from + 1 - SEALED_BYTES;
        if (body <= 0
                || !new String(bytes, from + body + SEAL.length, 8, StandardCharsets.US_ASCII)
                        .equals(crc(bytes, from, body))) {
            return null;
        }
        try {
            return parse(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            return null; // whole, and yet none of ours
        }
    }

    private static HealthRecord parse(String line) {
        Instant at = Instant.EPOCH;
        String check = "";
        HealthStatus status = HealthStatus.UNKNOWN;
        HealthStatus observed = HealthStatus.UNKNOWN;
        long took = 0;
        String text = "";
        Optional<String> explainedBy = Optional.empty();
        Optional<String> maintenance = Optional.empty();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "at" -> at = Instant.parse(json.getString());
                    case "check" -> check = json.getString();
                    case "status" -> status = status(json.getString());
                    case "observed" -> observed = status(json.getString());
                    case "took_us" -> took = json.getLongValue();
                    case "text" -> text = json.getString();
                    case "explained_by" -> explainedBy = Optional.of(json.getString());
                    case "maintenance" -> maintenance = Optional.of(json.getString());
                    default -> json.skipChildren(); // of a later version
                }
            }
        }
        return new HealthRecord(
                at, check, status, observed, Duration.ofNanos(took * 1_000), text, explainedBy, maintenance);
    }

    private static HealthStatus status(String id) {
        return HealthStatus.valueOf(id.toUpperCase(Locale.ROOT));
    }

    private static String crc(byte[] bytes, int from, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, length);
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
