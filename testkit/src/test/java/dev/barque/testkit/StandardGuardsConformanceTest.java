package dev.barque.testkit;

import dev.barque.agents.plugin.GuardProvider;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The guards that ship, held to what plug-ins are held to. */
@ParameterizedClass(name = "{0}")
@MethodSource("guards")
class StandardGuardsConformanceTest extends TradeGuardConformance {
    @Parameter(0)
    @SuppressWarnings("NullAway.Init")
    String id;

    @Parameter(1)
    @SuppressWarnings("NullAway.Init")
    GuardProvider provider;

    static Stream<Arguments> guards() {
        return ServiceLoader.load(GuardProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .map(guard -> Arguments.of(guard.descriptor().id(), guard));
    }

    @Override
    protected GuardProvider provider() {
        return provider;
    }

    @Override
    protected int calls() {
        return 1_000;
    }
}
