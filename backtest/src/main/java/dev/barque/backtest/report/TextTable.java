package dev.barque.backtest.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts that occur on many bars are written once and named by their place. */
final class TextTable {
    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    int place(String text) {
        return places.computeIfAbsent(text, t -> {
            texts.add(t);
            return texts.size() - 1;
        });
    }

    List<String> texts() {
        return texts;
    }
}
