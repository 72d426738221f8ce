package dev.barque.store.internal.verify;

import static dev.barque.store.internal.verify.Directories.each;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Symbol;
import dev.barque.store.FileCondition;
import dev.barque.store.VerifyDepth;
import dev.barque.store.VerifyFinding;
import dev.barque.store.VerifyListener;
import dev.barque.store.VerifyReport;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.chains.ChainDateFile;
import dev.barque.store.internal.chains.ChainSchema;
import dev.barque.store.internal.feature.HiveNames;
import dev.barque.store.internal.feature.PartitionAudit;
import dev.barque.store.internal.feature.PartitionFiles;
import dev.barque.store.internal.feature.PartitionKey;
import dev.barque.store.internal.feature.PartitionPath;
import dev.barque.store.internal.feature.SetRegistry;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.l1.L1Audit;
import dev.barque.store.internal.l1.L1Schema;
import dev.barque.store.internal.log.LogAudit;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One walk over a home, one entry at a time: four directories are open at most, and nothing grows with what is stored but the
 * list of findings, which has an end.
 */
public final class HomeWalk {
    private final Path home;
    private final FileAccess files;
    private final VerifyListener listener;
    private final VerifyDepth depth;
    private final PartitionAudit partitions;
    private final Map<FileCondition, Long> counts = new EnumMap<>(FileCondition.class);
    private final List<VerifyFinding> findings = new ArrayList<>();
    private final List<Path> temporaries = new ArrayList<>();
    private long done;
    private long partitionCount;
    private long rows;
    private long bytes;
    private long barFiles;

    /** Of a home that is there. */
    public HomeWalk(Path home, FileAccess files, VerifyListener listener, VerifyDepth depth) {
        this.home = home;
        this.files = files;
        this.listener = listener;
        this.depth = depth;
        partitions = new PartitionAudit(files, home, depth);
    }

    /** Walks once. */
    public VerifyReport walk() {
        each(home, entry -> {
            if (AtomicFile.isTemporary(entry)) {
                temporary(entry);
            }
        });
        each(home.resolve("feature_sets"), this::registered);
        // What jobs remember is checked by those who go on with them.
        each(
                home.resolve("regeneration"),
                job -> each(job, entry -> {
                    if (AtomicFile.isTemporary(entry)) {
                        temporary(entry);
                    }
                }));
        if (depth != VerifyDepth.FOOTERS) {
            log();
        }
        each(home.resolve("data"), this::date);
        each(home.resolve(L1Schema.FOLDER), this::bars);
        each(home.resolve(ChainSchema.FOLDER), this::chains);
        for (Path temporary : temporaries) {
            // One that has gone since was a writer's at work.
            if (files.exists(temporary)) {
                finding(temporary, FileCondition.ORPHAN_TEMPORARY, "store.leftover", "a file written aside", "nothing");
            }
        }
        findings.sort(Comparator.comparing(VerifyFinding::where));
        return new VerifyReport(home, partitionCount, rows, bytes, barFiles, counts, findings);
    }

    private void registered(Path entry) {
        String name = name(entry);
        Optional<FeatureSetId> id = name.endsWith(".json")
                ? HiveNames.set(name.substring(0, name.length() - ".json".length()))
                : Optional.empty();
        if (AtomicFile.isTemporary(entry)) {
            temporary(entry);
        } else if (id.isEmpty()) {
            foreign(entry);
        } else {
            try {
                new SetRegistry(files, home).recorded(id.get());
                checked(entry, FileCondition.OK);
            } catch (BarqueException e) {
                finding(entry, condition(e), e.code(), String.valueOf(e.getMessage()), "the schema of a version");
            }
        }
    }

    private void log() {
        try {
            LogAudit.check(files, home, (segment, problem) -> {
                if (problem.isEmpty()) {
                    checked(segment, FileCondition.OK);
                } else {
                    finding(
                            segment,
                            FileCondition.DAMAGED,
                            "store.log-damage",
                            problem,
                            "frames that follow each other");
                }
            });
        } catch (BarqueException e) {
            finding(home.resolve("log"), condition(e), e.code(), String.valueOf(e.getMessage()), "a log");
        }
    }

    private void date(Path entry) {
        Optional<LocalDate> date = PartitionPath.date(name(entry));
        if (date.isPresent() && Files.isDirectory(entry)) {
            each(entry, below -> symbol(below, date.get()));
        } else {
            stranger(entry);
        }
    }

