package dev.barque.store.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardingFileAccessTest {
    static Method[] of_a_disk() {
        return calls(FileAccess.class);
    }

    static Method[] of_a_written_file() {
        return calls(FileAccess.WritableFile.class);
    }

    /** One that is not handed on would go past the disk below, also where the interface has an answer of its own. */
    @ParameterizedTest
    @MethodSource("of_a_disk")
    void every_call_of_a_disk_is_handed_on(Method call) throws NoSuchMethodException {
        assertThat(ForwardingFileAccess.class.getDeclaredMethod(call.getName(), call.getParameterTypes()))
                .isNotNull();
    }

    @ParameterizedTest
    @MethodSource("of_a_written_file")
    void every_call_of_a_written_file_is_handed_on(Method call) throws NoSuchMethodException {
        assertThat(ForwardingFileAccess.Written.class.getDeclaredMethod(call.getName(), call.getParameterTypes()))
                .isNotNull();
    }

    private static Method[] calls(Class<?> of) {
        return Arrays.stream(of.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .toArray(Method[]::new);
    }
}
