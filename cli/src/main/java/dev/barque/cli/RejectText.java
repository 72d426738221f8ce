package dev.barque.cli;

import dev.barque.cli.internal.console.JsonText;
import dev.barque.store.ingest.IngestReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records that were refused, for people and for scripts. */
final class RejectText {
    private RejectText() {}

    static void print(Verb verb, String input, long rejected, List<IngestReport.Reject> listed) {
        for (IngestReport.Reject reject : listed) {
            verb.print("Rejected " + input + ":" + reject.line() + ": " + reject.reason() + " [" + reject.code() + "]");
        }
        if (rejected > listed.size()) {
            verb.print("Rejected " + input + ": " + (rejected - listed.size()) + " more");
        }
    }

    static List<Object> tree(List<IngestReport.Reject> listed) {
        List<Object> rejects = new ArrayList<>();
        for (IngestReport.Reject reject : listed) {
            Map<String, @Nullable Object> one = JsonText.object();
            one.put("line", reject.line());
            one.put("code", reject.code());
            one.put("reason", reject.reason());
            rejects.add(one);
        }
        return rejects;
    }
}
