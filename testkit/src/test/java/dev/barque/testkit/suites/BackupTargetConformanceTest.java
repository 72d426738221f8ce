package dev.barque.testkit.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.ops.backup.BackupTarget;
import dev.barque.ops.backup.DirectoryTarget;
import dev.barque.testkit.BackupTargetConformance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suite is tested too. */
class BackupTargetConformanceTest {
    private static UnaryOperator<BackupTarget> fault = UnaryOperator.identity();

    @Test
    void a_sound_target_passes() {
        fault = UnaryOperator.identity();

        assertThat(SuiteRun.of(Suite.class).failures()).isEmpty();
    }

    @Test
    void a_target_that_replaces_what_is_there_fails() {
        fault = sound -> new Delegate(sound) {
            @Override
            public void put(String name, Content content) throws IOException {
                delete(name);
                super.put(name, content);
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed()).containsExactly("nothing_is_put_over_what_is_there");
    }

    @Test
    void a_target_that_keeps_half_an_object_fails() {
        fault = sound -> new Delegate(sound) {
            @Override
            public void put(String name, Content content) throws IOException {
                ByteArrayOutputStream got = new ByteArrayOutputStream();
                try {
                    content.writeTo(got);
                } finally {
                    super.put(name, got::writeTo);
                }
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed()).containsExactly("what_could_not_be_put_as_a_whole_is_not_there");
    }

    @Test
    void a_target_that_anybody_may_claim_fails() {
        fault = sound -> new Delegate(sound) {
            @Override
            public Claim claim() {
                return () -> {};
            }
        };

        // The directory's own puts need no claim, but it has to be made by one.
        assertThat(SuiteRun.of(Suite.class).failed()).contains("one_at_a_time_claims_it_and_reading_needs_no_claim");
    }

    /** Like the sound one. */
    static class Delegate implements BackupTarget {
        private final BackupTarget sound;

        Delegate(BackupTarget sound) {
            this.sound = sound;
        }

        @Override
        public String description() {
            return sound.description();
        }

        @Override
        public Claim claim() throws IOException {
            return sound.claim();
        }

        @Override
        public List<String> names() throws IOException {
            return sound.names();
        }

        @Override
        public void put(String name, Content content) throws IOException {
            sound.put(name, content);
        }

        @Override
        public InputStream get(String name) throws IOException {
            return sound.get(name);
        }

        @Override
        public long size(String name) throws IOException {
            return sound.size(name);
        }

        @Override
        public void delete(String name) throws IOException {
            sound.delete(name);
        }
    }

    static class Suite extends BackupTargetConformance {
        @TempDir
        private Path folder;

        @Override
        protected BackupTarget open() {
            return fault.apply(DirectoryTarget.at(folder.resolve("target")));
        }
    }
}
