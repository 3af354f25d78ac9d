package dev.understudy.offline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The files of the arms, checked, and their lines paired by id in the order of live's file. Holds an index of the other
 * files and a few lines, whatever the size of the files. One thread; closes what it opened.
 */
public final class RecordedArms implements AutoCloseable {
    private final RecordedFile live;
    private final RecordedFile candidate;
    private final @Nullable RecordedFile control;

    private final List<Score> scores;

    private RecordedArms(
            RecordedFile live, RecordedFile candidate, @Nullable RecordedFile control, List<Score> scores) {
        this.scores = List.copyOf(scores);
        this.live = live;
        this.candidate = candidate;
        this.control = control;
    }

    /** Hears of the progress of a long run. */
    @FunctionalInterface
    public interface Progress {
        /**
         * @param what is being done
         * @param done so much of {@code all}
         * @param all 0 when it is not known
         */
        void at(String what, long done, long all);
    }

    /**
     * How many lines found their counterparts. Ids of the control's that live does not have are counted too.
     *
     * @param pairs lines of live's that the candidate has too
     * @param controls those of them that the control has
     * @param onlyLive lines without a counterpart in the candidate's file
     */
    public record Counts(long pairs, long controls, long onlyLive, long onlyCandidate, long onlyControl) {}

    /** The lines of one id. */
    record Lines(String id, byte[] live, byte[] candidate, byte @Nullable [] control, String place) {
        int size() {
            return live.length + candidate.length + (control == null ? 0 : control.length);
        }
    }

    /**
     * Opens the files and checks every line of them.
     *
     * @param control null for none
     * @param scores that others gave the answers, in fields of the lines
     * @throws RecordingException with every problem found
     */
    public static RecordedArms open(
            Path live, Path candidate, @Nullable Path control, List<Score> scores, Progress progress) {
        Problems problems = new Problems();
        RecordedFile liveFile =
                RecordedFile.open(live, scores, problems, done -> progress.at("reading " + live, done, 0));
        RecordedFile candidateFile = null;
        RecordedFile controlFile = null;
        try {
            candidateFile = RecordedFile.open(
                    candidate, scores, problems, done -> progress.at("reading " + candidate, done, 0));
            controlFile = control == null
                    ? null
                    : RecordedFile.open(control, scores, problems, done -> progress.at("reading " + control, done, 0));
            problems.check();
            return new RecordedArms(liveFile, candidateFile, controlFile, scores);
        } catch (RecordingException refused) {
            liveFile.close();
            closeIfOpen(candidateFile);
            closeIfOpen(controlFile);
            throw refused;
        }
    }

    private static void closeIfOpen(@Nullable RecordedFile file) {
        if (file != null) {
            file.close();
        }
    }

    /** What is looked for in the lines beside the answers. */
    List<Score> scores() {
        return scores;
    }

    public boolean hasControl() {
        return control != null;
    }

    /** Lines of live's file: no more pairs than that can come. */
    public long lines() {
        return live.index().size();
    }

    /**
     * Hands over the lines of every pair, in the order of live's file.
     *
     * @throws RecordingException if no id is in both files, or a file cannot be read any more
     */
    Counts forEach(Consumer<Lines> consumer) {
        Tally tally = new Tally();
        try (LineReader lines = live.lines()) {
            while (lines.next()) {
                if (!lines.isBlank()) {
                    pair(lines, tally, consumer);
                }
            }
        } catch (IOException failed) {
            throw RecordedFile.unreadable(live.name(), failed);
        }
        if (tally.pairs == 0) {
            throw nothingInCommon();
        }
        long controls = control == null ? 0 : control.index().size();
        return new Counts(
                tally.pairs,
                tally.controls,
                lines() - tally.pairs,
                candidate.index().size() - tally.pairs,
                controls - tally.inControl);
    }

    private static final class Tally {
        private long pairs;
        private long controls;
        private long inControl;
    }

    private void pair(LineReader lines, Tally tally, Consumer<Lines> consumer) throws IOException {
        byte[] line = lines.bytes();
        String where = live.name() + ":" + lines.number();
        String id;
        try {
            id = RecordedLine.checked(line, scores);
        } catch (LineException changed) {
            throw new RecordingException(where + ": changed while it was read: " + changed.getMessage());
        }
        RecordedFile noise = control;
        LineIndex.Place second = noise == null ? null : noise.index().find(id);
        LineIndex.Place other = candidate.index().find(id);
        tally.inControl += second == null ? 0 : 1;
        if (other == null) {
            return;
        }
        tally.pairs++;
        tally.controls += second == null ? 0 : 1;
        byte[] again = noise == null || second == null ? null : noise.line(second);
        consumer.accept(new Lines(id, line, candidate.line(other), again, where));
    }

    private RecordingException nothingInCommon() {
        return new RecordingException(candidate.name() + ":1: no id is also in " + live.name() + ": this begins with "
                + shown(candidate.firstId()) + ", that with " + shown(live.firstId())
                + " (expected: answers to the same prompts under the same ids)");
    }

    private static String shown(@Nullable String id) {
        return id == null ? "none" : RecordedLine.shown(id);
    }

    @Override
    public void close() {
        live.close();
        candidate.close();
        closeIfOpen(control);
    }
}
