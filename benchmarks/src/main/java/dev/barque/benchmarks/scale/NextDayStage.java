package dev.barque.benchmarks.scale;

/** One day more, in a home that is full by now: what it costs is what every further day will cost. */
final class NextDayStage implements Stage {
    @Override
    public String name() {
        return "next-day";
    }

    @Override
    public void run(Life life) {
        int day = life.size.days();
        long bars = IngestStage.day(life, day);
        try (FeatureStage.Day next = new FeatureStage.Day(life)) {
            next.run(day);
            Life.same("rows of one more day", next.first, bars);
            life.facts.merge("bars", bars, Long::sum);
            life.facts.merge("rows", next.rows, Long::sum);
            life.facts.merge("partitions", next.partitions, Long::sum);
        }
    }
}
