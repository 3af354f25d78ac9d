package dev.understudy.offline;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with the files, within a bound: who has thousands of bad lines has made one mistake. Not thread-safe. */
final class Problems {
    static final int SHOWN = 20;

    private final List<String> lines = new ArrayList<>();
    private long more;

    void add(String file, long line, String problem) {
        if (lines.size() < SHOWN) {
            lines.add(file + ":" + line + ": " + problem);
        } else {
            more++;
        }
    }

    /** @throws RecordingException if there were any */
    void check() {
        if (!lines.isEmpty()) {
            List<String> all = new ArrayList<>(lines);
            if (more > 0) {
                all.add("and " + more + " more such lines");
            }
            throw new RecordingException(all);
        }
    }
}
