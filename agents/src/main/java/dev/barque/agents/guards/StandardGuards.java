package dev.barque.agents.guards;

import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.GuardProvider;
import dev.barque.agents.plugin.PluginSettings;
import java.util.List;
import java.util.Map;

/** The guards that ship, in the order in which they are best asked: what forbids comes before what makes smaller. */
public final class StandardGuards {
    private static final List<GuardProvider> PROVIDERS = List.of(
            new KillSwitchGuard(),
            new MarketHaltGuard(),
            new MarketHoursGuard(),
            new SchemaDriftGuard(),
            new StaleDataGuard(),
            new ErrorBreakerGuard(),
            new VolatilitySurvivalGuard(),
            new IlliquidMarketGuard(),
            new DailyLossGuard(),
            new DrawdownGuard(),
            new StopCooldownGuard(),
            new OrderRateGuard(),
            new TradeRiskGuard(),
            new PositionLimitGuard(),
            new SymbolExposureGuard(),
            new GrossExposureGuard(),
            new DayTradeGuard());

    private StandardGuards() {}

    /** Their providers. */
    public static List<GuardProvider> providers() {
        return PROVIDERS;
    }

    /** All of them, each with the settings of who sets nothing. */
    public static List<TradeGuard> all() {
        return PROVIDERS.stream()
                .map(provider -> provider.guard(PluginSettings.defaults(provider.descriptor())))
                .toList();
    }

    /** One of them, with these values for its parameters and what holds when nothing is set for the rest. */
    public static TradeGuard guard(String id, Map<String, String> values) {
        GuardProvider found = PROVIDERS.stream()
                .filter(provider -> provider.descriptor().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no guard '" + id + "' among those that ship: "
                        + PROVIDERS.stream().map(p -> p.descriptor().id()).toList()));
        return found.guard(PluginSettings.of(found.descriptor(), values));
    }
}
