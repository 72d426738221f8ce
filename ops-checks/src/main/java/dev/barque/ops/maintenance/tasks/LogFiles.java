package dev.barque.ops.maintenance.tasks;

import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenanceTask.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names in a folder of logs: {@code app.jsonl} is written to, {@code app.jsonl.20251103T210000Z} was taken from it at that time,
 * {@code app.jsonl.20251103T210000Z.zst} is packed, and {@code app.jsonl.202511.zst} are all of a month in one.
 */
record LogFiles(List<LogFile> all) {
    static final Setting FOLDER = new Setting("folder", "the folder of the logs, below the home or absolute", "logs");

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM", Locale.ROOT);
    private static final Pattern NAME =
            Pattern.compile("([^.].*\\.(?:jsonl|log))(?:\\.(\\d{8}T\\d{6}Z|\\d{6}))?(\\.zst)?");

    /** What a name says a file is. */
    enum Kind {
        LIVE,
        ROTATED,
        PACKED,
        MONTHLY
    }

    /**
     * A file.
     *
     * @param path where
     * @param live the name of the log that it is of
     * @param kind what it is
     * @param until to which date it can have lines; of a live one, when it was last written to
     * @param bytes of it
     * @param changed when it was last written to, as the file system says
     */
    record LogFile(Path path, String live, Kind kind, LocalDate until, long bytes, Instant changed) {
        String name() {
            return String.valueOf(path.getFileName());
        }

        YearMonth month() {
            return YearMonth.from(until);
        }
    }

    static Path folder(MaintenanceContext context) {
        return context.home().resolve(context.setting(FOLDER.name())).normalize();
    }

    /** Those in the folder that is set, by name; none when there is no such folder. */
    static LogFiles of(MaintenanceContext context) {
        Path folder = folder(context);
        List<LogFile> found = new ArrayList<>();
        try {
            for (Path path : context.files().list(folder)) {
                Optional<LogFile> file = Files.isRegularFile(path) ? of(path) : Optional.empty();
                file.ifPresent(found::add);
            }
        } catch (IOException e) {
            throw TaskErrors.fileFailed(folder, "listing", e);
        }
        found.sort(Comparator.comparing(LogFile::name));
        return new LogFiles(found);
    }

    private static Optional<LogFile> of(Path path) throws IOException {
        Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
        if (!name.matches() || (name.group(2) == null && name.group(3) != null)) {
            return Optional.empty();
        }
        String stamp = name.group(2);
        boolean packed = name.group(3) != null;
        Instant changed = Files.getLastModifiedTime(path).toInstant();
        try {
            if (stamp == null) {
                return Optional.of(file(path, name, Kind.LIVE, LocalDate.ofInstant(changed, ZoneOffset.UTC), changed));
            }
            if (stamp.length() == 6) {
                return packed
                        ? Optional.of(file(
                                path,
                                name,
                                Kind.MONTHLY,
                                YearMonth.parse(stamp, MONTH).atEndOfMonth(),
                                changed))
                        : Optional.empty();
            }
            LocalDate date = LocalDate.ofInstant(Instant.from(STAMP.parse(stamp)), ZoneOffset.UTC);
            return Optional.of(file(path, name, packed ? Kind.PACKED : Kind.ROTATED, date, changed));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LogFile file(Path path, Matcher name, Kind kind, LocalDate until, Instant changed)
            throws IOException {
        return new LogFile(path, name.group(1), kind, until, Files.size(path), changed);
    }

    List<LogFile> of(Kind kind) {
        return all.stream().filter(file -> file.kind() == kind).toList();
    }

    Optional<LogFile> named(String name) {
        return all.stream().filter(file -> file.name().equals(name)).findFirst();
    }

    /** The newest date of any of them. */
    Optional<LocalDate> newest() {
        return all.stream().map(LogFile::until).max(Comparator.naturalOrder());
    }

    /** What a live log becomes when it is taken away at an instant. */
    static Path rotated(Path live, Instant at) {
        return live.resolveSibling(live.getFileName() + "." + STAMP.format(at));
    }

    static Path monthly(Path part, String live, YearMonth month) {
        return part.resolveSibling(live + "." + MONTH.format(month) + ".zst");
    }
}
