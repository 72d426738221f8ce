package dev.barque.testkit.checks;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.checks.host.ClockDrift;
import dev.barque.ops.checks.host.CpuLoad;
import dev.barque.ops.checks.host.Deadlocks;
import dev.barque.ops.checks.host.DiskSpace;
import dev.barque.ops.checks.host.FileDescriptors;
import dev.barque.ops.checks.host.FilesCanBeMade;
import dev.barque.ops.checks.host.GcPauses;
import dev.barque.ops.checks.host.Host;
import dev.barque.ops.checks.host.ProcessMemory;
import dev.barque.ops.checks.host.ThreadCount;
import dev.barque.testkit.HealthCheckConformance;
import dev.barque.testkit.SettableClock;
import org.junit.jupiter.api.Nested;

/** Every check over the host; its real faults are in the tests of {@code ops-checks}. */
class HostChecksConformanceTest {
    abstract static class OnQuietHost extends HealthCheckConformance {
        private final HealthCheck check;

        OnQuietHost(HealthCheck check) {
            this.check = check;
        }

        @Override
        protected HealthCheck check() {
            return check;
        }

        @Override
        protected CheckContext healthy() {
            return context(true);
        }

        @Override
        protected CheckContext troubled() {
            return context(false);
        }

        private static CheckContext context(boolean well) {
            return CheckContext.builder(SettableClock.at("2025-11-04T12:00:00Z"))
                    .with(Host.class, new QuietHost(well))
                    .build();
        }
    }

    @Nested
    class OfTheClock extends OnQuietHost {
        OfTheClock() {
            super(new ClockDrift());
        }
    }

    @Nested
    class OfProcessors extends OnQuietHost {
        OfProcessors() {
            super(new CpuLoad());
        }
    }

    @Nested
    class OfDeadlocks extends OnQuietHost {
        OfDeadlocks() {
            super(new Deadlocks());
        }
    }

    @Nested
    class OfDisks extends OnQuietHost {
        OfDisks() {
            super(new DiskSpace());
        }
    }

    @Nested
    class OfDescriptors extends OnQuietHost {
        OfDescriptors() {
            super(new FileDescriptors());
        }
    }

    @Nested
    class OfNewFiles extends OnQuietHost {
        OfNewFiles() {
            super(new FilesCanBeMade());
        }
    }

    @Nested
    class OfPauses extends OnQuietHost {
        OfPauses() {
            super(new GcPauses());
        }
    }

    @Nested
    class OfMemory extends OnQuietHost {
        OfMemory() {
            super(new ProcessMemory());
        }
    }

    @Nested
    class OfThreads extends OnQuietHost {
        OfThreads() {
            super(new ThreadCount());
        }
    }
}
