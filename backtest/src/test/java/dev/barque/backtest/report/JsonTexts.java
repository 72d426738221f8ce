package dev.barque.backtest.report;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON with a strict parser. */
final class JsonTexts {
    private JsonTexts() {}

    /** Every text and number in the order of the document; fails on what is not JSON. */
    static List<Object> values(String json) {
        List<Object> values = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    values.add(parser.getString());
                } else if (token.isNumeric()) {
                    values.add(parser.getDoubleValue());
                }
            }
        }
        return values;
    }
}
