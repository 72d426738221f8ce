package dev.barque.ops;

import dev.barque.ops.internal.OpsErrors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The health checks of a system. Each is asked for its descriptor once, when it is collected: listing them afterwards runs
 * no plug-in code.
 *
 * <p>A check that throws, from its constructor on, never gets in the way of the others: it is listed and its verdict is
 * {@link Verdict.Unknown}, naming the plug-in. Checks run one after the other on the calling thread here; a check that hangs
 * hangs the caller: a {@link HealthRunner} keeps deadlines. Safe for use by several threads.
 */
public final class HealthChecks {
    private static final int MOST_FAILURES = 1_000;

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private HealthChecks(List<Entry> entries) {
        for (Entry entry : entries) {
            Entry other = this.entries.putIfAbsent(entry.descriptor().id(), entry);
            if (other != null) {
                throw OpsErrors.duplicateId(entry.descriptor().id(), other.plugin(), entry.plugin());
            }
        }
    }

    /** These checks; throws with code {@code ops.duplicate-check} when two have one id. */
    public static HealthChecks of(Collection<? extends HealthCheck> checks) {
        return new HealthChecks(checks.stream().map(Entry::of).toList());
    }

    /** The checks that a class loader finds by {@link ServiceLoader}, those of Barque among them; throws as {@link #of}. */
    public static HealthChecks discover(ClassLoader loader) {
        List<Entry> found = new ArrayList<>();
        Iterator<HealthCheck> providers =
                ServiceLoader.load(HealthCheck.class, loader).iterator();
        boolean more = true;
        int failures = 0;
        while (more) {
            try {
                more = providers.hasNext();
                if (more) {
                    found.add(Entry.of(providers.next()));
                }
            } catch (Throwable e) {
                // The loader goes on with the next provider after most errors; one that never gets on is left.
                more = ++failures < MOST_FAILURES;
                found.add(Entry.unusable("unusable-provider-" + (found.size() + 1), "loading it", e));
            }
        }
        return new HealthChecks(found);
    }

    /** These checks and others; throws as {@link #of}. */
    public HealthChecks and(HealthChecks others) {
        List<Entry> both = new ArrayList<>(entries.values());
        both.addAll(others.entries.values());
        return new HealthChecks(both);
    }

    /** Those of which a context holds all that they need, in the order in which they were collected. */
    public HealthChecks answerableIn(CheckContext context) {
        return new HealthChecks(entries.values().stream()
                .filter(entry -> lacking(entry, context).isEmpty())
                .toList());
    }

    /** The others, by id in the order in which they were collected: the types that the context does not hold. */
    public Map<String, Set<Class<?>>> lackingIn(CheckContext context) {
        Map<String, Set<Class<?>>> left = new LinkedHashMap<>();
        entries.forEach((id, entry) -> {
            Set<Class<?>> lacking = lacking(entry, context);
            if (!lacking.isEmpty()) {
                left.put(id, lacking);
            }
        });
        return Collections.unmodifiableMap(left);
    }

    private static Set<Class<?>> lacking(Entry entry, CheckContext context) {
        return entry.descriptor().needs().stream()
                .filter(type -> !context.has(type))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** In the order in which they were collected. */
    Collection<Entry> entries() {
        return Collections.unmodifiableCollection(entries.values());
    }

    /** What the checks ask, in the order in which they were collected. */
    public List<HealthCheck.Descriptor> descriptors() {
        return entries.values().stream().map(Entry::descriptor).toList();
    }

    /** Runs one check; throws with code {@code ops.no-such-check} when there is none of this id. */
    public CheckResult run(String id, CheckContext context) {
        Entry entry = entries.get(id);
        if (entry == null) {
            throw OpsErrors.noSuchCheck(id, entries.keySet());
        }
        return entry.run(context);
    }

    /** Runs all checks in the order in which they were collected. */
    public List<CheckResult> runAll(CheckContext context) {
        return entries.values().stream().map(entry -> entry.run(context)).toList();
    }
}
