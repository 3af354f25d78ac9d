package dev.understudy.corpus;

import dev.understudy.recording.RecordOutcome;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** How many exchanges ended in each outcome. Thread-safe, without locks: live loops write here. */
final class OutcomeCounts {
    private final LongAdder[] ended = new LongAdder[RecordOutcome.values().length];
    private final LongAdder opened = new LongAdder();

    OutcomeCounts() {
        for (int i = 0; i < ended.length; i++) {
            ended[i] = new LongAdder();
        }
    }

    void opened() {
        opened.increment();
    }

    void ended(RecordOutcome outcome) {
        ended[outcome.ordinal()].increment();
    }

    /** Those that were seen, by label; {@code eligible} is their sum once all is quiet. */
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

    long eligible() {
        return opened.sum();
    }
}
