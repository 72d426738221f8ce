package dev.barque.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of {@link Rules} on the code of every module. */
class ArchitectureTest {
    private static CodeBase code;

    @BeforeAll
    static void read_what_the_build_has_compiled() {
        code = CodeBase.compiled();
    }

    @Test
    void the_rules_see_every_source_file_of_every_module() throws IOException {
        Set<String> seen = code.classes().stream().map(JavaClass::getName).collect(Collectors.toSet());

        for (String module : CodeBase.modules()) {
            assertThat(seen).as("classes of %s", module).containsAll(classesBySource(module));
        }
        assertThat(classesBySource("core")).hasSizeGreaterThan(30);
    }

    @Test
    void every_module_has_its_place_in_the_rules() {
        assertThat(CodeBase.modules()).containsExactlyInAnyOrderElementsOf(Rules.ALLOWED.keySet());
    }

    @Test
    void modules_depend_only_on_those_below_them() {
        holds(Rules.modules_depend_only_on_those_below_them(code));
    }

    @Test
    void packages_have_no_cycles() {
        holds(Rules.packages_have_no_cycles());
        holds(Rules.internal_packages_have_no_cycles_among_them());
    }

    @Test
    void packages_belong_to_one_module() {
        holds(Rules.packages_belong_to_one_module(code));
    }

    @Test
    void internal_packages_are_used_by_their_own_module_only() {
        holds(Rules.internal_packages_are_used_by_their_own_module_only(code));
    }

    @Test
    void public_signatures_show_only_the_jdk_and_our_own_types() {
        holds(Rules.public_signatures_show_only_the_jdk_and_our_own_types(code));
    }

    @Test
    void library_modules_leave_the_console_alone() {
        holds(Rules.library_modules_leave_the_console_alone(code));
    }

    @Test
    void library_modules_start_no_thread_and_open_no_port() {
        holds(Rules.library_modules_start_no_thread_and_open_no_port(code));
    }

    @Test
    void only_classes_that_are_there_may_talk_to_the_network() {
        assertThat(code.classes().stream().map(JavaClass::getName)).containsAll(Rules.talkers());
    }

    @Test
    void nothing_reads_the_clock_by_itself() {
        holds(Rules.nothing_reads_the_clock_by_itself(code));
    }

    @Test
    void packages_are_null_marked() {
        holds(Rules.packages_are_null_marked());
    }

    @Test
    void no_package_is_called_util() {
        holds(Rules.no_package_is_called_util());
    }

    private static void holds(ArchRule rule) {
        rule.check(code.classes());
    }

    private static List<String> classesBySource(String module) throws IOException {
        Path sources = CodeBase.ROOT.resolve(module).resolve("src/main/java");
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(sources)) {
            return files.map(file -> sources.relativize(file).toString())
                    .filter(name -> name.endsWith(".java") && !name.endsWith("module-info.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length())
                            .replace('\\', '/')
                            .replace('/', '.'))
                    .toList();
        }
    }
}
