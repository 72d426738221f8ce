package dev.barque.ops.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * All files of a backup: what each is called, how many bytes it has, their SHA-256, and in which archive they lie under which name.
 *
 * @param id of the backup
 * @param entries in the order of their names; those of its own archive lie there in the same order
 */
record Manifest(String id, List<Entry> entries) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    Manifest {
        entries = List.copyOf(entries);
    }

    /**
     * One file.
     *
     * @param name in the home
     * @param bytes how many
     * @param sha256 of them, hexadecimal
     * @param in the backup whose archive holds them
     * @param member their name in that archive
     */
    record Entry(String name, long bytes, String sha256, String in, String member) {}

    /** The files in its own archive. */
    List<Entry> own() {
        return entries.stream().filter(entry -> entry.in().equals(id)).toList();
    }

    /** A file for each digest. */
    Map<String, Entry> byDigest() {
        Map<String, Entry> found = new HashMap<>();
        entries.forEach(entry -> found.putIfAbsent(entry.sha256(), entry));
        return found;
    }

    /** Leaves the stream open. */
    void write(OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), new Unclosed(out))) {
            json.writeStartObject();
            json.writeStringProperty("id", id);
            json.writeArrayPropertyStart("files");
            for (Entry entry : entries) {
                json.writeStartArray();
                json.writeString(entry.name());
                json.writeNumber(entry.bytes());
                json.writeString(entry.sha256());
                json.writeString(entry.in());
                json.writeString(entry.member());
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    /** Reads one that may be hostile: {@link BackupDamage} for anything that no backup says. */
    static Manifest read(InputStream in) throws IOException {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
            expect(json, JsonToken.START_OBJECT);
            expect(json, JsonToken.PROPERTY_NAME);
            String id = text(json);
            expect(json, JsonToken.PROPERTY_NAME);
            expect(json, JsonToken.START_ARRAY);
            List<Entry> entries = new ArrayList<>();
            MemberNames names = new MemberNames();
            NameTable members = new NameTable();
            Map<String, String> archives = new HashMap<>();
            for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
                if (next != JsonToken.START_ARRAY) {
                    throw new BackupDamage("it is no manifest");
                }
                Entry entry = entry(json, archives);
                expect(json, JsonToken.END_ARRAY);
                check(entry, names.add(entry.name()));
                if (entry.in().equals(id) && members.enter(entry.member(), "") != NameTable.Entered.NEW) {
                    throw BackupDamage.hostile("it has the member '" + shown(entry.member()) + "' twice");
                }
                entries.add(entry);
            }
            expect(json, JsonToken.END_OBJECT);
            if (json.nextToken() != null) {
                throw new BackupDamage("something follows its end");
            }
            return new Manifest(id, entries);
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new BackupDamage("it is no manifest");
        }
    }

    /** Few archives hold many files, most of them under the name that they have in the home: such texts are kept once. */
    private static Entry entry(JsonParser json, Map<String, String> archives) throws BackupDamage {
        String name = text(json);
        long bytes = number(json);
        String sha256 = text(json);
        String in = text(json);
        String known = archives.putIfAbsent(in, in);
        String member = text(json);
        return new Entry(name, bytes, sha256, known == null ? in : known, member.equals(name) ? name : member);
    }

    private static void check(Entry entry, String problemOfName) throws BackupDamage {
        if (!problemOfName.isEmpty()) {
            throw BackupDamage.hostile("of the name '" + shown(entry.name()) + "': " + problemOfName);
        }
        String problemOfMember = MemberNames.problem(entry.member());
        if (!problemOfMember.isEmpty()) {
            throw BackupDamage.hostile("of the name '" + shown(entry.member()) + "': " + problemOfMember);
        }
        if (entry.bytes() < 0 || !SHA256.matcher(entry.sha256()).matches() || !Descriptions.isId(entry.in())) {
            throw BackupDamage.hostile(
                    "the file '" + shown(entry.name()) + "' has a size, a digest or an archive that cannot be");
        }
    }

    /** A name that may be hostile, for a message. */
    static String shown(String name) {
        String plain = name.replaceAll("[^\\x20-\\x7E]", "?");
        return plain.length() > 200 ? plain.substring(0, 200) + "..." : plain;
    }

    private static void expect(JsonParser json, JsonToken token) throws BackupDamage {
        if (json.nextToken() != token) {
            throw new BackupDamage("it is no manifest");
        }
    }

    private static String text(JsonParser json) throws BackupDamage {
        expect(json, JsonToken.VALUE_STRING);
        return json.getString();
    }

    private static long number(JsonParser json) throws BackupDamage {
        expect(json, JsonToken.VALUE_NUMBER_INT);
        return json.getLongValue();
    }
}
