package dev.barque.backtest.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.backtest.engine.PortfolioResult;
import dev.barque.backtest.engine.RoundTrip;
import dev.barque.backtest.engine.SyntheticPortfolios;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunDigestTest {
    /** The form, written once more by hand. */
    @Test
    void the_bytes_are_those_that_are_documented() throws IOException, NoSuchAlgorithmException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        text(out, "form");
        out.writeByte('t');
        text(out, "barque-run/1");
        text(out, "price");
        out.writeByte('d');
        out.writeLong(0x3ff8000000000000L);
        text(out, "no");
        out.writeByte('d');
        out.writeLong(0x7ff8000000000000L);
        text(out, "bars");
        out.writeByte('i');
        out.writeLong(-2);
        text(out, "wörd");
        out.writeByte('n');

        String expected =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        assertThat(new RunDigest()
                        .number("price", 1.5)
                        .number("no", Double.longBitsToDouble(0xfff8000000000123L))
                        .integer("bars", -2)
                        .text("wörd", null)
                        .hex())
                .isEqualTo(expected);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    @Test
    void what_differs_in_anything_has_another_digest() {
        Set<String> digests = new LinkedHashSet<>(List.of(
                new RunDigest().hex(),
                new RunDigest().text("a", "b").hex(),
                new RunDigest().text("ab", "").hex(),
                new RunDigest().text("a", null).hex(),
                new RunDigest().text("a", "null").hex(),
                new RunDigest().number("a", 0.0).hex(),
                new RunDigest().number("a", -0.0).hex(),
                new RunDigest().number("a", Math.nextUp(0.0)).hex(),
                new RunDigest().integer("a", 0).hex(),
                new RunDigest().equity(1, 2).equity(3, 4).hex(),
                new RunDigest().equity(3, 4).equity(1, 2).hex()));

        assertThat(digests).hasSize(11);
    }

    @Test
    void an_account_has_another_digest_when_any_part_of_its_result_differs_and_rules_in_words_are_none() {
        PortfolioResult run = SyntheticPortfolios.of(10, 7, "V1");
        List<RoundTrip> fewer = run.roundTrips().subList(0, 9);
        PortfolioResult without = new PortfolioResult(
                run.strategy(), run.rules(), run.summary(), run.fills(), fewer, run.refusals(), run.equity());
        PortfolioResult unrefused = new PortfolioResult(
                run.strategy(), run.rules(), run.summary(), run.fills(), run.roundTrips(), List.of(), run.equity());
        PortfolioResult reworded = new PortfolioResult(
                run.strategy(), List.of(), run.summary(), run.fills(), run.roundTrips(), run.refusals(), run.equity());
        Set<String> digests = new LinkedHashSet<>();
        for (PortfolioResult each : List.of(
                run, without, unrefused, SyntheticPortfolios.of(10, 8, "V1"), SyntheticPortfolios.of(10, 7, "V2"))) {
            digests.add(new RunDigest().account(each).hex());
        }

        assertThat(digests).hasSize(5);
        assertThat(new RunDigest().account(SyntheticPortfolios.of(10, 7, "V1")).hex())
                .isEqualTo(new RunDigest().account(reworded).hex())
                .isEqualTo(digests.iterator().next());
    }

    @Test
    void nothing_is_added_to_a_digest_that_was_asked_for() {
        RunDigest digest = new RunDigest();
        digest.hex();

        assertThatThrownBy(() -> digest.integer("late", 1)).hasMessageContaining("begin a new one");
        assertThatThrownBy(digest::hex).hasMessageContaining("begin a new one");
    }

    @Test
    void a_manifest_is_the_same_bytes_however_it_was_put_together_and_comes_back_as_it_was() {
        InputFile one = new InputFile("data_l1/ä.parquet", 3, "00");
        InputFile two = new InputFile("log/1", 4, "01");
        RunManifest manifest = manifest(List.of(two, one));

        assertThat(manifest.toJson())
                .isEqualTo(manifest(List.of(one, two)).toJson())
                .isASCII();
        assertThat(RunManifest.ofJson("here", manifest.toJson())).isEqualTo(manifest);
        assertThatThrownBy(
                        () -> RunManifest.ofJson("here", manifest.toJson().replace("\"seed\":7", "\"seed\":7,\"x\":1")))
                .hasMessageContaining("Cannot read the manifest here: it holds x, which nobody knows");
        assertThatThrownBy(() -> manifest.requireNoOthers(List.of("log/1", "log/2", "log/3")))
                .hasMessageContaining("it reads log/2 and 1 more files today");
        manifest.requireNoOthers(List.of("log/1"));
    }

    private static RunManifest manifest(List<InputFile> inputs) {
        return new RunManifest(
                "1",
                "JVM",
                inputs,
                "v1",
                "f",
                "c",
                "d",
                new TreeMap<>(java.util.Map.of("option --symbol", "SPY", "b", "\"\n")),
                List.of(new PartUse("guard", "g", "1", ""), new PartUse("agent", "a", "1", "")),
                7,
                "r");
    }
}
