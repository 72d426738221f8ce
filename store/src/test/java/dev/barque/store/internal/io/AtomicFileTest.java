package dev.barque.store.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path root;

    private final List<String> calls = new ArrayList<>();

    @Test
    void the_entry_of_a_new_directory_is_forced_before_anything_is_put_into_it() throws IOException {
        AtomicFile.createDirectories(recorded(), root.resolve("a/b"));

        assertThat(calls)
                .containsSubsequence(
                        "createDirectories a", "syncDirectory ", "createDirectories a/b", "syncDirectory a");
    }

    @Test
    void the_entry_of_an_empty_directory_that_was_found_is_forced_too() throws IOException {
        Files.createDirectories(root.resolve("a/b")); // by a writer that died before it forced the entry

        AtomicFile.createDirectories(recorded(), root.resolve("a/b"));

        assertThat(calls).contains("syncDirectory a");
    }

    @Test
    void a_directory_that_holds_something_costs_no_sync() throws IOException {
        Files.createDirectories(root.resolve("a/b"));
        Files.writeString(root.resolve("a/b/file"), "content");

        AtomicFile.createDirectories(recorded(), root.resolve("a/b"));

        assertThat(calls).noneMatch(call -> call.startsWith("syncDirectory"));
    }

    @Test
    void a_file_in_place_of_a_directory_is_an_error() throws IOException {
        Files.writeString(root.resolve("a"), "a file");

        assertThatThrownBy(() -> AtomicFile.createDirectories(recorded(), root.resolve("a")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void content_is_synced_before_it_gets_its_name_and_the_name_after() throws IOException {
        AtomicFile.replace(recorded(), root.resolve("file"), "content".getBytes(StandardCharsets.UTF_8));

        assertThat(Files.readString(root.resolve("file"))).isEqualTo("content");
        assertThat(calls.stream().filter(call -> !call.contains("irector")).map(call -> call.split(" ", 2)[0]))
                .containsExactly("exists", "create", "write", "sync", "close", "rename");
        assertThat(calls.get(calls.size() - 1)).isEqualTo("syncDirectory ");
    }

    private FileAccess recorded() {
        return recorded(FileAccess.class, FileAccess.real());
    }

    private <T> T recorded(Class<T> type, T real) {
        return type.cast(Objects.requireNonNull(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object path = arguments != null && arguments[0] instanceof Path on ? root.relativize(on) : "";
                    calls.add(method.getName() + " " + path);
                    try {
                        Object result = method.invoke(real, arguments);
                        return result instanceof FileAccess.WritableFile file
                                ? recorded(FileAccess.WritableFile.class, file)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                })));
    }
}
