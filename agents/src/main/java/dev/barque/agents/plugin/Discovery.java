package dev.barque.agents.plugin;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Spliterator;

/**
 * The providers of one kind that a class loader gives by {@link ServiceLoader}, one failing provider never standing in the
 * way of the next.
 *
 * @param loaded providers with where they come from
 * @param failures providers that did not come to be
 */
record Discovery<P>(List<Loaded<P>> loaded, List<PluginFailure> failures) {
    record Loaded<P>(P provider, String origin) {}

    static <P> Discovery<P> of(PluginKind kind, Class<P> service, ClassLoader loader) {
        Discovery<P> found = new Discovery<>(new ArrayList<>(), new ArrayList<>());
        Trail trail = new Trail(loader);
        Spliterator<ServiceLoader.Provider<P>> providers =
                ServiceLoader.load(service, trail).stream().spliterator();
        boolean more = true;
        long stepsBefore = -1;
        while (more) {
            try {
                more = providers.tryAdvance(provider -> found.make(kind, provider));
            } catch (Throwable e) {
                requireSound(e);
                // An error without a step forward would come back for ever: the loader cannot list its resources.
                more = trail.steps != stepsBefore;
                stepsBefore = trail.steps;
                if (more) {
                    found.failures.add(
                            new PluginFailure(kind, trail.provider, trail.origin(), "finding the provider", e));
                }
            }
        }
        return found;
    }

    private void make(PluginKind kind, ServiceLoader.Provider<P> provider) {
        Class<?> type = provider.type();
        try {
            loaded.add(new Loaded<>(provider.get(), originOf(type)));
        } catch (Throwable e) {
            requireSound(e);
            failures.add(new PluginFailure(kind, type.getName(), originOf(type), "making the provider", e));
        }
    }

    /** Passes on what is not the plug-in's doing: a virtual machine that has no memory left, or is broken. */
    static void requireSound(Throwable e) {
        if (e instanceof VirtualMachineError broken && !(e instanceof StackOverflowError)) {
            throw broken;
        }
    }

    static String originOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        return location == null ? "(unknown)" : place(location.toString());
    }

    private static String place(String url) {
        try {
            return url.startsWith("file:") ? Path.of(URI.create(url)).toString() : url;
        } catch (IllegalArgumentException e) {
            // A loader may make URLs that are no paths.
            return url;
        }
    }

    /**
     * Stands between the service loader and the loader of classes, and remembers which file of providers and which class it
     * was asked for last: errors of the service loader do not always say.
     */
    private static final class Trail extends ClassLoader {
        private long steps;
        private String file = "";
        private String provider = PluginFailure.NAMELESS;

        Trail(ClassLoader parent) {
            super(parent);
        }

        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            steps++;
            provider = name;
            return super.loadClass(name);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            List<URL> files = Collections.list(super.getResources(name));
            return new Enumeration<>() {
                private int next;

                @Override
                public boolean hasMoreElements() {
                    return next < files.size();
                }

                @Override
                public URL nextElement() {
                    URL url = files.get(next++);
                    steps++;
                    provider = PluginFailure.NAMELESS;
                    file = url.toString();
                    return url;
                }
            };
        }

        /** The jar or folder of the file of providers. */
        String origin() {
            if (file.isEmpty()) {
                return getParent().toString();
            }
            int services = file.lastIndexOf("META-INF/services/");
            String root = services < 0 ? file : file.substring(0, services);
            return root.startsWith("jar:") && root.endsWith("!/")
                    ? place(root.substring("jar:".length(), root.length() - 2))
                    : place(root);
        }
    }
}
