package dev.understudy.corpus;

import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.recording.RecordOutcome;
import dev.understudy.recording.RecordedExchange;
import dev.understudy.recording.Recorder;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recording of one route as it is configured: makes lines of exchanges and counts what becomes of them. */
final class RouteRecorder implements Recorder {
    private static final Logger LOG = LoggerFactory.getLogger(RouteRecorder.class);

    private final CorpusWriter.Settings settings;
    private final CorpusWriter writer;
    private final OutcomeCounts counted;
    private final Pseudonymiser privacy;
    private final BiConsumer<String, RecordOutcome> counts;

    RouteRecorder(
            CorpusWriter.Settings settings,
            CorpusWriter writer,
            OutcomeCounts counted,
            Pseudonymiser privacy,
            BiConsumer<String, RecordOutcome> counts) {
        this.settings = settings;
        this.writer = writer;
        this.counted = counted;
        this.privacy = privacy;
        this.counts = counts;
    }

    @Override
    public void opened() {
        // Counted by what it ends in.
    }

    @Override
    public void ended(RecordOutcome outcome) {
        counted.ended(outcome);
        counts.accept(settings.route(), outcome);
    }

    @Override
    public @Nullable RecordOutcome refuses() {
        return writer.refuses();
    }

    @Override
    public Pseudonymiser privacy() {
        return privacy;
    }

    @Override
    public void record(RecordedExchange exchange) {
        byte[] line;
        try {
            line = RecordJson.line(exchange);
        } catch (RuntimeException fault) {
            LOG.error("an exchange could not be written as JSON", fault);
            ended(RecordOutcome.INTERNAL_ERROR);
            return;
        }
        writer.offer(line, this::ended);
    }

    CorpusWriter.Settings settings() {
        return settings;
    }

    CorpusWriter writer() {
        return writer;
    }

    OutcomeCounts counted() {
        return counted;
    }

    Path folder() {
        return Recordings.folder(settings.config());
    }
}
