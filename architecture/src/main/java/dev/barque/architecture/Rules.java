package dev.barque.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** The rules of the design that a compiler does not check. Each is proven to fail by {@code PlantedFaultsTest}. */
final class Rules {
    /** Which modules a module may depend on (design, section 2). */
    static final Map<String, Set<String>> ALLOWED = Map.of(
            "core", Set.of(),
            "store", Set.of("core"),
            "agents", Set.of("core"),
            "profiles", Set.of("core", "agents"),
            "backtest", Set.of("core", "agents"),
            "ops-checks", Set.of("core", "store"),
            "testkit", Set.of("core", "store", "agents", "backtest", "ops-checks"),
            "cli", Set.of("core", "store", "agents", "profiles", "backtest", "ops-checks", "testkit"),
            "benchmarks", Set.of("core", "store", "agents", "profiles", "backtest", "ops-checks", "testkit", "cli"));

    /** Programs rather than libraries: they own the console and the wall clock. */
    private static final Set<String> PROGRAMS = Set.of("cli", "benchmarks");

    /** What starts threads, hands work to those of others, or talks to the network. */
    private static final Pattern STARTERS =
            Pattern.compile("java\\.lang\\.Thread\\.(<init>|start|ofVirtual|startVirtualThread|ofPlatform)"
                    + "|java\\.util\\.concurrent\\.(Executors\\.|ForkJoinPool\\.|ThreadPoolExecutor\\.<init>"
                    + "|ScheduledThreadPoolExecutor\\.<init>|CompletableFuture\\.\\w+Async)"
                    + "|java\\.util\\.([\\w.]+\\.parallelStream|Timer\\.<init>)"
                    + "|java\\.net\\.(http\\.|Socket|ServerSocket|DatagramSocket|URL\\.open)"
                    + "|java\\.nio\\.channels\\.(Server)?SocketChannel|com\\.sun\\.net\\.httpserver\\.");

    /** The one class through which checks get threads: those of a factory that the host hands in (decision 080). */
    private static final Set<String> MAY_START = Set.of("dev.barque.ops.HostThreads");

    /** A bridge shows the types of what it leads to; who does not cross it does not need them (decision 081). */
    private static final Map<String, String> BRIDGES = Map.of("dev.barque.ops.micrometer", "io.micrometer.");

    /** Checks of what is elsewhere have to talk to it, as clients: see decision 083. */
    private static final Set<String> TALKERS =
            Set.of("dev.barque.ops.checks.net.Line", "dev.barque.ops.checks.net.EndpointAnswers");

    private Rules() {}

    static ArchRule modules_depend_only_on_those_below_them(CodeBase code) {
        return rule(
                "depend only on modules below its own",
                (type, report) -> type.getDirectDependenciesFromSelf().forEach(dependency -> {
                    String from = code.module(type).orElseThrow();
                    Optional<String> to = code.module(dependency.getTargetClass());
                    if (to.isPresent()
                            && !to.get().equals(from)
                            && !ALLOWED.getOrDefault(from, Set.of()).contains(to.get())) {
                        report.accept(from + " must not depend on " + to.get() + ": " + dependency.getDescription());
                    }
                }));
    }

    static ArchRule internal_packages_are_used_by_their_own_module_only(CodeBase code) {
        return rule(
                "leave the internals of other modules alone",
                (type, report) -> type.getDirectDependenciesFromSelf().forEach(dependency -> {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (isInternal(target)
                            && code.module(target).isPresent()
                            && !code.module(target).equals(code.module(type))) {
                        report.accept(dependency.getDescription());
                    }
                }));
    }

    /**
     * A public package and its {@code internal} one count as one here: a public factory makes an internal object that
     * implements a public interface, and there is nothing to untangle in that.
     */
    static ArchRule packages_have_no_cycles() {
        return cycleFree("public packages", type -> {
            int internal = (type.getPackageName() + ".").indexOf(".internal.");
            return Optional.of(
                    internal < 0 ? type.getPackageName() : type.getPackageName().substring(0, internal));
        });
    }

    static ArchRule internal_packages_have_no_cycles_among_them() {
        return cycleFree(
                "internal packages",
                type -> Optional.of(type).filter(Rules::isInternal).map(JavaClass::getPackageName));
    }

