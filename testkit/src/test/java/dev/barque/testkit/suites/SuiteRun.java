package dev.barque.testkit.suites;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What a suite says when it is run from inside a test.
 *
 * @param passed names of the tests that passed
 * @param failures names of the tests that did not, with what they said
 */
record SuiteRun(Set<String> passed, Map<String, String> failures) {
    static SuiteRun of(Class<?> suite) {
        SuiteRun run = new SuiteRun(new TreeSet<>(), new TreeMap<>());
        LauncherConfig alone = LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        LauncherFactory.create(alone)
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(suite))
                                .build(),
                        run.listener());
        return run;
    }

    Set<String> failed() {
        return failures.keySet();
    }

    private TestExecutionListener listener() {
        return new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    String name = test.getDisplayName().replace("()", "");
                    if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                        passed.add(name);
                    } else if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                        failures.put(name, String.valueOf(result.getThrowable().orElse(null)));
                    }
                }
            }
        };
    }
}
