package dev.barque.agents.plugin;

import static dev.barque.agents.plugin.PluginFolder.agentProvider;
import static dev.barque.agents.plugin.PluginFolder.describes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.agents.Agent;
import dev.barque.agents.FeatureEngine;
import dev.barque.agents.Profile;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.feature.FeatureSchema;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
    private static final FeatureSchema SCHEMA =
            FeatureSchema.builder().float64("close", "USD").build();

    @TempDir
    Path folder;

    private Plugins discovered(PluginFolder... plugins) throws IOException {
        List<Path> places = List.of(plugins).stream().map(PluginFolder::root).toList();
        try (URLClassLoader loader = PluginFolder.loader(places)) {
            return Plugins.discover(loader);
        }
    }

    private PluginFolder plugin(String name) {
        return new PluginFolder(folder.resolve(name));
    }

    /** Sound, so that a test sees that the rest is still there. */
    private PluginFolder sound() {
        return plugin("sound")
                .compile("Sound", agentProvider("Sound", describes("sound")))
                .names(AgentProvider.class, "Sound");
    }

    private static List<String> ids(Plugins plugins, PluginKind kind) {
        return plugins.all().stream()
                .filter(plugin -> plugin.kind() == kind)
                .map(plugin -> plugin.descriptor().id())
                .toList();
    }

    @Test
    void the_parts_of_v1_are_found_as_anybodys_are() {
        Plugins plugins = Plugins.discover(Plugins.class.getClassLoader());
        Profile v1 = StandardProfiles.v1();

        assertThat(plugins.failures()).isEmpty();
        assertThat(ids(plugins, PluginKind.ENGINE))
                .containsExactlyElementsOf(
                        v1.engines().stream().map(e -> e.descriptor().id()).toList());
        assertThat(ids(plugins, PluginKind.AGENT))
                .containsExactlyElementsOf(v1.agents().stream().map(Agent::id).toList());
        assertThat(ids(plugins, PluginKind.COMPOSER)).containsExactly("alignment");
        assertThat(plugins.guardProviders().stream()
                        .map(provider -> provider.descriptor().id()))
                .isNotEmpty()
                .containsExactlyElementsOf(ids(plugins, PluginKind.GUARD));
        assertThat(plugins.all())
                .allSatisfy(plugin -> assertThat(plugin.origin()).isNotBlank());
        for (FeatureEngine engine : v1.engines()) {
            assertThat(plugins.engine(engine.descriptor().id(), Map.of()).descriptor())
                    .isEqualTo(engine.descriptor());
        }
        assertThat(plugins.agent("hedge", v1.featureSet().schema(), Map.of()).id())
                .isEqualTo("hedge");
        assertThat(plugins.composer("alignment", v1.featureSet().schema(), Map.of()))
                .hasSameClassAs(v1.composer());
    }

    @Test
    void a_jar_on_the_path_of_the_loader_is_found_and_says_where_it_comes_from() throws IOException {
        Path jar = sound().jar();
        try (URLClassLoader loader = PluginFolder.loader(List.of(jar))) {
            Plugins plugins = Plugins.discover(loader);

            Plugin found = plugins.all().stream()
                    .filter(plugin -> plugin.descriptor().id().equals("sound"))
                    .findFirst()
                    .orElseThrow();
            assertThat(found.provider()).isEqualTo("Sound");
            assertThat(found.origin()).endsWith("sound.jar");
            assertThat(found.kind()).isEqualTo(PluginKind.AGENT);
        }
    }

    private void assertOneFailure(Plugins plugins, String provider, String origin, String reason) {
        assertThat(plugins.failures()).hasSize(1);
        PluginFailure failure = plugins.failures().get(0);
        assertThat(failure.provider()).isEqualTo(provider);
        assertThat(failure.origin()).contains(origin);
        assertThat(failure.reason()).contains(reason);
        assertThat(failure.kind()).isEqualTo(PluginKind.AGENT);
        assertThat(failure.toString()).contains(provider, origin, reason);
        assertThat(ids(plugins, PluginKind.AGENT)).contains("hedge", "liquidity", "sentiment", "sound");
    }

    @Test
    void a_class_that_is_missing_is_a_failure_and_the_rest_is_loaded() throws IOException {
        PluginFolder bad = plugin("bad").names(AgentProvider.class, "org.example.NotThere");

        assertOneFailure(discovered(bad, sound()), "org.example.NotThere", "/bad", "org.example.NotThere not found");
    }

    @Test
    void a_class_that_is_missing_is_traced_to_its_jar() throws IOException {
        Path jar = plugin("bad").names(AgentProvider.class, "NotThere").jar();
        try (URLClassLoader loader = PluginFolder.loader(List.of(jar, sound().root()))) {
            assertOneFailure(Plugins.discover(loader), "NotThere", "bad.jar", "not found");
        }
    }

    @Test
    void a_folder_with_a_blank_in_its_name_is_named_as_people_write_it() throws IOException {
        PluginFolder bad = plugin("a bad one").names(AgentProvider.class, "NotThere");

        assertOneFailure(discovered(bad, sound()), "NotThere", "/a bad one", "Provider NotThere not found");
    }

    @Test
    void a_class_of_another_type_is_a_failure() throws IOException {
        PluginFolder bad = plugin("bad").compile("Bad", "public class Bad {}").names(AgentProvider.class, "Bad");

        assertOneFailure(discovered(bad, sound()), "Bad", "/bad", "Bad not a subtype");
    }

    @Test
    void a_class_whose_parent_is_missing_is_a_failure() throws IOException {
        PluginFolder bad = plugin("bad")
                .compile("Parent", "public class Parent {}")
                .compile("Bad", agentProvider("Bad extends Parent", describes("bad")))
                .delete("Parent")
                .names(AgentProvider.class, "Bad");

        assertOneFailure(discovered(bad, sound()), "Bad", "/bad", "Parent");
    }

    @Test
    void a_class_file_that_is_damaged_is_a_failure() throws IOException {
        PluginFolder bad = plugin("bad")
                .file("Bad.class", "no class".getBytes(StandardCharsets.UTF_8))
                .names(AgentProvider.class, "Bad");

        assertOneFailure(discovered(bad, sound()), "Bad", "/bad", "ClassFormatError");
    }

    @Test
    void a_constructor_that_throws_is_a_failure() throws IOException {
        PluginFolder bad = plugin("bad")
                .compile(
                        "Bad",
                        agentProvider(
                                "Bad",
                                "public Bad() { throw new IllegalStateException(\"no licence\"); } "
                                        + describes("bad")))
                .names(AgentProvider.class, "Bad");

        assertOneFailure(discovered(bad, sound()), "Bad", "/bad", "no licence");
    }

    @Test
    void a_class_without_a_public_constructor_is_a_failure() throws IOException {
        PluginFolder bad = plugin("bad")
                .compile("Bad", agentProvider("Bad", "public Bad(int x) {} " + describes("bad")))
                .names(AgentProvider.class, "Bad");

        assertOneFailure(discovered(bad, sound()), "Bad", "/bad", "Bad");
    }

    @Test
    void a_static_initialiser_that_throws_is_a_failure() throws IOException {
        PluginFolder bad = plugin("bad")
                .compile(
                        "Bad",
                        agentProvider("Bad", "static final int X = Integer.parseInt(\"x\"); " + describes("bad")))
                .names(AgentProvider.class, "Bad");

        assertOneFailure(discovered(bad, sound()), "Bad", "/bad", "For input string: \"x\"");
    }

    @Test
    void a_constructor_that_never_ends_its_recursion_is_a_failure() throws IOException {
        PluginFolder bad = plugin("bad")
                .compile(
                        "Bad",
                        agentProvider(
                                "Bad", "public Bad() { this(1); } Bad(int x) { new Bad(x); } " + describes("bad")))
                .names(AgentProvider.class, "Bad");

        assertOneFailure(discovered(bad, sound()), "Bad", "/bad", "StackOverflowError");
    }

    @Test
    void a_class_that_a_constructor_needs_and_that_is_missing_is_a_failure() throws IOException {
        PluginFolder bad = plugin("bad")
                .compile("Helper", "public class Helper {}")
                .compile("Bad", agentProvider("Bad", "public Bad() { new Helper(); } " + describes("bad")))
                .delete("Helper")
                .names(AgentProvider.class, "Bad");

        assertOneFailure(discovered(bad, sound()), "Bad", "/bad", "Helper");
    }

    @Test
    void a_descriptor_that_is_null_or_throws_or_has_a_bad_id_is_a_failure() throws IOException {
        Function<String, PluginFolder> bad = body -> plugin("bad")
                .compile(
                        "Bad",
                        agentProvider(
                                "Bad", "public dev.barque.agents.plugin.PluginDescriptor descriptor() {" + body + "}"))
                .names(AgentProvider.class, "Bad");

        assertOneFailure(discovered(bad.apply("return null;"), sound()), "Bad", "/bad", "descriptor() gave null");
        assertOneFailure(
                discovered(bad.apply("throw new IllegalStateException(\"offline\");"), sound()),
                "Bad",
                "/bad",
                "offline");
        assertOneFailure(
                discovered(bad.apply("throw new NoSuchMethodError(\"older barque\");"), sound()),
                "Bad",
                "/bad",
                "older barque");
        assertOneFailure(
                discovered(
                        bad.apply("return new dev.barque.agents.plugin.PluginDescriptor(\"Bad Id\", \"1\", \"\","
                                + " java.util.List.of());"),
                        sound()),
                "Bad",
                "/bad",
                "'Bad Id'");
    }

    @Test
    void a_file_of_providers_that_is_no_such_file_is_a_failure_of_its_jar_only() throws IOException {
        PluginFolder bad = plugin("bad").names(AgentProvider.class, "# a comment", "not a class name");

        Plugins plugins = discovered(bad, sound());

        assertOneFailure(plugins, PluginFailure.NAMELESS, "/bad", "Illegal configuration-file syntax");
        assertThat(plugins.failures().get(0).cause()).isInstanceOf(ServiceConfigurationError.class);
    }

    @Test
    void providers_behind_a_failing_one_in_the_same_file_are_loaded() throws IOException {
        PluginFolder mixed = plugin("mixed")
                .compile("Parent", "public class Parent {}")
                .compile("Bad", agentProvider("Bad extends Parent", describes("bad")))
                .compile("Worse", agentProvider("Worse extends Parent", describes("worse")))
                .compile("Good", agentProvider("Good", describes("good")))
                .delete("Parent")
                .names(AgentProvider.class, "Bad", "Worse", "NotThere", "Good");

        Plugins plugins = discovered(mixed, sound());

        assertThat(ids(plugins, PluginKind.AGENT)).contains("good", "sound");
        assertThat(plugins.failures()).extracting(PluginFailure::provider).containsExactly("Bad", "Worse", "NotThere");
    }

    @Test
    void a_loader_that_cannot_list_its_files_is_asked_once_and_not_for_ever() {
        ClassLoader broken = new ClassLoader(getClass().getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                throw new IOException("no route to the share");
            }
        };

        Plugins plugins = Plugins.discover(broken);

        assertThat(plugins.all()).isEmpty();
        assertThat(plugins.failures()).hasSize(PluginKind.values().length);
        assertThat(plugins.failures())
                .allSatisfy(failure -> assertThat(failure.reason()).contains("no route to the share"));
    }

    @Test
    void two_found_providers_of_one_id_are_both_refused_by_name_and_the_rest_is_loaded() throws IOException {
        PluginFolder one = plugin("one")
                .compile("One", agentProvider("One", describes("twin")))
                .names(AgentProvider.class, "One");
        PluginFolder two = plugin("two")
                .compile("Two", agentProvider("Two", describes("twin")))
                .names(AgentProvider.class, "Two");
        PluginFolder three = plugin("three")
                .compile("Three", agentProvider("Three", describes("twin")))
                .names(AgentProvider.class, "Three");

        Plugins plugins = discovered(one, two, three, sound());

        assertThat(ids(plugins, PluginKind.AGENT)).contains("sound", "hedge").doesNotContain("twin");
        assertThat(plugins.failures()).extracting(PluginFailure::provider).containsExactly("One", "Two", "Three");
        assertThat(plugins.failures())
                .allSatisfy(failure -> assertThat(failure.reason())
                        .contains("Two providers have one id: the agent 'twin' of One", "/one", "of Two", "/two"));
        assertThatThrownBy(() -> plugins.agent("twin", SCHEMA, Map.of()))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("agents.duplicate-plugin"))
                .hasMessageContainingAll("One", "Two");
    }

    @Test
    void one_id_may_stand_for_an_engine_and_an_agent() {
        Plugins plugins = Plugins.discover(Plugins.class.getClassLoader());

        assertThat(ids(plugins, PluginKind.ENGINE)).contains("hedge");
        assertThat(ids(plugins, PluginKind.AGENT)).contains("hedge");
    }

    @Test
    void a_registered_provider_stands_beside_those_that_are_found() {
        Plugins plugins = Plugins.builder()
                .agent(new Registered("mine"))
                .discover(Plugins.class.getClassLoader())
                .build();

        assertThat(ids(plugins, PluginKind.AGENT)).containsExactly("mine", "hedge", "liquidity", "sentiment");
        assertThat(plugins.agentProviders().stream()
                        .map(provider -> provider.descriptor().id()))
                .containsExactly("mine", "hedge", "liquidity", "sentiment");
        assertThat(plugins.all().stream()
                        .filter(plugin -> plugin.descriptor().id().equals("mine"))
                        .map(Plugin::origin))
                .containsExactly("(registered)");
        assertThat(Plugins.builder().build().all()).isEmpty();
    }

    @Test
    void a_registered_provider_with_the_id_of_another_is_refused_naming_both() {
        assertThatThrownBy(() -> Plugins.builder()
                        .agent(new Registered("hedge"))
                        .discover(Plugins.class.getClassLoader())
                        .build())
                .isInstanceOfSatisfying(BarqueException.class, e -> {
                    assertThat(e.code()).isEqualTo("agents.duplicate-plugin");
                    assertThat(e.concern()).isEqualTo(Concern.PLUGIN);
                })
                .hasMessageContainingAll(Registered.class.getName(), "StandardProviders$HedgeReader");
        assertThatThrownBy(() -> Plugins.builder()
                        .agent(new Registered("mine"))
                        .agent(new Registered("mine"))
                        .build())
                .hasMessageContaining("Two providers have one id");
    }

    @Test
    void a_class_that_two_loaders_find_counts_once() {
        ClassLoader loader = Plugins.class.getClassLoader();
        Plugins plugins = Plugins.builder().discover(loader).discover(loader).build();

        assertThat(plugins.failures()).isEmpty();
        assertThat(plugins.all()).hasSize(Plugins.discover(loader).all().size());
    }

    @Test
    void a_registered_provider_that_cannot_describe_itself_is_refused_by_name() {
        Plugins.Builder builder = Plugins.builder().agent(new Registered("NO"));

        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("agents.plugin-failed"))
                .hasMessageContainingAll(Registered.class.getName(), "'NO'");
    }

    @Test
    void listing_constructs_and_describes_each_provider_once_and_makes_nothing() {
        Registered provider = new Registered("counted");
        Plugins plugins = Plugins.builder().agent(provider).build();

        for (int i = 0; i < 3; i++) {
            assertThat(plugins.all()).hasSize(1);
            assertThat(plugins.failures()).isEmpty();
        }
        assertThat(provider.described).isOne();
        assertThat(provider.made).isZero();
    }

    @Test
    void a_schema_without_the_declared_inputs_of_an_agent_is_refused_naming_all_of_them() {
        Plugins plugins = Plugins.discover(Plugins.class.getClassLoader());

        assertThatThrownBy(() -> plugins.agent("hedge", SCHEMA, Map.of()))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("agents.missing-inputs"))
                .hasMessageContainingAll("agent 'hedge'", "hedge.present.hedge_force", "hedge.present.conf", "close");
        assertThatThrownBy(() -> plugins.composer("alignment", SCHEMA, Map.of()))
                .hasMessageContaining("liquidity.present.amihud");
    }

    @Test
    void an_unknown_id_is_refused_with_those_that_there_are_and_those_that_failed() throws IOException {
        Plugins plugins = discovered(plugin("bad").names(AgentProvider.class, "NotThere"));

        assertThatThrownBy(() -> plugins.agent("hegde", SCHEMA, Map.of()))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("agents.no-such-plugin"))
                .hasMessageContainingAll("no agent 'hegde'", "hedge, liquidity, sentiment", "NotThere", "/bad");
    }

    @Test
    void settings_that_cannot_be_used_are_refused_all_at_once() {
        Plugins plugins = Plugins.builder().agent(new Registered("mine")).build();

        assertThatThrownBy(() -> plugins.agent("mine", SCHEMA, Map.of("bars", "0", "colour", "red")))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("agents.bad-settings"))
                .hasMessageContainingAll("colour is no parameter", "bars must be a whole number from 1 to 9");
    }

    @Test
    void a_provider_that_throws_or_gives_null_when_it_makes_its_part_is_named() throws IOException {
        try (URLClassLoader loader = PluginFolder.loader(List.of(sound().root()))) {
            Plugins plugins = Plugins.discover(loader);

            assertThatThrownBy(() -> plugins.agent("sound", SCHEMA, Map.of()))
                    .isInstanceOfSatisfying(
                            BarqueException.class, e -> assertThat(e.concern()).isEqualTo(Concern.PLUGIN))
                    .hasMessageContainingAll("agent 'sound' of Sound", "made");
        }
        Plugins nothing = Plugins.builder().agent(new Registered("mine")).build();
        assertThatThrownBy(() -> nothing.agent("mine", SCHEMA, Map.of())).hasMessageContaining("gave null");
    }

    private static final class Registered implements AgentProvider {
        private final String id;
        private int described;
        private int made;

        Registered(String id) {
            this.id = id;
        }

        @Override
        public PluginDescriptor descriptor() {
            described++;
            return new PluginDescriptor(id, "1", "A test", List.of(PluginParameter.whole("bars", 5, 1, 9, "how many")));
        }

        @Override
        @SuppressWarnings("NullAway")
        public Agent agent(FeatureSchema schema, PluginSettings settings) {
            made++;
            return null;
        }
    }
}
