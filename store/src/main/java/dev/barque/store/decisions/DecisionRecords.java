package dev.barque.store.decisions;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.decision.RecordLine;
import dev.barque.store.internal.decision.Segment;
import dev.barque.store.internal.decision.SegmentLines;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The decisions of a log as {@link dev.barque.core.decision.Decision} objects, in the order in which they were written: segment
 * by segment, packed ones included, in memory that does not grow with the log. Needs no lock; a line that is being written at the
 * moment is not seen. Keeps no state; safe for use by several threads.
 */
public final class DecisionRecords {
    /** So many damaged places are listed; the rest is counted. */
    private static final int MOST_LISTED = 1_000;

    private final FileAccess files;
    private final Path folder;

    private DecisionRecords(FileAccess files, Path folder) {
        this.files = Objects.requireNonNull(files, "files");
        this.folder = Objects.requireNonNull(folder, "folder");
    }

    /** Those of a home. */
    public static DecisionRecords ofHome(Path home) {
        return in(JsonlDecisionLog.folderOf(home));
    }

    /** Those in a directory of their own, see {@link JsonlDecisionLog#in(Path)}. */
    public static DecisionRecords in(Path folder) {
        return in(folder, FileAccess.real());
    }

    /** {@link #in(Path)} on a disk that is not the real one. */
    public static DecisionRecords in(Path folder, FileAccess files) {
        return new DecisionRecords(files, folder);
    }

    /** Where they lie. */
    public Path folder() {
        return folder;
    }

    /** UTC dates that have a log, ascending; throws {@code store.cannot-read}. */
    public List<LocalDate> dates() {
        try {
            return DecisionDates.in(files, folder).stream()
                    .map(DecisionDates.Dated::date)
                    .toList();
        } catch (IOException e) {
            throw StoreErrors.cannotRead(folder, e);
        }
    }

    /**
     * Hands out the decisions of a query. A damaged line is passed over and reported, as are numbers that are missing between
     * two records. Throws {@code store.cannot-read} when the operating system refuses.
     */
    public DecisionReport read(DecisionQuery query, Consumer<LoggedDecision> to) {
        Reading reading = new Reading(query, to);
        Path at = folder;
        try {
            for (DecisionDates.Dated date : DecisionDates.in(files, folder)) {
                if (query.wants(date.date())) {
                    at = date.folder();
                    reading.date(date.folder());
                }
            }
        } catch (IOException e) {
            throw StoreErrors.cannotRead(at, e);
        }
        return new DecisionReport(reading.decisions, reading.damaged, reading.damagedLines);
    }

    /** One pass. */
    private final class Reading {
        private final DecisionQuery query;
        private final Consumer<LoggedDecision> to;
        private final RecordLine records = new RecordLine();
        private final List<DecisionReport.Damage> damaged = new ArrayList<>();
        private long damagedLines;
        private long decisions;
        private long expected;

        Reading(DecisionQuery query, Consumer<LoggedDecision> to) {
            this.query = query;
            this.to = to;
        }

        void date(Path dated) throws IOException {
            expected = 0;
            List<Segment> segments = Segment.in(files, dated);
            for (int i = 0; i < segments.size(); i++) {
                segment(segments.get(i), i + 1 == segments.size());
            }
        }

        private void segment(Segment segment, boolean isLast) throws IOException {
            SegmentLines lines;
            try {
                lines = SegmentLines.open(files, segment);
            } catch (IOException e) {
                if (!segment.isPacked()) {
                    throw e;
                }
                damage(segment, 0, "it cannot be unpacked: " + StoreErrors.reason(e));
                return;
            }
            try (lines) {
                while (next(segment, lines)) {
                    line(segment, lines);
                }
                if (segment.isPacked() && lines.number() == 0 && lines.unfinished() == 0) {
                    damage(segment, 0, "it is empty");
                }
                if (lines.unfinished() > 0 && !isLast) {
                    damage(segment, lines.number() + 1, "it has no end");
                }
            }
        }

        /** What a packed segment holds behind a damaged place is lost. */
        private boolean next(Segment segment, SegmentLines lines) throws IOException {
            try {
                return lines.next();
            } catch (IOException e) {
                if (!segment.isPacked()) {
                    throw e;
                }
                damage(segment, lines.number() + 1, "it cannot be unpacked: " + StoreErrors.reason(e));
                return false;
            }
        }

        private void line(Segment segment, SegmentLines lines) {
            LoggedDecision logged;
            try {
                if (lines.isTooLong()) {
                    throw new IllegalArgumentException("it is longer than any record can be");
                }
                RecordLine.Parsed parsed = records.read(lines.line(), lines.length());
                long number = parsed.number();
                if (number > expected) {
                    damage(
                            segment,
                            lines.number(),
                            "records " + expected + " to " + (number - 1) + " are missing before it");
                }
                expected = Math.max(expected, number + 1);
                if (!query.wants(parsed.symbol(), parsed.profile())) {
                    return;
                }
                logged = new LoggedDecision(parsed.decision(), number, segment.file(), lines.number());
            } catch (IllegalArgumentException e) {
                damage(segment, lines.number(), String.valueOf(e.getMessage()));
                return;
            }
            decisions++;
            to.accept(logged);
        }

        private void damage(Segment segment, long line, String found) {
            damagedLines++;
            if (damaged.size() < MOST_LISTED) {
                damaged.add(new DecisionReport.Damage(segment.file(), line, found));
            }
        }
    }
}
