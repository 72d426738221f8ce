package dev.barque.ops.maintenance.tasks;

import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenanceTask.Setting;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What date it is, as far as anything may be deleted for it: the clock, the newest data and the operator's word are three readings, of
 * which two have to agree. One that jumped ten years ahead deletes nothing; one that fell back deletes less.
 */
final class Readings {
    static final Setting TODAY = new Setting(
            "today",
            "the date to reckon from, as a second reading beside the clock or the newest data; none when absent",
            "");
    static final Setting AGREE =
            new Setting("agree-days", "how many days two readings of the date may lie apart at most", "10");

    private final Map<String, LocalDate> readings = new LinkedHashMap<>();
    private final long apart;

    private Readings(MaintenanceContext context, Optional<LocalDate> newest) {
        apart = context.number(AGREE.name());
        readings.put("the clock says", LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC));
        newest.ifPresent(date -> readings.put("the newest data is of", date));
        context.date(TODAY.name()).ifPresent(date -> readings.put("the operator says", date));
    }

    /** The earliest date that two readings agree on; throws {@code maintenance.readings-disagree}. */
    static LocalDate agreed(MaintenanceContext context, Optional<LocalDate> newest, String what) {
        return new Readings(context, newest).agreed(what);
    }

    private LocalDate agreed(String what) {
        List<LocalDate> dates = List.copyOf(readings.values());
        Optional<LocalDate> agreed = Optional.empty();
        for (int i = 0; i < dates.size(); i++) {
            for (int j = i + 1; j < dates.size(); j++) {
                LocalDate a = dates.get(i);
                LocalDate b = dates.get(j);
                if (Math.abs(a.toEpochDay() - b.toEpochDay()) <= apart) {
                    LocalDate earlier = a.isBefore(b) ? a : b;
                    agreed = agreed.filter(other -> other.isBefore(earlier)).or(() -> Optional.of(earlier));
                }
            }
        }
        return agreed.orElseThrow(() -> TaskErrors.readingsDisagree(
                what,
                readings.entrySet().stream()
                        .map(reading -> reading.getKey() + " " + reading.getValue())
                        .collect(Collectors.joining(", ")),
                apart));
    }
}
