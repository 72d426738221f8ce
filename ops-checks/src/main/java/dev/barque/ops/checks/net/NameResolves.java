package dev.barque.ops.checks.net;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.Findings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * Does a name have addresses? Asks as the JVM does for every connection; it remembers answers for some time (30 s, failures
 * 10 s, unless the security properties {@code networkaddress.cache.ttl} say otherwise).
 */
public final class NameResolves implements HealthCheck {
    private static final String ID = "dns-name";

    private final String name;
    private final Set<String> expected;

    private NameResolves(String name, Set<String> expected) {
        this.name = name;
        this.expected = expected;
    }

    /** Whether the name has any address. Its id is {@code dns-name-NAME}. */
    public static NameResolves of(String name) {
        Times.requireHost(ID, name);
        return new NameResolves(name, Set.of());
    }

    /** The same check, degraded where the name has none of these addresses, written as the JVM writes them. */
    public NameResolves to(String... addresses) {
        return new NameResolves(name, Set.of(addresses));
    }

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                Ids.of(ID, name),
                "Does the name " + name + " have addresses?",
                Set.of(),
                Duration.ofSeconds(10),
                Criticality.IMPORTANT,
                Set.of("host", "pre-market"));
    }

    @Override
    public Verdict run(CheckContext context) {
        Findings findings = new Findings();
        try {
            Set<String> found = new TreeSet<>();
            Arrays.stream(InetAddress.getAllByName(name)).forEach(address -> found.add(address.getHostAddress()));
            if (!expected.isEmpty() && found.stream().noneMatch(expected::contains)) {
                findings.degraded(
                        "the name " + name,
                        String.join(", ", found),
                        "one of " + String.join(", ", new TreeSet<>(expected)),
                        "Look at the record of the name and at /etc/hosts; if the service has moved, tell the check.");
            }
        } catch (UnknownHostException e) {
            findings.unhealthy(
                    "the name " + name,
                    "it has no address",
                    "at least one",
                    "Look at /etc/resolv.conf and whether the name server answers, and at the spelling of the name.");
        }
        return findings.or("It has an address" + (expected.isEmpty() ? "." : " that is expected."));
    }
}
