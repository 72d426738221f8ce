package dev.barque.ops.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.HealthCheck.Criticality;
import dev.barque.ops.HealthChecks;
import dev.barque.ops.HealthRunner;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.Verdict;
import dev.barque.ops.checklist.ChecklistReport.Line;
import dev.barque.ops.checklist.ChecklistReport.Outcome;
import dev.barque.ops.maintenance.MaintenanceTasks;
import dev.barque.ops.report.ChecklistJson;
import dev.barque.ops.report.ChecklistPage;
import dev.barque.ops.report.ChecklistText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChecklistTest {
    private static final Verdict FINE = new Verdict.Healthy("All is well.");
    private static final Verdict BROKEN =
            new Verdict.Unhealthy(List.of(new Verdict.Finding("the <disk>", "gone", "there", "Put it back.")));
    private static final Checklist LIST = new Checklist(
            "morning",
            "pre-market",
            List.of(
                    new ChecklistItem.Look("disks", "Are the disks there?", Set.of("disk", "tape")),
                    new ChecklistItem.Look("jobs", "Did the jobs run?", Set.of("absent")),
                    new ChecklistItem.Work("seal", "Seal.", "Run it."),
                    new ChecklistItem.Person("broker", "The broker.", "Log in.")));

    @Test
    void each_item_comes_out_as_checked_done_or_left_to_a_person() {
        ChecklistReport report =
                run(LIST, Map.of("seal", () -> "Sealed 3 rows."), check("disk", FINE), check("tape", FINE));

        assertThat(report.lines())
                .extracting(Line::id, Line::outcome)
                .containsExactly(
                        tuple("disks", Outcome.FINE),
                        tuple("jobs", Outcome.TO_DO),
                        tuple("seal", Outcome.DONE),
                        tuple("broker", Outcome.TO_DO));
        assertThat(report.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(report.with(Outcome.TO_DO).get(0).text()).contains("absent");
        assertThat(ChecklistText.plain(report))
                .containsSubsequence("CHECKED", "fine  disks", "DONE", "Sealed 3 rows.", "PERSON", "jobs", "Log in.");
    }

    @Test
    void trouble_is_shown_with_its_remedy_everywhere() {
        ChecklistReport report = run(LIST, Map.of(), check("disk", BROKEN), check("tape", FINE));

        assertThat(report.status()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(report.lines().get(0).outcome()).isEqualTo(Outcome.TROUBLE);
        assertThat(ChecklistText.plain(report)).contains("disk is unhealthy: the <disk>: gone", "-> Put it back.");
        assertThat(ChecklistPage.of(report))
                .contains("the &lt;disk&gt;", "Put it back.")
                .doesNotContain("<disk>");
        JsonNode json = new JsonMapper().readTree(ChecklistJson.of(report));
        assertThat(json.path("status").asString()).isEqualTo("unhealthy");
        assertThat(json.path("items").path(0).path("outcome").asString()).isEqualTo("trouble");
        assertThat(json.path("items").path(2).path("outcome").asString()).isEqualTo("to_do");
        assertThat(json.path("health").path("checks").size()).isEqualTo(2);
    }

    @Test
    void a_step_that_fails_is_said_and_the_others_are_done() {
        List<String> done = new ArrayList<>();
        Checklist list = LIST.with(new ChecklistItem.Work("pack", "Pack.", "Run it."));
        ChecklistReport report = run(
                list,
                Map.of(
                        "seal",
                        () -> {
                            throw new IllegalStateException("no room");
                        },
                        "pack",
                        () -> {
                            done.add("pack");
                            return "Packed.";
                        }),
                check("disk", FINE));

        assertThat(report.with(Outcome.FAILED))
                .singleElement()
                .satisfies(line -> assertThat(line.text()).contains("no room", "Run it."));
        assertThat(done).containsExactly("pack");
        assertThat(report.status()).isEqualTo(HealthStatus.UNHEALTHY);
    }

    @Test
    void a_plan_changes_nothing_and_what_cannot_be_planned_is_left_to_a_person() {
        List<String> done = new ArrayList<>();
        ChecklistStep planned = new ChecklistStep() {
            @Override
            public String run() {
                done.add("run");
                return "sealed";
            }

            @Override
            public Optional<String> plan() {
                return Optional.of("would seal 5 rows");
            }
        };
        ChecklistStep broken = new ChecklistStep() {
            @Override
            public String run() {
                throw new IllegalStateException("not asked for");
            }

            @Override
            public Optional<String> plan() {
                throw new IllegalStateException("clocks disagree");
            }
        };
        Checklist list = new Checklist(
                "evening",
                "pre-market",
                List.of(
                        new ChecklistItem.Work("seal", "Seal.", "Run it."),
                        new ChecklistItem.Maintain("old", "Delete what is old.", "feature-retention"),
                        new ChecklistItem.Maintain("bare", "Vacuum.", "database-upkeep"),
                        new ChecklistItem.Work("mute", "Tell nothing.", "Do it.")));
        Map<String, ChecklistStep> steps = Map.of("seal", planned, "old", broken, "mute", () -> "did");

        ChecklistReport report = go(runner -> list.plan(runner, steps), check("disk", FINE));

        assertThat(done).isEmpty();
        assertThat(report.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(report.with(Outcome.PLANNED)).extracting(Line::text).containsExactly("would seal 5 rows");
        assertThat(report.with(Outcome.TO_DO))
                .extracting(Line::text)
                .satisfiesExactly(
                        old -> assertThat(old).contains("clocks disagree", "barque maintain apply feature-retention"),
                        bare -> assertThat(bare).contains("barque maintain apply database-upkeep"),
                        mute -> assertThat(mute).isEqualTo("Do it."));
        assertThat(run(list, Map.of("seal", planned), check("disk", FINE)).with(Outcome.DONE))
                .extracting(Line::text)
                .containsExactly("sealed");
    }

    @Test
    void checks_of_the_group_that_no_item_names_are_run_too() {
        ChecklistReport report = run(LIST, Map.of(), check("disk", FINE), check("of-the-host", BROKEN));

        Line last = report.lines().get(report.lines().size() - 1);
        assertThat(last.id()).isEqualTo("other-checks");
        assertThat(last.outcome()).isEqualTo(Outcome.TROUBLE);
        assertThat(last.text()).startsWith("of-the-host: ");
    }

    @Test
    void two_items_of_one_id_are_refused() {
        assertThatThrownBy(() -> LIST.with(new ChecklistItem.Person("seal", "Seal.", "Run it.")))
                .hasMessageContaining("two items 'seal'");
    }

    @Test
    void the_standard_lists_name_only_checks_and_tasks_that_ship() {
        Set<String> there = new TreeSet<>(Set.of("log-file-growth")); // made with the files that it looks at
        HealthChecks.discover(HealthCheck.class.getClassLoader()).descriptors().forEach(check -> there.add(check.id()));

        assertThat(StandardChecklists.all())
                .extracting(Checklist::name)
                .containsExactly("morning", "evening", "weekly", "monthly");
        for (Checklist list : StandardChecklists.all()) {
            for (ChecklistItem item : list.items()) {
                if (item instanceof ChecklistItem.Look look) {
                    assertThat(there).as(list.name() + " " + look.id()).containsAll(look.checks());
                }
                if (item instanceof ChecklistItem.Maintain maintain) {
                    assertThat(MaintenanceTasks.discover(HealthCheck.class.getClassLoader())
                                    .descriptors())
                            .as(list.name() + " " + maintain.id())
                            .anyMatch(task -> task.id().equals(maintain.task()));
                }
            }
        }
    }

    private static ChecklistReport run(Checklist list, Map<String, ChecklistStep> steps, HealthCheck... checks) {
        return go(runner -> list.run(runner, steps), checks);
    }

    private static ChecklistReport go(Function<HealthRunner, ChecklistReport> how, HealthCheck... checks) {
        CheckContext context = CheckContext.builder(Clock.fixed(Instant.parse("2026-11-20T14:00:00Z"), ZoneOffset.UTC))
                .build();
        try (HealthRunner runner = HealthRunner.builder(HealthChecks.of(List.of(checks)), context, Thread::new)
                .build()) {
            return how.apply(runner);
        }
    }

    private static HealthCheck check(String id, Verdict verdict) {
        return new HealthCheck() {
            @Override
            public Descriptor descriptor() {
                return new Descriptor(
                        id,
                        "Is it well?",
                        Set.of(),
                        Duration.ofSeconds(20),
                        Criticality.CRITICAL,
                        Set.of("pre-market"));
            }

            @Override
            public Verdict run(CheckContext context) {
                return verdict;
            }
        };
    }
}
