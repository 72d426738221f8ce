package dev.barque.cli.conformance;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Cases in which one side or both refuse the input. */
final class Refusals {
    /** The documented faults that make the published system raise where Barque answers, by what it raises. */
    private static final List<Fault> MENDED = List.of(
            new Fault("TypeError: Invalid comparison between dtype=datetime64", Rule.MIXED_TIMES),
            new Fault("TypeError: Cannot compare tz-naive and tz-aware", Rule.MIXED_TIMES),
            new Fault("TypeError: can't compare offset-naive and offset-aware", Rule.MIXED_TIMES),
            new Fault("ValueError: unconverted data remains when parsing with format", Rule.ONE_BAD_STAMP),
            new Fault("ValueError: time data", Rule.ONE_BAD_STAMP));

    private Refusals() {}

    /** We refused: the published system must have raised the exception that our error stands for. */
    static Outcome compare(String id, JsonNode record, RuntimeException ours) {
        String found = PublishedRefusal.exceptionOf(ours);
        String expected = expected(record);
        if (found.equals(expected)) {
            return Outcome.passed(id);
        }
        return Outcome.failed(
                id,
                "expected " + (expected.isEmpty() ? "an answer" : expected) + " but found " + found + ": "
                        + ours.getMessage());
    }

    /** We answered where the published system raised: mended only where the fault is one of the documented list. */
    static Outcome answered(String id, JsonNode record) {
        String raises = record.path("raises").asString();
        return mendedBy(raises)
                .map(rule -> Outcome.mended(id, rule))
                .orElseGet(() -> Outcome.failed(id, "expected " + raises + " but found an answer"));
    }

    /** The rule by which an answer mends what the published system raised, empty where it raised rightly. */
    static Optional<String> mendedBy(String raises) {
        return MENDED.stream()
                .filter(fault -> raises.startsWith(fault.raises()))
                .map(fault -> fault.rule().text)
                .findFirst();
    }

    /** The name of the exception that was recorded, empty when there was an answer. */
    private static String expected(JsonNode record) {
        String raises = record.path("raises").asString("");
        int colon = raises.indexOf(':');
        return colon < 0 ? raises : raises.substring(0, colon);
    }

    private record Fault(String raises, Rule rule) {}

    private enum Rule {
        MIXED_TIMES("naive and aware times mixed: naive ones are read in the declared zone"),
        ONE_BAD_STAMP("one stamp of another form silences the whole file: every stamp is read by itself");

        private final String text;

        Rule(String text) {
            this.text = text;
        }
    }
}
