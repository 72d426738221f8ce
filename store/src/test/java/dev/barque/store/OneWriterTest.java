package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.store.internal.io.HomeLock;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One writer for a home, whoever tries to be the second. */
class OneWriterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private static ParquetFeatureStore open(Path home) {
        return open(home, Durability.SYNC);
    }

    private static ParquetFeatureStore open(Path home, Durability durability) {
        return ParquetFeatureStore.builder(home)
                .set(ChildJvm.SET)
                .durability(durability)
                .open(CLOCK);
    }

    private static FeatureRow row(int number) {
        return TestRows.numbered(ChildJvm.SET, ChildJvm.SPY, ChildJvm.START + number, ChildJvm.START + number, number);
    }

    private static void assertLocked(Path home, String by) {
        assertThatThrownBy(() -> open(home))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.locked"))
                .hasMessageContaining(by);
    }

    /** Whether another process finds the home free. */
    private static boolean isFreeForOthers(Path home) throws IOException {
        try (ChildJvm other = new ChildJvm(home)) {
            other.tell("append");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void a_second_writer_of_this_process_is_refused_also_through_a_link_and_the_first_keeps_its_lock()
            throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), home);
        try (ParquetFeatureStore first = open(home)) {
            String self = "process " + ProcessHandle.current().pid();
            assertLocked(home, self);
            assertLocked(link, self);
            assertLocked(folder.resolve("link/../home"), self);
            assertThat(isFreeForOthers(home)).isFalse();
            first.append(row(0));
        }
        assertThat(isFreeForOthers(home)).isTrue();
    }

    @Test
    void a_writer_in_another_process_is_named_and_its_death_frees_the_home() throws IOException, InterruptedException {
        Path home = Files.createDirectory(folder.resolve("home"));
        try (ChildJvm other = new ChildJvm(home)) {
            assertLocked(home, "process " + other.pid() + ", started ");
            other.tell("append");
            assertLocked(home, "another process");
            other.kill();
            try (ParquetFeatureStore next = open(home)) {
                next.append(row(1));
            }
        }
    }

    @Test
    void another_class_loader_is_refused_and_the_first_keeps_its_lock()
            throws IOException, ReflectiveOperationException {
        Path home = Files.createDirectory(folder.resolve("home"));
        try (ParquetFeatureStore first = open(home);
                URLClassLoader stranger = new URLClassLoader(classPath(), null)) {
            Method lock = stranger.loadClass(HomeLock.class.getName()).getMethod("of", Path.class);
            for (String forgotten : List.of("", "dev.barque.store.held:" + home.toRealPath())) {
                // The second time somebody replaced the system properties: the operating system still knows.
                if (!forgotten.isEmpty()) {
                    System.clearProperty(forgotten);
                }
                assertThatThrownBy(() -> lock.invoke(null, home))
                        .isInstanceOf(InvocationTargetException.class)
                        .cause()
                        .hasMessageContaining("another store of this process");
                assertThat(isFreeForOthers(home)).isFalse();
            }
            first.append(row(0));
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(path).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void a_lock_file_that_was_deleted_or_replaced_is_noticed_before_the_next_commit(Durability durability)
            throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        for (int round = 0; round < 50; round++) {
            boolean replaced = round % 2 == 1;
            try (ParquetFeatureStore store = open(home, durability)) {
                store.append(row(0));
                Path lock = home.resolve(".lock");
                Files.move(lock, folder.resolve("aside" + round));
                if (replaced) {
                    Files.writeString(lock, "another");
                }
                for (Runnable write : List.<Runnable>of(() -> store.append(row(1)), store::seal)) {
                    assertThatThrownBy(write::run)
                            .isInstanceOfSatisfying(
                                    BarqueException.class,
                                    e -> assertThat(e.code()).isEqualTo("store.lock-lost"));
                }
            }
        }
    }
}
