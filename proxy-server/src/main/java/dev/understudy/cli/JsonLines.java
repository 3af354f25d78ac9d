package dev.understudy.cli;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A log line as a JSON object in which what a line is about ({@code request_id}, {@code exchange}) has fields of its own, for whoever
 * searches logs by them. Logback makes it; its lists of pairs, {@code kvpList}, stay as they were.
 */
public final class JsonLines extends JsonEncoder {
    private static final byte[] END = "}\n".getBytes(StandardCharsets.UTF_8);

    @Override
    public byte[] encode(ILoggingEvent event) {
        byte[] line = super.encode(event);
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        int end = line.length - END.length;
        if (pairs == null || pairs.isEmpty() || !Arrays.equals(line, end, line.length, END, 0, END.length)) {
            return line;
        }
        byte[] fields = JsonMapper.shared().writeValueAsBytes(fields(pairs));
        ByteArrayOutputStream whole = new ByteArrayOutputStream(line.length + fields.length);
        whole.write(line, 0, end);
        whole.write(',');
        // Without its first brace: its last one ends the line.
        whole.write(fields, 1, fields.length - 1);
        whole.write('\n');
        return whole.toByteArray();
    }

    private static ObjectNode fields(List<KeyValuePair> pairs) {
        ObjectNode fields = JsonMapper.shared().createObjectNode();
        pairs.forEach(pair -> fields.put(pair.key, text(pair.value)));
        return fields;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
