package dev.barque.agents.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A folder of compiled plug-ins, made by the compiler from source that a test writes. */
final class PluginFolder {
    private final Path root;

    PluginFolder(Path root) {
        this.root = root;
    }

    /** An agent provider whose body is given: members, among them perhaps a descriptor. */
    static String agentProvider(String name, String body) {
        return "public class " + name + " implements dev.barque.agents.plugin.AgentProvider {" + body
                + "  public dev.barque.agents.Agent agent(dev.barque.core.feature.FeatureSchema s,"
                + " dev.barque.agents.plugin.PluginSettings p) { throw new IllegalStateException(\"made\"); } }";
    }

    static String describes(String id) {
        return "public dev.barque.agents.plugin.PluginDescriptor descriptor() { return new"
                + " dev.barque.agents.plugin.PluginDescriptor(\"" + id
                + "\", \"1\", \"A test\", java.util.List.of()); }";
    }

    /** Compiles a class without a package against the class path of the tests and this folder. */
    PluginFolder compile(String name, String source) {
        try {
            Files.createDirectories(root);
            Path file = Files.writeString(root.resolve(name + ".java"), source);
            String path = root + java.io.File.pathSeparator + System.getProperty("java.class.path");
            int failed = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            null,
                            null,
                            "-proc:none",
                            "--release",
                            "17",
                            "-cp",
                            path,
                            "-d",
                            root.toString(),
                            file.toString());
            assertThat(failed).as(source).isZero();
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    PluginFolder delete(String type) {
        try {
            Files.delete(root.resolve(type + ".class"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    PluginFolder names(Class<?> service, String... lines) {
        return file(
                "META-INF/services/" + service.getName(),
                String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    PluginFolder file(String name, byte[] content) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The folder as a jar beside it. */
    Path jar() {
        Path jar = root.resolveSibling(root.getFileName() + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out);
                Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new JarEntry(root.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    Path root() {
        return root;
    }

    /** A loader of these folders and jars, below that of the tests. */
    static URLClassLoader loader(List<Path> places) {
        return new URLClassLoader(
                places.stream().map(PluginFolder::url).toArray(URL[]::new), PluginFolder.class.getClassLoader());
    }

    private static URL url(Path place) {
        try {
            return place.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
