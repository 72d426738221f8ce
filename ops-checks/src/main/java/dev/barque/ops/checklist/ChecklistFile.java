package dev.barque.ops.checklist;

import dev.barque.core.error.BarqueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Checklists as YAML, for operators who have their own.
 *
 * <pre>
 * name: shift
 * group: pre-market
 * items:
 *   - id: store
 *     what: Is the store whole?
 *     checks: [store-footers, quarantined-files]
 *   - id: features-old
 *     what: Delete old features.
 *     task: feature-retention
 *     settings: {keep-days: 60}
 *   - id: seal
 *     what: Move ended dates to Parquet.
 *     work: Run 'barque store seal --ended us-equities'.
 *   - id: broker
 *     what: Broker.
 *     person: See that it is connected.
 * </pre>
 *
 * <p>Reading needs {@code tools.jackson.dataformat:jackson-dataformat-yaml}, which this module does not bring along.
 */
public final class ChecklistFile {
    private ChecklistFile() {}

    /** Reads one; throws {@code checklist.cannot-read}, and as {@link #parse}. */
    public static Checklist read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw ChecklistErrors.cannotRead(file, e);
        }
    }

    /**
     * Reads the text of one. Throws {@code checklist.invalid} with everything that is wrong with it, {@code checklist.no-yaml}.
     *
     * @param source for messages
     */
    public static Checklist parse(String text, String source) {
        try {
            return ChecklistReading.of(text, source);
        } catch (BarqueException e) {
            throw e;
        } catch (NoClassDefFoundError e) {
            throw ChecklistErrors.noYaml(source, e);
        }
    }

    /** The text of one, which {@link #parse} reads as an equal one. */
    public static String write(Checklist list) {
        return ChecklistWriting.of(list);
    }
}
