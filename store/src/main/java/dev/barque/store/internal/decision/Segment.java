package dev.barque.store.internal.decision;

import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of the log of a date, plain or packed: {@code decisions-000001.jsonl}, {@code decisions-000001.jsonl.zst}. The names
 * keep the order of writing up to a million of them. Where both are there the plain one counts: it is deleted only when the
 * packed one is whole.
 *
 * @param number from 1
 * @param file where
 * @param isPacked whether with zstd
 */
public record Segment(int number, Path file, boolean isPacked) {
    private static final Pattern NAME = Pattern.compile("decisions-(\\d{6})\\.jsonl(\\.zst)?");
    private static final int MOST = 999_999;

    /** The plain segment of a number; throws IOException when there can be no more. */
    public static Segment plain(Path folder, int number) throws IOException {
        if (number > MOST) {
            throw new IOException("there are " + MOST + " segments already; take larger ones");
        }
        return new Segment(number, folder.resolve(String.format("decisions-%06d.jsonl", number)), false);
    }

    /** The packed one of the same number. */
    public Segment packed() {
        return isPacked ? this : new Segment(number, file.resolveSibling(file.getFileName() + ".zst"), true);
    }

    /** Those in a folder, one for each number, in order; none when there is no such folder. */
    public static List<Segment> in(FileAccess files, Path folder) throws IOException {
        Map<Integer, Segment> segments = new TreeMap<>();
        for (Path file : files.list(folder)) {
            Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
            if (name.matches()) {
                boolean packed = name.group(2) != null;
                int number = Integer.parseInt(name.group(1));
                segments.merge(number, new Segment(number, file, packed), (a, b) -> a.isPacked ? b : a);
            }
        }
        return new ArrayList<>(segments.values());
    }
}
