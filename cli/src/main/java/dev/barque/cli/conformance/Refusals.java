package dev.barque.cli.conformance;

import tools.jackson.databind.JsonNode;

/** Cases in which one side or both refuse the input. */
final class Refusals {
    private static final String MIXED_TIMES = "naive and aware times mixed: read in the declared zone";

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
    static Outcome answered(String id, JsonNode record, boolean mixedTimes) {
        return mixedTimes && expected(record).equals("TypeError")
                ? Outcome.mended(id, MIXED_TIMES)
                : Outcome.failed(id, "expected " + record.path("raises").asString() + " but found an answer");
    }

    /** The name of the exception that was recorded, empty when there was an answer. */
    static String expected(JsonNode record) {
        String raises = record.path("raises").asString("");
        int colon = raises.indexOf(':');
        return colon < 0 ? raises : raises.substring(0, colon);
    }
}
