package dev.barque.agents.plugin;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureSchema;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every message about plug-ins. */
final class PluginErrors {
    private PluginErrors() {}

    static BarqueException noSuchPlugin(
            PluginKind kind, String id, Collection<String> there, List<PluginFailure> failures) {
        String broken = failures.isEmpty()
                ? ""
                : " These could not be loaded: "
                        + failures.stream().map(PluginFailure::toString).collect(Collectors.joining("; ")) + ".";
        return new BarqueException(
                "agents.no-such-plugin",
                Concern.CALLER,
                "There is no " + kind.word() + " '" + id + "'. There are: " + String.join(", ", there) + "." + broken
                        + " Put the jar that brings it on the class path, or register its provider.");
    }

    static BarqueException duplicateId(Plugin one, Plugin other) {
        return new BarqueException(
                "agents.duplicate-plugin",
                Concern.PLUGIN,
                "Two providers have one id: the " + one + " and the " + other
                        + ". Neither is used. Take one of them away, or give one another id.");
    }

    /** The same again, for whoever asks for the id. */
    static BarqueException contestedId(BarqueException conflict) {
        return new BarqueException(
                conflict.code(), conflict.concern(), String.valueOf(conflict.getMessage()), conflict);
    }

    static BarqueException badSettings(Plugin plugin, List<String> problems) {
        return new BarqueException(
                "agents.bad-settings",
                Concern.CALLER,
                "Cannot make the " + plugin + " with these settings: " + String.join("; ", problems) + ".");
    }

    static BarqueException missingInputs(Plugin plugin, List<String> missing, FeatureSchema schema) {
        return new BarqueException(
                "agents.missing-inputs",
                Concern.CALLER,
                "Cannot make the " + plugin + " for this schema: it reads " + String.join(", ", missing)
                        + ", which the schema does not have. There are: "
                        + String.join(
                                ", ",
                                schema.fields().stream().map(FeatureField::name).toList())
                        + ". Add the engine that writes what is missing, or leave the "
                        + plugin.kind().word()
                        + " out.");
    }

    static BarqueException failed(Plugin plugin, @Nullable Throwable cause) {
        return new BarqueException(
                "agents.plugin-failed",
                Concern.PLUGIN,
                "The " + plugin + " failed while being made: " + (cause == null ? "its provider gave null" : cause),
                cause);
    }

    static BarqueException unusable(PluginFailure failure) {
        return new BarqueException(
                "agents.plugin-failed",
                Concern.PLUGIN,
                "Cannot register the " + failure + ". Mend the provider, or do not register it.",
                failure.cause());
    }
}
