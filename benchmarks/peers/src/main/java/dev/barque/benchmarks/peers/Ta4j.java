package dev.barque.benchmarks.peers;

import dev.barque.benchmarks.CrossBars;
import dev.barque.benchmarks.contest.Absent;
import dev.barque.benchmarks.contest.Work;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** ta4j needs Java 21, which this module does not: its part is compiled by the JVM that runs it. */
final class Ta4j {
    private static final Path SOURCE = Path.of("benchmarks/peers/src/ta4j/Ta4jCross.java");

    private Ta4j() {}

    static Work enter(CrossBars given) throws Absent, IOException, ReflectiveOperationException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (Runtime.version().feature() < 21 || compiler == null) {
            throw new Absent("it needs a JDK of 21 or later and this is " + Runtime.version()
                    + ": set JAVA_HOME_25 to the home of one");
        }
        Path classes = Files.createTempDirectory("ta4j");
        int exit = compiler.run(
                null,
                null,
                null,
                List.of("-cp", System.getProperty("java.class.path"), "-d", classes.toString(), SOURCE.toString())
                        .toArray(new String[0]));
        if (exit != 0) {
            throw new IOException(SOURCE + " does not compile on " + Runtime.version());
        }
        // Not closed: the work loads classes from it until the JVM ends.
        URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, Ta4j.class.getClassLoader());
        return (Work)
                loader.loadClass("Ta4jCross").getConstructor(CrossBars.class).newInstance(given);
    }
}
