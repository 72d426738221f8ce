package dev.barque.store.internal.trial;

import dev.barque.core.trial.TrialEntry;
import dev.barque.core.trial.TrialHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a ledger from its first line to its last and holds each against the one before it and all against the head. */
public final class LedgerScan {
    private final @Nullable LedgerHead head;
    private final List<TrialEntry> entries = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private long last;
    private String lastSeal = TrialLine.NOTHING;
    private boolean brokenBefore;
    private long wholeBytes;
    private @Nullable String seenAtHead;

    private LedgerScan(@Nullable LedgerHead head) {
        this.head = head;
    }

    /** Of all bytes of a ledger; a last line without an end is one that is being written, or that a death cut short. */
    public static LedgerScan of(byte[] content, @Nullable LedgerHead head) {
        LedgerScan scan = new LedgerScan(head);
        int from = 0;
        long number = 0;
        for (int at = 0; at < content.length; at++) {
            if (content[at] == '\n') {
                number++;
                boolean isLast = at + 1 == content.length || noneEnds(content, at + 1);
                scan.line(number, Arrays.copyOfRange(content, from, at), isLast, at + 1L);
                from = at + 1;
            }
        }
        scan.holdAgainstHead();
        return scan;
    }

    private static boolean noneEnds(byte[] content, int from) {
        for (int i = from; i < content.length; i++) {
            if (content[i] == '\n') {
                return false;
            }
        }
        return true;
    }

    private void line(long number, byte[] bytes, boolean isLast, long end) {
        TrialLine line;
        try {
            line = TrialLine.read(bytes);
        } catch (IllegalArgumentException e) {
            if (isLast && !brokenBefore && isTorn()) {
                return;
            }
            findings.add("Line " + number + " was altered or damaged: " + e.getMessage());
            brokenBefore = true;
            wholeBytes = end;
            return;
        }
        TrialEntry entry = line.entry();
        if (entry.number() > last + 1 && !brokenBefore) {
            findings.add(
                    "Entries " + (last + 1) + " to " + (entry.number() - 1) + " are missing before line " + number);
        } else if (entry.number() <= last) {
            findings.add("Line " + number + " has entry " + entry.number() + " behind entry " + last);
        } else if (!brokenBefore && !line.previous().equals(lastSeal)) {
            findings.add("Line " + number + ", entry " + entry.number()
                    + ", was sealed behind another entry than the one before it");
        } else if (brokenBefore && entry.number() > last + 2) {
            findings.add("Of entries " + (last + 1) + " to " + (entry.number() - 1) + " some are missing before line "
                    + number);
        }
        if (head != null && head.number() == entry.number()) {
            seenAtHead = entry.seal();
        }
        entries.add(entry);
        last = Math.max(last, entry.number());
        lastSeal = entry.seal();
        brokenBefore = false;
        wholeBytes = end;
    }

    /** Whether the line behind the last good one can be one that nobody was told of: the head does not know it. */
    private boolean isTorn() {
        return head == null ? last == 0 : head.number() <= last;
    }

    private void holdAgainstHead() {
        if (head == null) {
            if (last > 1) {
                findings.add("The file that says how many entries there are is missing");
            }
        } else if (head.number() > last) {
            findings.add(
                    last == 0
                            ? "All entries are missing: " + head.number() + " were entered"
                            : "Entries " + (last + 1) + " to " + head.number() + " are missing at the end");
        } else if (!head.seal().equals(seenAtHead)) {
            findings.add("Entry " + head.number() + " is not the one that was entered, or it is missing");
        }
    }

    /** Number of the last entry that was entered, as far as is known. */
    private long lastNumber() {
        return head == null ? last : Math.max(last, head.number());
    }

    /** What the next entry goes on from: it is sealed behind the last one that the head knows, so that a gap stays where it is. */
    public LedgerTail tail() {
        return new LedgerTail(lastNumber(), head != null && head.number() > last ? head.seal() : lastSeal, wholeBytes);
    }

    /** All of it, with findings from elsewhere first. */
    public TrialHistory history(List<String> before) {
        List<String> all = new ArrayList<>(before);
        all.addAll(findings);
        return new TrialHistory(entries, lastNumber(), all);
    }
}
