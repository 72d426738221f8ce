package dev.barque.ops.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Names of files that can lie beside each other everywhere. */
class MemberNamesTest {
    private static final String[] PARTS = {"a", "A", "b", "ß", "SS", "ss", "x=1", "X=1", "é", "É", "İ", "i"};

    /** What {@link MemberNames} keeps digests of: keys, and how they were spelt. */
    private final Map<String, String> model = new HashMap<>();

    @RepeatedTest(50)
    void random_names_are_refused_where_a_model_refuses_them(RepetitionInfo repetition) {
        long seed = Long.getLong("barque.test.seed", repetition.getCurrentRepetition());
        Random random = new Random(seed);
        MemberNames names = new MemberNames();
        for (int i = 0; i < 12; i++) {
            StringBuilder name = new StringBuilder(PARTS[random.nextInt(PARTS.length)]);
            for (int depth = random.nextInt(4); depth > 0; depth--) {
                name.append('/').append(PARTS[random.nextInt(PARTS.length)]);
            }
            boolean fits = fits(name.toString());
            assertThat(names.add(name.toString()).isEmpty())
                    .as("seed %d, name %d: '%s' fits", seed, i, name)
                    .isEqualTo(fits);
            if (!fits) {
                return; // what is left behind by a name that was refused is nobody's business
            }
        }
    }

    @Test
    void names_of_a_hundred_thousand_partitions_take_a_few_dozen_bytes_each() {
        int partitions = 50_000;
        MemberNames[] held = new MemberNames[1];
        long before = live();
        held[0] = new MemberNames();
        for (int i = 0; i < partitions; i++) {
            String directory = "data/date=" + i / 500 + "/symbol=S" + i % 500 + "/feature_set_id=v1/";
            assertThat(held[0].add(directory + "features.parquet")).isEmpty();
            assertThat(held[0].add(directory + "manifest.json")).isEmpty();
        }
        long bytes = (live() - before) / partitions;
        assertThat(held[0].add("data/date=0/symbol=S0/feature_set_id=v1/manifest.json"))
                .isEqualTo("it is there twice");
        // Four names: two files and two directories of their own.
        assertThat(bytes).as("bytes of heap a partition").isLessThan(400);
    }

    private static long live() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private boolean fits(String name) {
        String folded = fold(name);
        if (model.put(folded, name) != null) {
            return false;
        }
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            String directory = name.substring(0, slash);
            String spelt = model.putIfAbsent(fold(directory) + "/", directory);
            if (model.containsKey(fold(directory)) || (spelt != null && !spelt.equals(directory))) {
                return false;
            }
        }
        return !model.containsKey(folded + "/");
    }

    private static String fold(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
