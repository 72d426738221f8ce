package dev.barque.ops.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.ops.checklist.ChecklistItem.Look;
import dev.barque.ops.checklist.ChecklistItem.Maintain;
import dev.barque.ops.checklist.ChecklistItem.Person;
import dev.barque.ops.checklist.ChecklistItem.Work;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChecklistFileTest {
    private static final Checklist LIST = new Checklist(
            "my: shift",
            "pre-market",
            List.of(
                    new Look("store", "Is it whole?", Set.of("store-footers", "disk-space")),
                    new Work("seal", "Seal.", "Run 'barque store seal': it ends dates # now"),
                    new Maintain("old", "no", "feature-retention", Map.of("keep-days", "60", "a \"b\"", "yes")),
                    new Maintain("seals", "Seal.", "seal"),
                    new Person("broker", "Broker, and 'feed'.", "[ ] ask\nthe desk: µ \u0007")));

    @Test
    void what_is_written_is_read_as_an_equal_list() {
        assertThat(ChecklistFile.parse(ChecklistFile.write(LIST), "text")).isEqualTo(LIST);
        for (Checklist list : StandardChecklists.all()) {
            assertThat(ChecklistFile.parse(ChecklistFile.write(list), list.name()))
                    .isEqualTo(list);
        }
    }

    @Test
    void the_example_is_one() {
        Checklist shift = ChecklistFile.read(Path.of("../docs/examples/checklists/shift.yaml"));

        assertThat(shift.name()).isEqualTo("shift");
        assertThat(shift.items())
                .contains(new Maintain(
                        "decisions-pack",
                        "Pack decision logs after a week.",
                        "decision-archive",
                        Map.of("keep-days", "7")));
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        assertThatThrownBy(() -> ChecklistFile.parse("""
                        name: shift
                        grup: x
                        items:
                          - id: a
                            what: A?
                          - id: b
                            what: B?
                            checks: store-footers
                            person: Look.
                          - id: C
                            what: C?
                            person: Look.
                          - id: d
                            what: D.
                            task: seal
                            settings: {x: [1]}
                            how: so
                        """, "shift.yaml"))
                .isInstanceOf(BarqueException.class)
                .hasMessageContainingAll(
                        "shift.yaml",
                        "the list: 'grup' is not known",
                        "'group' must be a text but is missing",
                        "item 1 (a) must have one of checks, person, task, work but has none",
                        "item 2 (b) must have one of checks, person, task, work but has checks, person",
                        "item 3 (C): The id of an item",
                        "the setting 'x' must be a text or a number",
                        "'how' is not known");
    }

    @Test
    void what_is_no_yaml_or_says_something_twice_is_refused_with_the_line() {
        assertThatThrownBy(() -> ChecklistFile.parse("name: a\nname: b\n", "twice.yaml"))
                .hasMessageContaining("twice.yaml")
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> ChecklistFile.parse("- a\n- b", "list.yaml")).hasMessageContaining("no mapping");
        assertThatThrownBy(() -> ChecklistFile.parse("name: [", "open.yaml")).hasMessageContaining("line");
        assertThatThrownBy(() -> ChecklistFile.parse("", "empty.yaml")).hasMessageContaining("empty.yaml");
        assertThatThrownBy(() -> ChecklistFile.read(Path.of("none.yaml"))).hasMessageContaining("none.yaml");
    }
}
