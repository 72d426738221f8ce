package dev.barque.cli.internal.work;

import dev.barque.agents.Agent;
import dev.barque.agents.EngineDescriptor;
import dev.barque.agents.FeatureEngine;
import dev.barque.agents.Profile;
import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.Plugin;
import dev.barque.agents.plugin.PluginKind;
import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.manifest.PartUse;
import dev.barque.backtest.manifest.RunDigest;
import dev.barque.backtest.manifest.RunManifest;
import dev.barque.cli.internal.CliErrors;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.time.UtcMicros;
import dev.barque.profiles.ProfileText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a replay of the command came from.
 *
 * @param variant profile and slippage
 * @param range the dates that were asked for
 * @param calendar says which of them are days
 * @param options what the command line set, by option
 */
public record ManifestOfRun(Variant variant, DateRange range, TradingCalendar calendar, Map<String, String> options) {
    /** In the configuration, before each option. */
    public static final String OPTION = "option ";

    /** The manifest of results that were made of these files. */
    public RunManifest of(ReadFiles files, List<ReplayResult> results) {
        Profile profile = variant.choice().profile();
        return new RunManifest(
                codeVersion(),
                System.getProperty("java.vm.name", "?") + " " + System.getProperty("java.runtime.version", "?"),
                files.inputs(),
                profile.featureSet().id().value(),
                profile.featureSet().schema().fingerprint(),
                calendar.id(),
                calendarDigest(),
                configuration(),
                parts(profile),
                0,
                RunDigest.of(results));
    }

    /** The version of the jar. */
    static String codeVersion() {
        String version = ManifestOfRun.class.getPackage().getImplementationVersion();
        return version == null ? "(not from a jar)" : version;
    }

    private SortedMap<String, String> configuration() {
        SortedMap<String, String> all = new TreeMap<>();
        options.forEach((name, value) -> all.put(OPTION + name, value));
        ProfileText.values(variant.choice().settings()).forEach((name, value) -> all.put("profile " + name, value));
        all.put("slippage", variant.slippage().id());
        return all;
    }

    private String calendarDigest() {
        RunDigest says = new RunDigest()
                .text("calendar", calendar.id())
                .text("zone", calendar.zone().getId());
        for (LocalDate date = range.first(); !date.isAfter(range.last()); date = date.plusDays(1)) {
            says.text("date", date.toString());
            calendar.session(date)
                    .ifPresent(session -> says.integer("open", UtcMicros.of(session.open()))
                            .integer("close", UtcMicros.of(session.close())));
        }
        return says.hex();
    }

    private static List<PartUse> parts(Profile profile) {
        List<PartUse> parts = new ArrayList<>();
        for (FeatureEngine engine : profile.engines()) {
            EngineDescriptor descriptor = engine.descriptor();
            parts.add(new PartUse("engine", descriptor.id(), descriptor.version(), ""));
        }
        for (Agent agent : profile.agents()) {
            parts.add(part(PluginKind.AGENT, agent.id()));
        }
        for (TradeGuard guard : profile.guards()) {
            parts.add(part(PluginKind.GUARD, guard.id()));
        }
        parts.add(new PartUse("composer", profile.composer().getClass().getName(), "", ""));
        return parts;
    }

    private static PartUse part(PluginKind kind, String id) {
        Optional<Plugin> plugin = ProfileChoice.found().all().stream()
                .filter(each -> each.kind() == kind && each.descriptor().id().equals(id))
                .findFirst();
        return new PartUse(
                kind.word(),
                id,
                plugin.map(each -> each.descriptor().version()).orElse(""),
                plugin.map(ManifestOfRun::jarDigest).orElse(""));
    }

    private static String jarDigest(Plugin plugin) {
        if (plugin.provider().startsWith("dev.barque.")) {
            return "";
        }
        Path jar;
        try {
            jar = Path.of(plugin.origin());
        } catch (InvalidPathException e) {
            return "";
        }
        try {
            return Files.isRegularFile(jar) ? Sha256.of(jar) : "";
        } catch (IOException e) {
            throw CliErrors.cannotRead(jar, e);
        }
    }
}