    private void symbol(Path entry, LocalDate date) {
        Optional<Symbol> symbol = PartitionPath.symbol(name(entry));
        if (symbol.isPresent() && Files.isDirectory(entry)) {
            each(entry, below -> set(below, date, symbol.get()));
        } else {
            stranger(entry);
        }
    }

    private void set(Path entry, LocalDate date, Symbol symbol) {
        Optional<FeatureSetId> set = PartitionPath.set(name(entry));
        if (set.isEmpty() || !Files.isDirectory(entry)) {
            stranger(entry);
            return;
        }
        each(entry, file -> {
            if (!PartitionFiles.isOne(name(file))) {
                stranger(file);
            }
        });
        Optional<PartitionAudit.Result> result = partitions.check(entry, new PartitionKey(date, symbol, set.get()));
        result.ifPresent(found -> {
            partitionCount++;
            if (found.condition() == FileCondition.OK) {
                rows += found.rows();
                bytes += found.bytes();
                checked(entry, FileCondition.OK);
            } else {
                finding(entry, found.condition(), found.code(), found.found(), found.expected());
            }
        });
    }

    private void bars(Path entry) {
        Optional<LocalDate> date =
                L1Schema.date(entry).or(() -> L1Schema.superseded(entry)).or(() -> L1Schema.packed(entry));
        if (date.isPresent()) {
            barFiles++;
            try {
                bytes += depth == VerifyDepth.FOOTERS ? L1Audit.checkFooter(entry) : L1Audit.check(entry, date.get());
                checked(entry, FileCondition.OK);
            } catch (BarqueException e) {
                FileCondition condition = e.code().equals("l1.wrong-place") ? FileCondition.WRONG_PLACE : condition(e);
                finding(entry, condition, e.code(), String.valueOf(e.getMessage()), "a whole file of bars");
            }
        } else if (L1Schema.quarantined(entry).isPresent()) {
            barFiles++;
            finding(entry, FileCondition.QUARANTINED, "l1.quarantined", "its damaged file lies in quarantine", "bars");
        } else if (!name(entry).equals(".lock")) {
            stranger(entry);
        }
    }

    private void chains(Path entry) {
        if (ChainSchema.date(entry).isPresent()) {
            try {
                if (depth == VerifyDepth.FOOTERS) {
                    L1Audit.checkFooter(entry);
                } else {
                    ChainDateFile.read(entry);
                }
                bytes += Files.size(entry);
                checked(entry, FileCondition.OK);
            } catch (IOException e) {
                finding(entry, FileCondition.UNREADABLE, "store.cannot-read", StoreErrors.reason(e), "option chains");
            } catch (BarqueException e) {
                FileCondition condition =
                        e.code().equals("chains.wrong-place") ? FileCondition.WRONG_PLACE : condition(e);
                finding(entry, condition, e.code(), String.valueOf(e.getMessage()), "a whole file of option chains");
            }
        } else if (!name(entry).equals(".lock")) {
            stranger(entry);
        }
    }

    private static FileCondition condition(BarqueException e) {
        return e.code().equals("store.cannot-read") ? FileCondition.UNREADABLE : FileCondition.DAMAGED;
    }

    private void stranger(Path entry) {
        if (AtomicFile.isTemporary(entry)) {
            temporary(entry);
        } else {
            foreign(entry);
        }
    }

    private void temporary(Path entry) {
        // A list with an end: what a million crashes left is counted by the next walk, when these are gone.
        if (temporaries.size() < VerifyReport.MAX_LISTED) {
            temporaries.add(entry);
        }
    }

    private void foreign(Path entry) {
        finding(entry, FileCondition.FOREIGN, "store.foreign-file", "a name that the store never writes", "nothing");
    }

    private void finding(Path entry, FileCondition condition, String code, String found, String expected) {
        if (findings.size() < VerifyReport.MAX_LISTED) {
            findings.add(new VerifyFinding(where(entry), condition, code, found, expected));
        }
        checked(entry, condition);
    }

    private void checked(Path entry, FileCondition condition) {
        counts.merge(condition, 1L, Long::sum);
        listener.checked(where(entry), condition, ++done);
    }

    private String where(Path entry) {
        return home.relativize(entry).toString().replace(entry.getFileSystem().getSeparator(), "/");
    }

    private static String name(Path entry) {
        return String.valueOf(entry.getFileName());
    }
}
