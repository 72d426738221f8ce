package dev.barque.cli.internal.work;

import dev.barque.cli.internal.CliErrors;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where a user keeps plug-ins: jars, folders of jars, folders of classes, parted as a class path is. */
public final class PluginPath {
    private PluginPath() {}

    /**
     * A loader of what the path names, below the command's own; that one itself for an empty path. It stays open for the life
     * of the process, because parts made by it load classes when they need them.
     */
    public static ClassLoader loader(String path, ClassLoader own) {
        List<URL> urls = new ArrayList<>();
        for (String place : path.split(File.pathSeparator, -1)) {
            if (!place.isBlank()) {
                for (Path one : jarsOrClasses(place.trim())) {
                    urls.add(url(one));
                }
            }
        }
        return urls.isEmpty() ? own : new URLClassLoader(urls.toArray(URL[]::new), own);
    }

    /** A folder with jars stands for them, in the order of their names; any other for the classes below it. */
    private static List<Path> jarsOrClasses(String place) {
        Path path;
        try {
            path = Path.of(place).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw CliErrors.noPlugins(place);
        }
        if (!Files.exists(path)) {
            throw CliErrors.noPlugins(place);
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(path, "*.jar")) {
            found.forEach(jars::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Collections.sort(jars);
        return jars.isEmpty() ? List.of(path) : jars;
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("No URL for " + path, e);
        }
    }
}
