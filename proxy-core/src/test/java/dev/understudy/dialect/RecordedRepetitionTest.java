package dev.understudy.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.exchange.Headers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real streams, read as they are and with every event parsed. */
@NeedsRecordedData
class RecordedRepetitionTest {
    static List<Recorded.Exchange> streams() {
        return Recorded.exchanges().stream()
                .filter(exchange -> exchange.status() == 200)
                .filter(exchange -> {
                    Dialect dialect = Dialects.forRequest(exchange.method(), exchange.target());
                    return dialect != null
                            && !exchange.contentType().contains("amazon")
                            && dialect.response(
                                            200,
                                            Headers.of("content-type", exchange.contentType()),
                                            exchange.response())
                                    .streamed();
                })
                .toList();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void response_recordedStream_isWhatParsingEveryEventGives(Recorded.Exchange exchange) {
        Dialect dialect = Dialects.forRequest(exchange.method(), exchange.target());

        EachEventParsed.assertSame(dialect, exchange.contentType(), exchange.response());
    }

    @Test
    void streams_recorded_areMany() {
        assertThat(streams()).hasSizeGreaterThan(80);
    }
}
