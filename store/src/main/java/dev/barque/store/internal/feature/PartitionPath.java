package dev.barque.store.internal.feature;

import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Symbol;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** The directories of a partition, read backwards: which key they stand for. */
public final class PartitionPath {
    private static final String DATE = "date=";
    private static final String SYMBOL = "symbol=";
    private static final String SET = "feature_set_id=";

    private PartitionPath() {}

    /** The date of a directory {@code date=YYYY-MM-DD}. */
    public static Optional<LocalDate> date(String directory) {
        try {
            return value(directory, DATE).map(LocalDate::parse).filter(date -> (DATE + date).equals(directory));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The symbol of a directory, when a store of ours may have made it. */
    public static Optional<Symbol> symbol(String directory) {
        return value(directory, SYMBOL).flatMap(HiveNames::symbol);
    }

    /** The version of a directory, when a store of ours may have made it. */
    public static Optional<FeatureSetId> set(String directory) {
        return value(directory, SET).flatMap(HiveNames::set);
    }

    /** The key of {@code date=D/symbol=S/feature_set_id=F}. */
    public static Optional<PartitionKey> key(Path belowData) {
        if (belowData.getNameCount() != 3) {
            return Optional.empty();
        }
        Optional<LocalDate> date = date(belowData.getName(0).toString());
        Optional<Symbol> symbol = symbol(belowData.getName(1).toString());
        Optional<FeatureSetId> set = set(belowData.getName(2).toString());
        return date.isPresent() && symbol.isPresent() && set.isPresent()
                ? Optional.of(new PartitionKey(date.get(), symbol.get(), set.get()))
                : Optional.empty();
    }

    private static Optional<String> value(String directory, String prefix) {
        return directory.startsWith(prefix) ? Optional.of(directory.substring(prefix.length())) : Optional.empty();
    }
}
