package dev.barque.store.internal.l1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.store.internal.parquet.ParquetFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FileZoneTest {
    @Test
    void the_notes_of_pandas_and_of_arrow_say_the_same() throws IOException {
        for (String name : new String[] {"l1_2025-10-24", "l1_2024-10-01", "l1_2025-11-05"}) {
            Map<String, String> noted = metadata(name);

            assertThat(FileZone.of(Map.of("ARROW:schema", Objects.requireNonNull(noted.get("ARROW:schema")))))
                    .as(name)
                    .isEqualTo(FileZone.of(Map.of("pandas", Objects.requireNonNull(noted.get("pandas")))));
        }
        assertThat(FileZone.of(metadata("l1_2025-10-24"))).contains(ZoneId.of("America/New_York"));
    }

    @Test
    void notes_that_cannot_be_read_are_no_zone() {
        assertThat(FileZone.of(Map.of())).isEmpty();
        assertThat(FileZone.of(Map.of("pandas", "{\"columns\": [{\"name\""))).isEmpty();
        assertThat(FileZone.of(Map.of(
                        "pandas",
                        "{\"columns\":[{\"name\":\"t_event\",\"metadata\":{\"timezone\":\"Mars/Olympus\"}}]}")))
                .isEmpty();
        assertThat(FileZone.of(Map.of("ARROW:schema", "not base64!"))).isEmpty();
        assertThat(FileZone.of(Map.of("ARROW:schema", ""))).isEmpty();
    }

    @Test
    void damaged_notes_of_arrow_never_throw() throws IOException {
        byte[] schema = Base64.getDecoder().decode(metadata("l1_2025-10-24").get("ARROW:schema"));
        long seed = 7;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = schema.clone();
            for (int n = 0; n < 4; n++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThat(FileZone.of(Map.of("ARROW:schema", Base64.getEncoder().encodeToString(damaged))))
                    .as("seed %d, round %d", seed, i)
                    .isNotNull();
        }
    }

    private static Map<String, String> metadata(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                FileZoneTest.class.getResourceAsStream("/dev/barque/store/l1/" + name + ".parquet"))) {
            return ParquetFile.read(in.readAllBytes(), Path.of(name)).metadata();
        }
    }
}
