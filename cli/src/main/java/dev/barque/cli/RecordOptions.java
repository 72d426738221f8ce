package dev.barque.cli;

import dev.barque.core.market.StampConvention;
import dev.barque.store.ingest.EpochUnit;
import dev.barque.store.ingest.Ingest;
import dev.barque.store.ingest.IngestFormat;
import dev.barque.store.ingest.L1Field;
import dev.barque.store.ingest.RecordNormalizer;
import dev.barque.store.ingest.StandardRules;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How vendors' files are read. */
final class RecordOptions {
    @Option(
            names = "--interval",
            paramLabel = "LENGTH",
            description = "How long a bar lasts, such as 1m, 30s, 1h; needed with --stamps open.")
    private @Nullable Duration interval;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Zone of times without an offset, such as America/New_York.")
    private @Nullable ZoneId zone;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; for files whose name does not tell.")
    private @Nullable IngestFormat format;

    @Option(
            names = "--column",
            paramLabel = "FIELD=NAME",
            description = "Which column means what, such as PRICE=last; fields: ${COMPLETION-CANDIDATES}.")
    private Map<L1Field, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--epoch",
            paramLabel = "UNIT",
            description = "What a number counts that stands for a time: ${COMPLETION-CANDIDATES}.")
    private @Nullable EpochUnit epoch;

    /** Which end of a bar a stamp names. */
    enum StampEnd {
        OPEN,
        CLOSE
    }

    Optional<Duration> interval() {
        return Optional.ofNullable(interval);
    }

    /** Starts an ingest whose records are read as the options say. */
    Ingest.Builder ingest(Path home, StampEnd stamps, Verb verb) {
        Ingest.Builder ingest =
                Ingest.into(home).stamps(convention(stamps, verb)).rules(rules());
        columns.forEach(ingest::column);
        return ingest;
    }

    /** The declared format of a file, or what its name tells. */
    Optional<IngestFormat> format(Path file) {
        return format == null ? IngestFormat.of(file) : Optional.of(format);
    }

    private StampConvention convention(StampEnd stamps, Verb verb) {
        if (stamps == StampEnd.OPEN && (interval == null || interval.isZero())) {
            throw new ParameterException(
                    verb.spec().commandLine(),
                    "Bars stamped at their opening need --interval, such as 1m: without it nobody knows when they are"
                            + " complete");
        }
        Duration length = interval == null ? Duration.ZERO : interval;
        return stamps == StampEnd.OPEN ? StampConvention.atOpen(length) : StampConvention.atClose(length);
    }

    private StandardRules rules() {
        StandardRules rules = RecordNormalizer.standard();
        rules = zone == null ? rules : rules.naiveZone(zone);
        return epoch == null ? rules : rules.epochUnit(epoch);
    }
}
