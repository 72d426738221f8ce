package dev.barque.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the time went, from recordings of the JDK's flight recorder: shares of samples by the innermost method of Barque and by what ran
 * in the end. Samples without a method of Barque are left out. {@code benchmarks/profile} makes the recordings.
 */
public final class Profile {
    private static final String OURS = "dev.barque.";
    private static final String BENCHMARKS = "dev.barque.benchmarks.";

    private final Map<String, Integer> methods = new HashMap<>();
    private final Map<String, Integer> ends = new HashMap<>();
    private final Pattern under;
    private int samples;

    private Profile(Pattern under) {
        this.under = under;
    }

    /** How many lines of each table, a pattern for one of the callers (empty for all samples), and recordings. */
    public static void main(String[] arguments) throws IOException {
        Profile profile = new Profile(Pattern.compile(arguments[1]));
        int lines = Integer.parseInt(arguments[0]);
        for (String recording : List.of(arguments).subList(2, arguments.length)) {
            profile.add(Path.of(recording));
        }
        profile.print(System.out, lines);
    }

    private void add(Path recording) throws IOException {
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                String name = event.getEventType().getName();
                RecordedStackTrace trace = event.getStackTrace();
                if (trace != null && (name.equals("jdk.ExecutionSample") || name.equals("jdk.NativeMethodSample"))) {
                    add(trace.getFrames());
                }
            }
        }
    }

    private void add(List<RecordedFrame> frames) {
        if (frames.stream()
                .noneMatch(frame -> under.matcher(text(frame.getMethod())).find())) {
            return;
        }
        for (RecordedFrame frame : frames) {
            String type = frame.getMethod().getType().getName();
            // What a benchmark does between calls is not what is asked about, unless there is nothing else.
            if (type.startsWith(OURS) && !type.startsWith(BENCHMARKS)) {
                samples++;
                methods.merge(text(frame.getMethod()), 1, Integer::sum);
                ends.merge(text(frames.get(0).getMethod()), 1, Integer::sum);
                return;
            }
        }
    }

    private static String text(RecordedMethod method) {
        String type = method.getType().getName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + method.getName();
    }

    private void print(PrintStream to, int lines) {
        to.printf("%d samples%n", samples);
        print(to, "innermost method of ours", methods, lines);
        print(to, "what ran in the end", ends, lines);
    }

    private void print(PrintStream to, String title, Map<String, Integer> counts, int lines) {
        to.printf("%n| %s | share |%n|---|---|%n", title);
        Stream<Map.Entry<String, Integer>> most = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(lines);
        most.forEach(line ->
                to.printf(Locale.ROOT, "| `%s` | %.0f %% |%n", line.getKey(), 100.0 * line.getValue() / samples));
    }
}
