package dev.barque.store.training;

import dev.barque.store.asof.JoinedColumns;
import dev.barque.store.asof.Spine;
import java.io.IOException;
import java.util.List;

/** Writes answered questions in their order. */
interface TrainingWriter extends AutoCloseable {
    /** The questions that come next, with an answer of each group of features. */
    void write(Spine questions, List<JoinedColumns> answers) throws IOException;

    /** Nothing comes any more. */
    void end() throws IOException;

    @Override
    void close() throws IOException;
}
