package dev.barque.backtest.audit;

import dev.barque.agents.DecisionPipeline;
import dev.barque.core.market.Symbol;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads classes anew, so that static fields hold nothing of what ran before. New is everything but the JDK, Barque's own jars and
 * the libraries of tests.
 */
public final class FreshClasses {
    private static final List<String> SHARED = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "org.junit.",
            "org.assertj.",
            "org.opentest4j.",
            "org.slf4j.",
            "org.jspecify.",
            "org.apiguardian.");

    private FreshClasses() {}

    /**
     * An instance of a class whose code, and all code that it uses, was loaded for it alone.
     *
     * @param face how it is seen, which is shared, as is the jar that it stands in
     * @param type has a constructor without parameters, of any visibility
     * @throws dev.barque.core.error.BarqueException with code {@code audit.cannot-load-anew}
     */
    public static <T> T instance(Class<T> face, Class<? extends T> type) {
        try {
            Class<?> anew = new Loader(face, type.getClassLoader()).loadClass(type.getName());
            Constructor<?> constructor = anew.getDeclaredConstructor();
            constructor.setAccessible(true);
            return face.cast(constructor.newInstance());
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw AuditErrors.cannotLoadAnew(type, e);
        }
    }

    private static final class Loader extends ClassLoader {
        private final List<String> own;

        Loader(Class<?> face, ClassLoader parent) {
            super(parent);
            own = Stream.of(face, Symbol.class, DecisionPipeline.class, FreshClasses.class)
                    .map(Loader::place)
                    .filter(place -> !place.isEmpty())
                    .distinct()
                    .toList();
        }

        private static String place(Class<?> type) {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            URL location = source == null ? null : source.getLocation();
            return location == null ? "" : location.toString();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known != null ? known : isShared(name) ? super.loadClass(name, resolve) : anew(name, resolve);
            }
        }

        private static boolean isShared(String name) {
            return SHARED.stream().anyMatch(name::startsWith);
        }

        private Class<?> anew(String name, boolean resolve) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            ClassLoader parent = Objects.requireNonNull(getParent());
            @Nullable URL place = parent.getResource(file);
            if (place == null || own.stream().anyMatch(place.toString()::contains)) {
                return super.loadClass(name, resolve);
            }
            try (@Nullable InputStream in = parent.getResourceAsStream(file)) {
                byte[] code = Objects.requireNonNull(in).readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
