package dev.barque.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Compiled main code, and which module each class comes from.
 *
 * @param classes every class of every module
 * @param moduleByClass the folder of the module by the name of a class
 * @param modulesByPackage the modules that have a part of a package
 */
record CodeBase(JavaClasses classes, Map<String, String> moduleByClass, Map<String, Set<String>> modulesByPackage) {
    /** The root of the working copy; Surefire starts tests in the folder of their module. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Set<String> WITHOUT_CODE = Set.of("bom", "architecture");

    /** The modules that the root pom lists, but those without main code, examples of users' projects, and what only a profile builds. */
    static List<String> modules() {
        try {
            return MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")))
                    .results()
                    .map(found -> found.group(1))
                    .filter(module -> !WITHOUT_CODE.contains(module) && !module.contains("/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the build has just compiled. */
    static CodeBase compiled() {
        Map<String, Path> folders = new HashMap<>();
        for (String module : modules()) {
            folders.put(module, ROOT.resolve(module).resolve("target").resolve("classes"));
        }
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(location -> !location.contains("jmh_generated"))
                .importPaths(folders.values());
        return of(classes, type -> moduleByFolder(type, folders));
    }

    /** Some classes and the module of each. */
    static CodeBase of(JavaClasses classes, Function<JavaClass, Optional<String>> moduleOf) {
        Map<String, String> moduleByClass = new HashMap<>();
        Map<String, Set<String>> modulesByPackage = new HashMap<>();
        for (JavaClass type : classes) {
            String module = moduleOf.apply(type)
                    .orElseThrow(() -> new IllegalArgumentException(type.getName() + " is of no module"));
            moduleByClass.put(type.getName(), module);
            modulesByPackage
                    .computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
                    .add(module);
        }
        return new CodeBase(classes, moduleByClass, modulesByPackage);
    }

    /** The module of one of our classes, or of an array of them. */
    Optional<String> module(JavaClass type) {
        return Optional.ofNullable(moduleByClass.get(type.getBaseComponentType().getName()));
    }

    private static Optional<String> moduleByFolder(JavaClass type, Map<String, Path> folders) {
        Optional<Path> file = type.getSource().map(Source::getUri).map(Path::of);
        return file.flatMap(path -> folders.entrySet().stream()
                .filter(folder -> path.startsWith(folder.getValue()))
                .map(Map.Entry::getKey)
                .findFirst());
    }
}
