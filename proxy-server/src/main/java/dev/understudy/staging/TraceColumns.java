package dev.understudy.staging;

import dev.understudy.corpus.CorpusException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;

/**
 * Where the columns of a trace stand, by their names as public traces have them. A time is a date with a time of day (UTC where it
 * does not say otherwise), or seconds since the beginning.
 */
final class TraceColumns {
    private static final List<String> TIMES = List.of("timestamp", "arrival", "arrival_time", "time", "arrived_at");
    private static final List<String> CONTEXTS = List.of(
            "contexttokens", "context_tokens", "request tokens", "input_tokens", "prompt_tokens", "num_prefill_tokens");
    private static final List<String> GENERATED = List.of(
            "generatedtokens",
            "generated_tokens",
            "response tokens",
            "output_tokens",
            "completion_tokens",
            "num_decode_tokens");
    private static final int MOST_TOKENS = 2_000_000;
    /** Of a number of seconds, on either side of its point. */
    private static final int MOST_DIGITS = 30;

    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .toFormatter(Locale.ROOT);

    private final int time;
    private final int context;
    private final int generated;

    /** One request of a trace. */
    record Arrival(Instant at, int contextTokens, int generatedTokens) {}

    private TraceColumns(int time, int context, int generated) {
        this.time = time;
        this.context = context;
        this.generated = generated;
    }

    /** @throws CorpusException if one of the three is not there */
    static TraceColumns of(String head) {
        List<String> names = cells(head.startsWith("\uFEFF") ? head.substring(1) : head).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        return new TraceColumns(
                column(names, TIMES, "TIMESTAMP"),
                column(names, CONTEXTS, "ContextTokens"),
                column(names, GENERATED, "GeneratedTokens"));
    }

    private static int column(List<String> names, List<String> known, String usual) {
        for (int i = 0; i < names.size(); i++) {
            if (known.contains(names.get(i))) {
                return i;
            }
        }
        throw new CorpusException(
                usual + ": no such column (expected: a head such as TIMESTAMP,ContextTokens,GeneratedTokens)");
    }

    private static List<String> cells(String line) {
        return List.of(line.split(",", -1)).stream()
                .map(cell -> cell.strip().replaceAll("^\"|\"$", ""))
                .toList();
    }

    /** @throws CorpusException for a line that is no arrival */
    Arrival read(String line) {
        List<String> cells = cells(line);
        int columns = Math.max(time, Math.max(context, generated)) + 1;
        if (cells.size() < columns) {
            throw new CorpusException(cells.size() + " columns (expected: " + columns + ")");
        }
        return new Arrival(time(cells.get(time)), tokens(cells.get(context)), tokens(cells.get(generated)));
    }

    private static Instant time(String text) {
        try {
            if (text.indexOf('-') > 0 && text.indexOf(':') > 0) {
                var parsed = DATE.parseBest(text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
                return parsed instanceof OffsetDateTime zoned
                        ? zoned.toInstant()
                        : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
            }
            BigDecimal seconds = new BigDecimal(text);
            if (Math.abs((long) seconds.precision() - seconds.scale()) > MOST_DIGITS) {
                throw new ArithmeticException("a power that would have to be written out");
            }
            return Instant.EPOCH.plusNanos(
                    seconds.movePointRight(9).setScale(0, RoundingMode.HALF_UP).longValueExact());
        } catch (DateTimeException | ArithmeticException | NumberFormatException malformed) {
            throw new CorpusException(
                    "a time that cannot be read (expected: such as 2023-11-16 18:15:46.68, or seconds)");
        }
    }

    private static int tokens(String text) {
        try {
            int tokens = Integer.parseInt(text);
            if (tokens >= 0 && tokens <= MOST_TOKENS) {
                return tokens;
            }
        } catch (NumberFormatException malformed) {
            // said below
        }
        throw new CorpusException("a number of tokens that cannot be (expected: 0 to " + MOST_TOKENS + ")");
    }
}
