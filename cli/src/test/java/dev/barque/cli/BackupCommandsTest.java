package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.cli.internal.work.DemoData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BackupCommandsTest {
    @TempDir
    Path folder;

    private Path home;
    private Path place;

    @BeforeEach
    void a_home_with_a_day_of_bars() throws IOException {
        home = folder.resolve("home");
        place = folder.resolve("backups");
        Path csv = DemoData.copyTo(folder.resolve("in")).get(0);
        assertThat(Cli.run("ingest", "--home", home, "--stamps", "open", "--interval", "1m", csv)
                        .exit())
                .isZero();
    }

    private JsonNode created(Object... more) {
        Object[] words = new Object[7 + more.length];
        System.arraycopy(
                new Object[] {"backup", "create", "--home", home, "--backups", place, "--json"}, 0, words, 0, 7);
        System.arraycopy(more, 0, words, 7, more.length);
        Cli.Result result = Cli.run(words);
        assertThat(result.exit()).as("%s", result).isZero();
        return result.json();
    }

    @Test
    void a_backup_is_made_listed_verified_drilled_and_restored() throws IOException {
        String id = created().path("id").stringValue();
        JsonNode second = created("--incremental");

        assertThat(second.path("kind").stringValue()).isEqualTo("incremental");
        assertThat(second.path("own_files").intValue()).isZero();
        assertThat(Cli.run("backup", "list", "--backups", place).out()).contains(id, "full", "incremental");
        assertThat(Cli.run("backup", "verify", "--backups", place).out()).contains("every byte as it was put");
        Cli.Result drill = Cli.run("drill", "--backups", place, "--scratch", folder.resolve("scratch"));
        assertThat(drill.exit()).as("%s", drill).isZero();
        assertThat(drill.out()).contains("can be restored and read", "1 files of bars");
        Path restored = folder.resolve("restored");
        assertThat(Cli.run("restore", "--backups", place, "--home", restored, "--backup", id)
                        .exit())
                .isZero();
        assertThat(restored.resolve("data_l1/l1_2025-10-24.parquet"))
                .hasSameBinaryContentAs(home.resolve("data_l1/l1_2025-10-24.parquet"));
    }

    @Test
    void damage_is_a_finding_and_is_not_restored() throws IOException {
        String id = created().path("id").stringValue();
        Path archive = place.resolve(id + ".tar.zst");
        byte[] content = Files.readAllBytes(archive);
        content[content.length / 2] ^= (byte) 4;
        Files.write(archive, content);

        Cli.Result verified = Cli.run("backup", "verify", "--backups", place, "--json");

        assertThat(verified.exit()).isEqualTo(1);
        assertThat(verified.json().path("whole").booleanValue()).isFalse();
        assertThat(verified.json().path("problems").path(0).stringValue()).contains(id);
        Cli.Result restored = Cli.run("restore", "--backups", place, "--home", home, "--in-place");
        assertThat(restored.exit()).isEqualTo(3);
        assertThat(restored.err()).contains("backup.damaged");
        assertThat(Cli.run("drill", "--backups", place, "--scratch", folder.resolve("scratch"))
                        .exit())
                .isEqualTo(1);
        assertThat(Cli.run("store", "verify", "--home", home).exit()).isZero();
    }

    @Test
    void a_home_is_replaced_only_when_that_is_said_and_kept() throws IOException {
        created();
        Files.writeString(home.resolve("later"), "later");

        Cli.Result refused = Cli.run("restore", "--backups", place, "--home", home);
        Cli.Result done = Cli.run("restore", "--backups", place, "--home", home, "--in-place", "--json");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("backup.home-exists");
        assertThat(done.exit()).isZero();
        assertThat(home.resolve("later")).doesNotExist();
        assertThat(Path.of(done.json().path("kept").stringValue()).resolve("later"))
                .exists();
    }

    @Test
    void an_encrypted_backup_needs_its_key_file() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "0f".repeat(32) + "\n");
        Path bad = Files.writeString(folder.resolve("bad"), "secret words");
        assertThat(created("--key-file", key).path("key").stringValue()).hasSize(16);

        Cli.Result without = Cli.run("backup", "verify", "--backups", place);
        Cli.Result wrong = Cli.run("backup", "verify", "--backups", place, "--key-file", bad);

        assertThat(without.exit()).isEqualTo(2);
        assertThat(without.err()).contains("backup.needs-key");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("64 hexadecimal digits").doesNotContain("secret words");
        assertThat(Cli.run("backup", "verify", "--backups", place, "--key-file", key)
                        .exit())
                .isZero();
    }

    @Test
    void pruning_says_what_it_would_do_and_refuses_less_than_a_day() {
        created();

        Cli.Result plan = Cli.run("backup", "prune", "--backups", place);

        assertThat(plan.exit()).isZero();
        assertThat(plan.out()).contains("stays", "the last one that is whole");
        assertThat(Cli.run("backup", "prune", "--backups", place, "--keep-days", 0)
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void a_place_without_backups_says_so() {
        Cli.Result none = Cli.run("restore", "--backups", place, "--home", folder.resolve("new"));

        assertThat(none.exit()).isEqualTo(3);
        assertThat(none.err()).contains("There is no backup at all", "There are: none");
        assertThat(Cli.run("backup", "list", "--backups", place).out()).contains("Make one with");
    }
}
