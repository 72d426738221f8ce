package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FailuresTest {
    /** A verb that fails as it is told to. */
    @Command(name = "failing")
    static final class Failing extends Verb {
        private final RuntimeException problem;

        Failing(RuntimeException problem) {
            super(Shell.silent(Cli.CLOCK));
            this.problem = problem;
        }

        @Override
        public Integer call() {
            throw problem;
        }
    }

    private static Cli.Result fail(RuntimeException problem, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new Failing(problem));
        command.setExecutionExceptionHandler(Failures::failed);
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Cli.Result(command.execute(words), out.toString(), err.toString());
    }

    @Test
    void an_unexpected_exception_says_that_it_is_a_bug_and_where() {
        Cli.Result result = fail(new IllegalStateException("the sky fell"));

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).contains("This is a bug in barque", "the sky fell", "\tat ");
        assertThat(fail(new BarqueException("x.y", Concern.BUG, "lost it")).err())
                .contains("bug in barque", "\tat ");
    }

    @Test
    void whom_an_error_concerns_decides_the_exit() {
        BarqueException data = new BarqueException("x.data", Concern.DATA, "It is torn.");

        assertThat(fail(data).err()).isEqualTo("barque: It is torn. [x.data]" + System.lineSeparator());
        assertThat(fail(data).exit()).isEqualTo(3);
        assertThat(fail(data, "--debug").err()).contains("\tat ");
        assertThat(fail(new BarqueException("x.caller", Concern.CALLER, "No.")).exit())
                .isEqualTo(2);
        assertThat(fail(new BarqueException("x.operator", Concern.OPERATOR, "No."))
                        .exit())
                .isEqualTo(3);
    }
}
