package dev.barque.cli;

import dev.barque.cli.internal.console.JsonText;
import dev.barque.core.decision.KillSwitch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A kill switch for scripts. */
final class KillText {
    private KillText() {}

    static Map<String, @Nullable Object> json(Path home, KillSwitch.State state, List<KillSwitch.State> changes) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("home", home.toString());
        tree.putAll(json(state));
        tree.put("changes", changes.stream().map(KillText::json).toList());
        return tree;
    }

    private static Map<String, @Nullable Object> json(KillSwitch.State state) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("on", state.on());
        tree.put("since", state.since().toString());
        tree.put("by", state.by());
        tree.put("reason", state.reason());
        return tree;
    }
}
