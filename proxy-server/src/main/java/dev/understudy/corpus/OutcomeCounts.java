package dev.understudy.corpus;

import dev.understudy.recording.RecordOutcome;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** How many exchanges ended in each outcome. Thread-safe, without locks: live loops write here. */
final class OutcomeCounts {
    private final LongAdder[] ended = new LongAdder[RecordOutcome.values().length];

    OutcomeCounts() {
        for (int i = 0; i < ended.length; i++) {
            ended[i] = new LongAdder();
        }
    }

    void ended(RecordOutcome outcome) {
        ended[outcome.ordinal()].increment();
    }

    /** Those that were seen, by label; once all is quiet, their sum is how many were eligible. */
    Map<String, Long> labels() {
        Map<String, Long> labels = new TreeMap<>();
        for (RecordOutcome outcome : RecordOutcome.values()) {
            long count = ended[outcome.ordinal()].sum();
            if (count > 0) {
                labels.put(outcome.label(), count);
            }
        }
        return labels;
    }
}
