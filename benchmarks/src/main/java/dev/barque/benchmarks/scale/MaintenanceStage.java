package dev.barque.benchmarks.scale;

import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenancePlan;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.MaintenanceTasks;
import dev.barque.ops.maintenance.tasks.Recomputation;
import dev.barque.store.l1.L1Files;

/** Every maintenance task that needs no more than a home plans what it would do. A home that was just made is in need of retention alone. */
final class MaintenanceStage implements Stage {
    @Override
    public String name() {
        return "maintenance";
    }

    @Override
    public void run(Life life) {
        MaintenanceContext context = MaintenanceContext.builder(life.home(), life.after(life.size.days() - 1))
                .with(
                        Recomputation.class,
                        new Recomputation(
                                Features.SET, L1Files.ofHome(life.home()).build(), (set, symbol, date) -> {
                                    throw new IllegalStateException("Nothing is computed where plans are made");
                                }))
                .build();
        MaintenanceTasks tasks = MaintenanceTasks.discover(MaintenanceStage.class.getClassLoader());
        for (MaintenanceTask.Descriptor task : tasks.descriptors()) {
            if (task.needs().stream().allMatch(context::has)) {
                plan(life, tasks, task.id(), context);
            }
        }
    }

    private static void plan(Life life, MaintenanceTasks tasks, String id, MaintenanceContext context) {
        MaintenancePlan[] plan = new MaintenancePlan[1];
        life.meter.time("plan " + id, () -> {
            plan[0] = tasks.plan(id, context);
            return life.fact("rows");
        });
        life.facts.put("steps of " + id, (long) plan[0].steps().size());
        switch (id) {
            case "missing-features", "orphaned-temporaries", "quarantine-review", "seal" ->
                Life.same("steps of " + id, plan[0].steps(), java.util.List.of());
            default -> {}
        }
    }
}
