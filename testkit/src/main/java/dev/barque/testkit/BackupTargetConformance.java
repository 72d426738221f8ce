package dev.barque.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.ops.backup.BackupTarget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

/** What every {@link BackupTarget} does. Extend it in the tests of yours. */
public abstract class BackupTargetConformance {
    private static final String LONGEST = "a".repeat(120);

    /** For subclasses. */
    protected BackupTargetConformance() {}

    /** The target, always the same one within a test and empty at its beginning, as another process would open it. */
    protected abstract BackupTarget open() throws IOException;

    @Test
    void it_says_where_it_is() throws IOException {
        assertThat(open().description()).isNotBlank();
    }

    @Test
    void what_was_put_can_be_read_sized_and_listed_by_others() throws IOException {
        assertThat(open().names()).isEmpty();

        put("b.json", "second");
        put("a-1.tar.zst", "");
        put(LONGEST, "long");

        assertThat(open().names()).containsExactly("a-1.tar.zst", LONGEST, "b.json");
        assertThat(read("b.json")).isEqualTo("second");
        assertThat(read("a-1.tar.zst")).isEmpty();
        assertThat(open().size("b.json")).isEqualTo(6);
    }

    @Test
    void large_objects_come_back_byte_by_byte() throws IOException {
        byte[] content = new byte[(3 << 20) + 7];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31 + (i >> 8));
        }
        BackupTarget target = open();
        try (BackupTarget.Claim claim = target.claim()) {
            assertThat(claim).isNotNull();
            target.put("large", out -> {
                out.write(content, 0, 1 << 20);
                out.write(content[1 << 20]);
                out.write(content, (1 << 20) + 1, content.length - (1 << 20) - 1);
            });
        }

        try (InputStream in = open().get("large")) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void what_could_not_be_put_as_a_whole_is_not_there() throws IOException {
        BackupTarget target = open();
        try (BackupTarget.Claim claim = target.claim()) {
            assertThat(claim).isNotNull();
            assertThatThrownBy(() -> target.put("half", out -> {
                        out.write(new byte[3 << 20]);
                        throw new IOException("planted");
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("planted");

            assertThat(target.names()).isEmpty();
            assertThatThrownBy(() -> target.get("half").close()).isInstanceOf(NoSuchFileException.class);
            target.put("half", out -> out.write(1));
            assertThat(target.size("half")).isEqualTo(1);
        }
    }

    @Test
    void nothing_is_put_over_what_is_there() throws IOException {
        put("a", "first");

        assertThatThrownBy(() -> put("a", "second")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(read("a")).isEqualTo("first");
    }

    @Test
    void what_was_deleted_is_gone_and_may_be_gone_before() throws IOException {
        put("a", "first");
        BackupTarget target = open();
        try (BackupTarget.Claim claim = target.claim()) {
            assertThat(claim).isNotNull();
            target.delete("a");
            target.delete("a");
        }

        assertThat(open().names()).isEmpty();
        assertThatThrownBy(() -> open().size("a")).isInstanceOf(NoSuchFileException.class);
        put("a", "again");
        assertThat(read("a")).isEqualTo("again");
    }

    @Test
    void one_at_a_time_claims_it_and_reading_needs_no_claim() throws IOException {
        put("a", "first");
        try (BackupTarget.Claim claim = open().claim()) {
            assertThat(claim).isNotNull();
            assertThatThrownBy(() -> open().claim().close()).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> open().claim().close()).isInstanceOf(IOException.class);
            assertThat(read("a")).isEqualTo("first");
        }
        open().claim().close();
    }

    @Test
    void names_that_no_backup_has_are_refused() throws IOException {
        for (String name : new String[] {"", "../a", "/a", "A", ".a", "a/b", "a\\b", LONGEST + "a"}) {
            assertThatThrownBy(() -> put(name, "evil")).as("'%s'", name).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> open().get(name).close()).as("'%s'", name).isInstanceOf(IOException.class);
        }
        assertThat(open().names()).isEmpty();
    }

    private void put(String name, String content) throws IOException {
        BackupTarget target = open();
        try (BackupTarget.Claim claim = target.claim()) {
            assertThat(claim).isNotNull();
            target.put(name, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private String read(String name) throws IOException {
        try (InputStream in = open().get(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
