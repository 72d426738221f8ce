package dev.barque.agents.guards;

import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.GuardProvider;
import dev.barque.agents.plugin.PluginDescriptor;
import dev.barque.agents.plugin.PluginParameter;
import dev.barque.agents.plugin.PluginSettings;
import java.util.List;
import java.util.function.Supplier;

/** What the guards that ship have in common: a descriptor, and a memory that each run gets for itself. */
abstract class StandardGuard implements GuardProvider {
    private static final String VERSION = "1";

    private final PluginDescriptor descriptor;

    StandardGuard(String id, String meaning, PluginParameter... parameters) {
        descriptor = new PluginDescriptor(id, VERSION, meaning, List.of(parameters));
    }

    /** Reads the settings once and says how a run begins. */
    abstract Supplier<TradeGuard.Watch> watches(PluginSettings settings);

    @Override
    public final PluginDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public final TradeGuard guard(PluginSettings settings) {
        Supplier<TradeGuard.Watch> watches = watches(settings);
        String id = descriptor.id();
        return new TradeGuard() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public Watch watch() {
                return watches.get();
            }

            @Override
            public String toString() {
                return "guard " + id;
            }
        };
    }

    /** One of the words that a text parameter may be. */
    static String choice(PluginSettings settings, String name, List<String> words) {
        String given = settings.text(name);
        if (!words.contains(given)) {
            throw new IllegalArgumentException(
                    "The parameter " + name + " must be one of " + words + " but was '" + given + "'");
        }
        return given;
    }

    static long minutes(PluginSettings settings, String name) {
        return Math.round(settings.number(name) * Say.MINUTE);
    }
}
