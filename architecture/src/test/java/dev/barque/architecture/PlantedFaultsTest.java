package dev.barque.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Every rule reports the fault that is planted for it, and nothing else. The folder below {@code planted} plays the module.
 */
class PlantedFaultsTest {
    private static final String PLANTED = PlantedFaultsTest.class.getPackageName() + ".planted";
    private static final CodeBase CODE =
            CodeBase.of(new ClassFileImporter().importPackages(PLANTED), PlantedFaultsTest::moduleByPackage);

    @Test
    void an_upward_import_is_reported() {
        assertThat(broken(Rules.modules_depend_only_on_those_below_them(CODE)))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("core must not depend on store") && line.contains("Upward"));
    }

    @Test
    void a_cycle_of_packages_is_reported() {
        assertThat(broken(Rules.packages_have_no_cycles()))
                .singleElement()
                .asString()
                .contains("First", "Second")
                .doesNotContain("internal");
    }

    @Test
    void a_cycle_of_internal_packages_is_reported() {
        assertThat(broken(Rules.internal_packages_have_no_cycles_among_them()))
                .singleElement()
                .asString()
                .contains("internal.left", "internal.right");
    }

    @Test
    void a_package_of_two_modules_is_reported() {
        assertThat(broken(Rules.packages_belong_to_one_module(CODE)))
                .anyMatch(line -> line.contains("SplitOff") && line.endsWith("[core, store]"))
                .allMatch(line -> line.contains(PLANTED + ".core,"));
    }

    @Test
    void the_use_of_foreign_internals_is_reported() {
        assertThat(broken(Rules.internal_packages_are_used_by_their_own_module_only(CODE)))
                .isNotEmpty()
                .allMatch(line -> line.contains("Nosy"));
    }

    @Test
    void foreign_types_in_signatures_are_reported_wherever_they_stand() {
        assertThat(broken(Rules.public_signatures_show_only_the_jdk_and_our_own_types(CODE)))
                .allMatch(line -> line.contains("LeakyApi"))
                .anyMatch(line -> line.contains("LeakyApi shows") && line.endsWith("ArchConfiguration"))
                .anyMatch(line -> line.contains("LeakyApi shows") && line.endsWith("HasName"))
                .anyMatch(line -> line.contains("LeakyApi.field") && line.endsWith("JavaClass"))
                .anyMatch(line -> line.contains("LeakyApi.returned()") && line.endsWith("JavaClass"))
                .anyMatch(line -> line.contains("LeakyApi.taken(") && line.endsWith("JavaClass"))
                .anyMatch(line -> line.contains("LeakyApi.thrown()") && line.endsWith("SoftAssertionError"))
                .anyMatch(line -> line.contains("LeakyApi.bound()") && line.endsWith("JavaMember"))
                .noneMatch(line -> line.contains("hidden"));
    }

    @Test
    void printing_is_reported() {
        assertThat(broken(Rules.library_modules_leave_the_console_alone(CODE)))
                .hasSize(3)
                .allMatch(line -> line.contains("Chatty"));
    }

    @Test
    void threads_and_ports_are_reported() {
        assertThat(broken(Rules.library_modules_start_no_thread_and_open_no_port(CODE)))
                .hasSize(6)
                .allMatch(line -> line.contains("Busy"));
    }

    @Test
    void reading_the_clock_is_reported() {
        assertThat(broken(Rules.nothing_reads_the_clock_by_itself(CODE)))
                .allMatch(line -> line.contains("Impatient.") && !line.contains("Impatient.handed"))
                .hasSize(6);
    }

    @Test
    void an_unmarked_package_is_reported() {
        assertThat(broken(Rules.packages_are_null_marked()))
                .singleElement()
                .asString()
                .contains("Unmarked");
    }

    @Test
    void a_package_called_util_is_reported() {
        assertThat(broken(Rules.no_package_is_called_util()))
                .singleElement()
                .asString()
                .contains("Drawer");
    }

    private static List<String> broken(ArchRule rule) {
        return rule.evaluate(CODE.classes()).getFailureReport().getDetails();
    }

    private static Optional<String> moduleByPackage(JavaClass type) {
        if (!type.getPackageName().startsWith(PLANTED + ".")) {
            return Optional.empty();
        }
        String module = type.getPackageName().substring(PLANTED.length() + 1).split("\\.", 2)[0];
        return Optional.of("SplitOff".equals(type.getSimpleName()) ? "store" : module);
    }
}
