package dev.understudy.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.publish.Fixtures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CorpusAgeTest {
    private static final Instant AT = Instant.EPOCH;

    private static Manifest manifest(String production, SegmentInfo... segments) {
        return new Manifest(AT, "openai", "default", production, List.of(segments), 0, Map.of());
    }

    private static SegmentInfo segment(int number, long records, String production) {
        return new SegmentInfo(number, records, 1, 1, "00", AT, AT, production);
    }

    @Test
    void stale_segmentsOfOtherProductions_countByTheirExchanges() {
        Manifest manifest = manifest("now", segment(1, 30, "then"), segment(2, 10, "now"));
        assertThat(CorpusAge.stale(manifest, "now")).isEqualTo(0.75);
        assertThat(CorpusAge.stale(manifest, "then")).isEqualTo(0.25);
        assertThat(CorpusAge.stale(manifest, "other")).isEqualTo(1);
    }

    @Test
    void stale_nothingSealed_isByWhatIsBeingWritten() {
        assertThat(CorpusAge.stale(manifest("now"), "now")).isZero();
        assertThat(CorpusAge.stale(manifest("now"), "then")).isEqualTo(1);
    }

    @Test
    void stale_routeThatIsNotRecorded_isUnknown() {
        assertThat(new CorpusAge().stale(Fixtures.route("openai"))).isNull();
    }
}