    static ArchRule public_signatures_show_only_the_jdk_and_our_own_types(CodeBase code) {
        return rule("show only JDK and own types", (type, report) -> {
            if (!isInternal(type) && !code.module(type).equals(Optional.of("benchmarks"))) {
                List<String> allowed = code.module(type).equals(Optional.of("testkit"))
                        ? List.of("java.", "dev.barque.", "org.junit.jupiter.", "org.assertj.")
                        : List.of(
                                "java.",
                                "javax.net.", // of the JDK, as is the next
                                "javax.sql.",
                                "dev.barque.",
                                BRIDGES.getOrDefault(type.getPackageName(), "dev.barque."));
                Signatures.foreignTypes(type, allowed).forEach(report);
            }
        });
    }

    static ArchRule library_modules_leave_the_console_alone(CodeBase code) {
        return classes()
                .that(new InModules(code, module -> !PROGRAMS.contains(module)))
                .should(ArchConditions.not(GeneralCodingRules.ACCESS_STANDARD_STREAMS))
                .allowEmptyShould(true);
    }

    static ArchRule library_modules_start_no_thread_and_open_no_port(CodeBase code) {
        return rule("start no thread and open no port", (type, report) -> {
            String module = code.module(type).orElseThrow();
            // Suites of the testkit run several threads on purpose.
            if (!PROGRAMS.contains(module)
                    && !module.equals("testkit")
                    && !MAY_START.contains(type.getName())
                    && !TALKERS.contains(type.getName())) {
                type.getAccessesFromSelf().stream()
                        .filter(access -> STARTERS.matcher(access.getTarget().getFullName())
                                .lookingAt())
                        .forEach(access -> report.accept(access.getDescription()));
            }
        });
    }

    /** So that an exemption does not outlive its class. */
    static Set<String> talkers() {
        return TALKERS;
    }

    static ArchRule nothing_reads_the_clock_by_itself(CodeBase code) {
        return rule("be handed the time", (type, report) -> {
            boolean mayMakeClock = PROGRAMS.contains(code.module(type).orElseThrow());
            type.getAccessesFromSelf().stream()
                    .filter(access -> ClockReads.isClockRead(access.getTarget())
                            || (!mayMakeClock && ClockReads.makesClock(access.getTarget())))
                    .forEach(access -> report.accept(access.getDescription()));
        });
    }

    static ArchRule packages_are_null_marked() {
        return rule("be in a package whose package-info says @NullMarked", (type, report) -> {
            if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                report.accept(type.getName() + " is in " + type.getPackageName()
                        + ", which has no package-info.java with @NullMarked");
            }
        });
    }

    /** Otherwise the jars could not become modules. */
    static ArchRule packages_belong_to_one_module(CodeBase code) {
        return rule("share its package with no other module", (type, report) -> {
            Set<String> modules = code.modulesByPackage().getOrDefault(type.getPackageName(), Set.of());
            if (modules.size() > 1) {
                report.accept(type.getName() + " is in " + type.getPackageName()
                        + ", of which several modules have a part: " + modules);
            }
        });
    }

    static ArchRule no_package_is_called_util() {
        return rule("be in a package named after what it holds", (type, report) -> {
            if (type.getPackageName().matches(".*\\.(util|utils|common|misc|helper|helpers)(\\..*)?")) {
                report.accept(type.getName() + " is in " + type.getPackageName());
            }
        });
    }

    static boolean isInternal(JavaClass type) {
        return (type.getPackageName() + ".").contains(".internal.");
    }

    private static ArchRule rule(String description, BiConsumer<JavaClass, Consumer<String>> check) {
        return classes()
                .should(new ArchCondition<JavaClass>(description) {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        if (!"package-info".equals(type.getSimpleName())) {
                            check.accept(type, problem -> events.add(SimpleConditionEvent.violated(type, problem)));
                        }
                    }
                })
                .allowEmptyShould(true);
    }

    private static ArchRule cycleFree(String description, Function<JavaClass, Optional<String>> slice) {
        return SlicesRuleDefinition.slices()
                .assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return slice.apply(type).map(SliceIdentifier::of).orElseGet(SliceIdentifier::ignore);
                    }

                    @Override
                    public String getDescription() {
                        return description;
                    }
                })
                .namingSlices("$1")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true);
    }
}
