package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.feature.Interval;
import dev.barque.core.feature.Lookback;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.market.Symbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads of files that the published system wrote, against what it answered. The files and answers under
 * {@code src/test/resources/published} are a part of a recorded set; {@code -Dbarque.golden=DIR} checks all of it.
 */
class PublishedFeaturesTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Path FILES = Path.of("src/test/resources/published");
    private static final Path GOLDEN = Path.of(System.getProperty("barque.golden", FILES.toString()));
    private static final Symbol SPY = Symbol.of("SPY");
    private static final FeatureSetId V0_1_0 = FeatureSetId.of("v0.1.0");

    @Test
    void every_recorded_read_comes_out_as_the_published_system_answered() throws IOException {
        List<String> differences = new ArrayList<>();
        int rows = 0;
        int without = 0;
        for (String line : Files.readAllLines(GOLDEN.resolve("store_reads.jsonl"))) {
            JsonNode read = JsonMapper.shared().readTree(line);
            Optional<String> difference = difference(read);
            difference.ifPresent(text -> differences.add(read.path("id").asString() + " " + text));
            if (read.has("raises")) {
                without++;
            } else {
                rows++;
            }
        }
        assertThat(differences).isEmpty();
        assertThat(rows).isGreaterThan(50);
        assertThat(without).isGreaterThan(20);
    }

    private static Optional<String> difference(JsonNode read) {
        PublishedFeatures store = store(GOLDEN.resolve(read.path("store").asString()), StampPolicy.UNIFORM);
        JsonNode args = read.path("args");
        String asked = args.path("t_event").asString();
        LocalDate date = LocalDate.parse(asked.substring(0, 10));
        FeatureSetId set = FeatureSetId.of(args.path("feature_set_id").asString());
        Symbol symbol = Symbol.of(args.path("symbol").asString());
        AsOf asOf = AsOf.at(instant(asked));
        String raises = read.path("raises").asString("");
        try {
            Optional<FeatureRow> row = store.findIn(date, set, symbol, asOf);
            if (row.isPresent()) {
                // A naive question to an aware file is a TypeError there; here it is read in the declared zone.
                return raises.startsWith("TypeError")
                        ? Optional.empty()
                        : raises.isEmpty() ? difference(read, row.get()) : Optional.of("found a row, not " + raises);
            }
            NoFeatures why = store.diagnoseIn(date, set, symbol, asOf);
            boolean right = switch (why.reason()) {
                case ALL_LATER -> raises.equals("ValueError: No bar <= t_event");
                case NO_SUCH_DATE, NO_SUCH_SYMBOL, NO_SUCH_VERSION -> raises.startsWith("FileNotFoundError");
                case KNOWN_LATER, TOO_OLD -> false;
            };
            return right ? Optional.empty() : Optional.of("expected '" + raises + "' but " + why.message());
        } catch (BarqueException e) {
            boolean mixed = raises.contains("unconverted data remains") || raises.contains("doesn't match format");
            return mixed && e.code().equals("store.mixed-stamps") ? Optional.empty() : Optional.of(e.toString());
        }
    }

    private static Optional<String> difference(JsonNode read, FeatureRow row) {
        JsonNode expected = read.path("result_zones_as_lists");
        if (read.has("unstable")) {
            return Optional.empty(); // the published winner among many duplicates is arbitrary
        }
        if (!row.eventTime().equals(instant(expected.path("bar").asString()))) {
            return Optional.of("bar " + row.eventTime() + " instead of " + expected.path("bar"));
        }
        if (row.sequence() != read.path("winning_row_in_file").asInt() + 1) {
            return Optional.of("row " + row.sequence() + " of the file");
        }
        for (int field = 0; field < row.schema().size(); field++) {
            JsonNode at = expected;
            for (String part : row.schema().field(field).name().split("\\.", -1)) {
                at = at.path(part);
            }
            if (!same(row.schema().field(field).type(), row.value(field), at)) {
                return Optional.of(row.schema().field(field).name() + " is " + row.value(field) + ", not " + at);
            }
        }
        return Optional.empty();
    }

    private static boolean same(FeatureType type, @Nullable Object value, JsonNode expected) {
        if (value == null || expected.isNull() || expected.isMissingNode()) {
            return value == null && (expected.isNull() || expected.isMissingNode());
        }
        return switch (type) {
            case FLOAT64 -> (Double) value == number(expected);
            case INT64 -> (Long) value == expected.asLong();
            case BOOL -> (Boolean) value == expected.asBoolean();
            case STRING -> value.equals(expected.asString());
            case STRING_LIST ->
                value.equals(expected.valueStream().map(JsonNode::asString).toList());
            case FLOAT64_LIST ->
                value.equals(expected.valueStream()
                        .map(PublishedFeaturesTest::number)
                        .toList());
            case INTERVAL_LIST ->
                value.equals(expected.valueStream()
                        .map(zone -> new Interval(number(zone.path("lo")), number(zone.path("hi"))))
                        .toList());
        };
    }

    private static double number(JsonNode node) {
        return switch (node.asString("")) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> node.asDouble();
        };
    }

    @Test
    void among_forty_rows_of_one_bar_the_last_written_wins() {
        PublishedFeatures store = store("store_fixtures", StampPolicy.UNIFORM);

        FeatureRow row = store.get(FeatureSetId.of("dups_same_bar_40"), SPY, at("2025-11-05T09:30:00"));

        assertThat(row.sequence()).isEqualTo(40);
        assertThat(row.knownMicros()).isEqualTo(row.eventMicros());
        assertThat(row.ingestedMicros()).isZero();
    }

    @Test
    void mixed_stamps_are_refused_as_a_whole_or_read_one_by_one() {
        FeatureSetId mixed = FeatureSetId.of("mixed_naive_and_aware");
        LocalDate date = LocalDate.of(2025, 11, 5);

        assertThatThrownBy(() -> store("store_fixtures", StampPolicy.UNIFORM).partition(date, SPY, mixed))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.mixed-stamps"))
                .hasMessageContaining("mixed_naive_and_aware")
                .hasMessageContaining("StampPolicy.EACH");
        assertThat(store("store_fixtures", StampPolicy.EACH).partition(date, SPY, mixed))
                .extracting(FeatureRow::eventTime)
                .startsWith(Instant.parse("2025-11-05T14:30:00Z"));
    }

    @Test
    void a_partition_lists_its_rows_in_the_order_of_the_file() {
        List<FeatureRow> rows =
                store("features", StampPolicy.UNIFORM).partition(LocalDate.of(2024, 10, 10), SPY, V0_1_0);

        assertThat(rows).hasSizeBetween(25, 30);
        assertThat(rows).extracting(FeatureRow::sequence).startsWith(1L, 2L, 3L);
    }

    @Test
    void the_date_of_an_instant_is_that_of_the_zone() {
        PublishedFeatures newYork = store("store_fixtures", StampPolicy.UNIFORM);
        PublishedFeatures utc = PublishedFeatures.builder(FILES.resolve("store_fixtures"))
                .anySet(PublishedSchema.V0_1_0)
                .zone(ZoneId.of("UTC"))
                .build();
        FeatureSetId late = FeatureSetId.of("late_bar"); // one naive row, 23:59 on the fifth

        assertThat(newYork.find(late, SPY, AsOf.at(Instant.parse("2025-11-06T04:59:30Z"))))
                .isPresent();
        assertThat(utc.find(late, SPY, AsOf.at(Instant.parse("2025-11-06T04:59:30Z"))))
                .isEmpty();
        assertThat(utc.find(late, SPY, AsOf.at(Instant.parse("2025-11-05T23:59:30Z"))))
                .isPresent();
    }

    @Test
    void a_greatest_age_looks_over_the_ends_of_days() {
        PublishedFeatures store = PublishedFeatures.builder(FILES.resolve("features"))
                .set(new FeatureSet(V0_1_0, PublishedSchema.V0_1_0, Lookback.atMost(Duration.ofDays(3))))
                .build();

        assertThat(store.get(V0_1_0, SPY, at("2025-10-26T12:00:00")).eventTime())
                .isEqualTo(Instant.parse("2025-10-24T19:50:00Z"));
        assertThat(store.diagnose(V0_1_0, SPY, at("2024-10-20T12:00:00")).reason())
                .isEqualTo(NoFeatures.Reason.TOO_OLD);
        // Longer than anybody would walk day by day.
        PublishedFeatures ages = PublishedFeatures.builder(FILES.resolve("features"))
                .set(new FeatureSet(V0_1_0, PublishedSchema.V0_1_0, Lookback.atMost(Duration.ofDays(400_000))))
                .build();
        assertThat(ages.find(V0_1_0, SPY, at("2032-10-26T12:00:00"))).isPresent();
        assertThat(ages.find(V0_1_0, SPY, at("2032-10-26T12:00:00").knownAt(Instant.MAX)))
                .isPresent();
    }

    @Test
    void what_is_missing_is_named_with_what_is_there() {
        PublishedFeatures store = store("features", StampPolicy.UNIFORM);

        assertThatThrownBy(() -> store.get(V0_1_0, SPY, at("2024-10-12T15:00:00")))
                .hasMessageContaining("2024-10-10")
                .hasMessageContaining("2025-10-24");
        assertThat(store.diagnose(V0_1_0, Symbol.of("XYZ"), at("2024-10-10T15:00:00")))
                .satisfies(why -> assertThat(why.reason()).isEqualTo(NoFeatures.Reason.NO_SUCH_SYMBOL))
                .satisfies(why -> assertThat(why.available()).containsExactly("SPY"));
        assertThat(store.diagnose(FeatureSetId.of("v9"), SPY, at("2024-10-10T15:00:00")))
                .satisfies(why -> assertThat(why.reason()).isEqualTo(NoFeatures.Reason.NO_SUCH_VERSION))
                .satisfies(why -> assertThat(why.available()).containsExactly("v0.1.0"));
        NoFeatures early = store.diagnose(V0_1_0, SPY, at("2025-10-24T09:31:00"));
        assertThat(early.reason()).isEqualTo(NoFeatures.Reason.ALL_LATER);
        assertThat(early.after()).contains(Instant.parse("2025-10-24T14:20:00Z"));
        assertThat(early.before()).isPresent();
    }

    @Test
    void a_symbol_cannot_lead_out_of_the_root() {
        PublishedFeatures store = store("features", StampPolicy.UNIFORM);
        LocalDate date = LocalDate.of(2025, 10, 24);

        assertThat(store.partition(date, SPY, V0_1_0)).isNotEmpty();
        assertThat(store.partition(date, Symbol.of("X/../../date=2025-10-24/symbol=SPY"), V0_1_0))
                .isEmpty();
    }

    @Test
    void a_schema_that_asks_for_another_type_is_told_so() {
        FeatureSchema wrong =
                FeatureSchema.builder().float64("hedge.present.regime", "1").build();
        PublishedFeatures store = PublishedFeatures.builder(FILES.resolve("features"))
                .anySet(wrong)
                .build();

        assertThatThrownBy(() -> store.find(V0_1_0, SPY, at("2025-10-24T12:00:00")))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.wrong-type"))
                .hasMessageContaining("hedge.present.regime");
    }

    private static PublishedFeatures store(String folder, StampPolicy policy) {
        return store(FILES.resolve(folder), policy);
    }

    private static PublishedFeatures store(Path root, StampPolicy policy) {
        return PublishedFeatures.builder(root)
                .anySet(PublishedSchema.V0_1_0)
                .zone(NEW_YORK)
                .stamps(policy)
                .build();
    }

    private static AsOf at(String time) {
        return AsOf.at(instant(time));
    }

    private static Instant instant(String time) {
        if (time.endsWith("Z")) {
            return Instant.parse(time);
        }
        int sign = Math.max(time.indexOf('+', 19), time.indexOf('-', 19));
        if (sign < 0) {
            return LocalDateTime.parse(time).atZone(NEW_YORK).toInstant();
        }
        // By hand: Python has offsets of up to a day, java.time only of up to 18 hours.
        Duration ahead = Duration.between(LocalTime.MIDNIGHT, LocalTime.parse(time.substring(sign + 1)));
        Instant local = LocalDateTime.parse(time.substring(0, sign)).toInstant(ZoneOffset.UTC);
        return time.charAt(sign) == '+' ? local.minus(ahead) : local.plus(ahead);
    }
}
