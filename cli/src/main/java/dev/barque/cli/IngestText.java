package dev.barque.cli;

import dev.barque.cli.internal.console.JsonText;
import dev.barque.core.error.BarqueException;
import dev.barque.store.ingest.IngestReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of taking files in, for scripts. */
final class IngestText {
    private IngestText() {}

    /** Of one file; behind it the reader may put more. */
    static Map<String, @Nullable Object> file(IngestReport report) {
        Map<String, @Nullable Object> file = JsonText.object();
        file.put("file", report.input());
        file.put("read", report.read());
        file.put("written", report.written());
        file.put("duplicates", report.duplicates());
        file.put("replaced", report.replaced());
        file.put("rejected", report.rejected());
        Map<String, @Nullable Object> dates = JsonText.object();
        report.dates().forEach((date, count) -> dates.put(date.toString(), count));
        file.put("dates", dates);
        file.put("rejects", RejectText.tree(report.rejects()));
        return file;
    }

    /** Of all files, also those that could not be taken in. */
    static Map<String, @Nullable Object> all(Path home, List<?> files, Map<Path, BarqueException> failed) {
        List<Object> errors = new ArrayList<>();
        failed.forEach((path, problem) -> {
            Map<String, @Nullable Object> one = JsonText.object();
            one.put("file", path.toString());
            one.put("code", problem.code());
            one.put("message", problem.getMessage());
            errors.add(one);
        });
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("home", home.toString());
        tree.put("files", files);
        tree.put("errors", errors);
        return tree;
    }
}
