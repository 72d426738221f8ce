package dev.barque.store.internal.verify;

import dev.barque.store.VerifyFinding;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.Digest;
import dev.barque.store.internal.io.Json;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Where damaged files go: each case into a directory of its own, with a report. */
final class Quarantine {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path home;
    private final FileAccess files;
    private final Clock clock;

    Quarantine(Path home, FileAccess files, Clock clock) {
        this.home = home;
        this.files = files;
        this.clock = clock;
    }

    /** A name for the next case. */
    String nextName() {
        return NAME.format(clock.instant()) + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Writes down what is going to be moved; after that, {@link #move} may be called for each of the files. */
    void report(String name, VerifyFinding finding, List<Path> damaged) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", clock.instant().toString());
        json.put("where", finding.where());
        json.put("condition", finding.condition().name().toLowerCase(Locale.ROOT));
        json.put("code", finding.code());
        json.put("found", finding.found());
        json.put("expected", finding.expected());
        List<Object> list = new ArrayList<>();
        for (Path file : damaged) {
            list.add(describe(file));
        }
        json.put("files", list);
        AtomicFile.replace(files, directory(name).resolve("report.json"), Json.write(json));
    }

    void move(String name, Path file) {
        Path target = directory(name).resolve(String.valueOf(file.getFileName()));
        try {
            files.rename(file, target);
            files.syncDirectory(directory(name));
            files.syncDirectory(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(target, e);
        }
    }

    private Path directory(String name) {
        return home.resolve("quarantine").resolve(name);
    }

    private Map<String, Object> describe(Path file) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", String.valueOf(file.getFileName()));
        try (ReadableFile from = files.read(file)) {
            json.put("bytes", from.size());
            json.put("sha256", Digest.sha256(from));
        } catch (IOException e) {
            json.put("unreadable", StoreErrors.reason(e));
        }
        return json;
    }
}
