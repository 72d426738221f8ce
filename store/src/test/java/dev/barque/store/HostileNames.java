package dev.barque.store;

import java.util.ArrayList;
import java.util.List;

/** Names that have broken file systems, shells, SQL, Python, spreadsheets and people: 105 of them, no two alike. */
final class HostileNames {
    static final List<String> ALL = all();

    private HostileNames() {}

    private static List<String> all() {
        List<String> names = new ArrayList<>();
        // Ways out of a directory.
        names.addAll(List.of(
                ".",
                "..",
                "...",
                "/",
                "//",
                "../../canary",
                "..\\..\\canary",
                "/etc/passwd",
                "C:\\canary",
                "\\\\host\\share",
                "a/../../canary",
                "./a",
                "a/",
                "/a",
                "~",
                "~root",
                "%2e%2e%2fcanary",
                "..%2Fcanary",
                "%252e%252e",
                "a%00b",
                "file:///etc/passwd",
                "..;/canary"));
        // Names that Windows keeps for devices, and what it drops or forbids.
        names.addAll(List.of(
                "CON", "con", "NUL", "PRN", "AUX.txt", "COM1", "LPT9", "CONIN$", "a.", "a..", "a ", " a", "a:b", "a<b>",
                "a|b", "a?b", "a*b", "a\"b"));
        // Globs, braces and what a query or a shell takes apart.
        names.addAll(List.of(
                "*",
                "**",
                "?",
                "[a-z]",
                "{a,b}",
                "a{b",
                "$HOME",
                "$(id)",
                "`id`",
                "a;b",
                "a&b",
                "a#b",
                "a'b",
                "'; DROP TABLE rows; --",
                "a\\b",
                "a,b",
                "a=b",
                "symbol=SPY",
                "date=2025-11-03",
                "-rf",
                "--help",
                "!a",
                "@a",
                "a+b"));
        // What readers of this layout take for something else.
        names.addAll(List.of(
                "NULL",
                "null",
                "None",
                "NaN",
                "nan",
                "true",
                "false",
                "0",
                "1810",
                "007",
                "1e5",
                "-1",
                "2024-01-01",
                "2024-01-01 00:00:00",
                "__HIVE_DEFAULT_PARTITION__",
                "_temporary",
                "%",
                "%%",
                "%41",
                "A%",
                "features.parquet",
                ".hidden"));
        // Pairs that a file system or a person takes for one.
        names.addAll(List.of("BRK.A", "brk.a", "Brk.A", "\u00e9", "e\u0301", "\u00df", "SS", "\u212a", "K"));
        // What is not seen, or seen elsewhere than it stands.
        names.addAll(List.of(
                "a\u202eb",
                "\u200fa",
                "a\u200bb",
                "a\u00a0b",
                "a\nb",
                "a\tb",
                "\u0000",
                "\ud800",
                "\ufeffa",
                "\ud83d\ude80",
                "\u682a\u5f0f",
                "",
                " ",
                "A".repeat(64),
                "\u682a".repeat(64),
                "A".repeat(65)));
        return names.stream().distinct().limit(105).toList();
    }
}
