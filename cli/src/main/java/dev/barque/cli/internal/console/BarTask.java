package dev.barque.cli.internal.console;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on a terminal. */
final class BarTask implements Progress.Task {
    private final ProgressBar bar;

    BarTask(PrintStream terminal, int columns, String name, String unit, long total) {
        bar = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(total)
                .setUnit(" " + unit, 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(100)
                // A width that is given keeps the library from asking the terminal through native code.
                .setConsumer(new ConsoleProgressBarConsumer(terminal, columns))
                .build();
    }

    @Override
    public void to(long done) {
        bar.stepTo(done);
    }

    @Override
    public void say(String text) {
        bar.setExtraMessage(text);
    }

    @Override
    public void close() {
        bar.close();
    }
}
