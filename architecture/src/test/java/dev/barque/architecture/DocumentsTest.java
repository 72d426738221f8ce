package dev.barque.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What documents promise by the name of a test is tested by it, and what they link to is there. */
class DocumentsTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)#(\\w+)`");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#\\s]+)");

    @Test
    void tests_that_documents_name_exist() throws IOException {
        Set<String> missing = new TreeSet<>();
        int named = 0;
        for (Path document : documents()) {
            Matcher tests = TEST.matcher(Files.readString(document));
            while (tests.find()) {
                named++;
                if (!exists(tests.group(1), tests.group(2))) {
                    missing.add(CodeBase.ROOT.relativize(document) + ": " + tests.group());
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(named).as("tests named in documents").isGreaterThan(20);
    }

    @Test
    void files_that_documents_link_to_exist() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (Path document : documents()) {
            Matcher links = LINK.matcher(Files.readString(document));
            while (links.find()) {
                Path target = document.resolveSibling(links.group(1)).normalize();
                if (!Files.exists(target)) {
                    missing.add(CodeBase.ROOT.relativize(document) + ": " + links.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean exists(String type, String method) throws IOException {
        for (String module : CodeBase.modules()) {
            Path tests = CodeBase.ROOT.resolve(module).resolve("src/test/java");
            if (Files.isDirectory(tests)) {
                try (Stream<Path> files = Files.walk(tests)) {
                    for (Path file :
                            files.filter(f -> f.endsWith(type + ".java")).toList()) {
                        if (Files.readString(file).contains("void " + method + "(")) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        try (Stream<Path> files = Files.list(CodeBase.ROOT)) {
            files.filter(f -> f.toString().endsWith(".md")).forEach(documents::add);
        }
        try (Stream<Path> files = Files.walk(CodeBase.ROOT.resolve("docs"))) {
            files.filter(f -> f.toString().endsWith(".md")).forEach(documents::add);
        }
        for (String module : CodeBase.modules()) {
            Path page = CodeBase.ROOT.resolve(module).resolve("README.md");
            if (Files.exists(page)) {
                documents.add(page);
            }
        }
        return documents;
    }
}
