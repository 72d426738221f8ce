package dev.barque.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compiled main code, and which module each class comes from.
 *
 * @param classes every class of every module
 * @param moduleOf the module's folder, or empty for a class that is not ours
 */
record CodeBase(JavaClasses classes, Function<JavaClass, Optional<String>> moduleOf) {
    /** The root of the working copy; Surefire starts tests in the folder of their module. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Set<String> WITHOUT_CODE = Set.of("bom", "architecture");

    /** The modules that the root pom lists, those without main code left out. */
    static List<String> modules() {
        try {
            return MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")))
                    .results()
                    .map(found -> found.group(1))
                    .filter(module -> !WITHOUT_CODE.contains(module))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the build has just compiled. */
    static CodeBase compiled() {
        List<Path> folders = modules().stream().map(CodeBase::classFolder).toList();
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(location -> !location.contains("jmh_generated"))
                .importPaths(folders);
        return new CodeBase(classes, CodeBase::moduleByFolder);
    }

    /** The module of a class, arrays included. */
    Optional<String> module(JavaClass type) {
        return moduleOf.apply(type.getBaseComponentType());
    }

    /** The packages of a module that hold classes. */
    Set<String> packages(String module) {
        return classes.stream()
                .filter(type -> module(type).equals(Optional.of(module)))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
    }

    private static Path classFolder(String module) {
        return ROOT.resolve(module).resolve("target").resolve("classes");
    }

    private static Optional<String> moduleByFolder(JavaClass type) {
        Optional<Path> file = type.getSource()
                .map(Source::getUri)
                .filter(uri -> "file".equals(uri.getScheme()))
                .map(Path::of);
        return file.flatMap(path -> modules().stream()
                .filter(module -> path.startsWith(classFolder(module)))
                .findFirst());
    }
}
