package dev.understudy.admin;

import dev.understudy.admin.ApiResponse.Refusal;
import dev.understudy.config.ConfigException;
import dev.understudy.configfile.Durations;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A request as endpoints see it. Holds no buffer.
 *
 * @param segments of the path, percent-decoded
 * @param query each parameter once, percent-decoded
 * @param content what it carries, as UTF-8; mostly empty
 * @param actor the address it came from, for the audit
 * @param caller who asks
 */
record ApiRequest(
        String method,
        List<String> segments,
        Map<String, String> query,
        HttpHeaders headers,
        String content,
        String actor,
        Caller caller) {
    private static final int MAX_PARAMETERS = 16;

    /** @throws Refusal when the target cannot be understood */
    static ApiRequest of(FullHttpRequest request, String actor) {
        String target = request.uri();
        if (!target.startsWith("/")) {
            throw new Refusal(400, "target: must be a path");
        }
        try {
            QueryStringDecoder decoder =
                    new QueryStringDecoder(target, StandardCharsets.UTF_8, true, MAX_PARAMETERS + 1);
            return new ApiRequest(
                    request.method().name(),
                    segments(decoder.rawPath()),
                    single(decoder.parameters()),
                    request.headers(),
                    request.content().toString(StandardCharsets.UTF_8),
                    actor,
                    Caller.NOBODY);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(400, "target: malformed percent-encoding");
        }
    }

    /** Decoded after splitting, so that an encoded slash stays within its segment. */
    private static List<String> segments(String rawPath) {
        return Arrays.stream(rawPath.substring(1).split("/", -1))
                .map(segment -> QueryStringDecoder.decodeComponent(segment.replace("+", "%2B")))
                .toList();
    }

    private static Map<String, String> single(Map<String, List<String>> parameters) {
        if (parameters.size() > MAX_PARAMETERS) {
            throw new Refusal(400, "query: too many parameters (expected: at most " + MAX_PARAMETERS + ")");
        }
        Map<String, String> single = new HashMap<>();
        parameters.forEach((name, values) -> {
            if (values.size() > 1) {
                throw new Refusal(400, name + ": given twice (expected: once)");
            }
            single.put(name, values.get(0));
        });
        return single;
    }

    /** The same request of somebody who is known now. */
    ApiRequest by(Caller known) {
        return new ApiRequest(method, segments, query, headers, content, actor, known);
    }

    /** Refuses parameters that the endpoint does not know: a misspelt filter must not show everything. */
    void allowOnly(Set<String> names) {
        for (String name : query.keySet()) {
            if (!names.contains(name)) {
                String expected = names.isEmpty() ? "none" : String.join(", ", new TreeSet<>(names));
                throw new Refusal(400, name + ": unknown parameter (expected: " + expected + ")");
            }
        }
    }

    /** A whole number in a range, or the fallback when the parameter is absent. */
    int number(String name, int fallback, int largest) {
        String value = query.get(name);
        if (value == null) {
            return fallback;
        }
        if (!value.matches("[0-9]{1,6}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > largest) {
            throw new Refusal(400, name + ": " + value + " (expected: 1 to " + largest + ")");
        }
        return Integer.parseInt(value);
    }

    /** A duration such as 30m, or null when the parameter is absent. */
    @Nullable
    Duration duration(String name) {
        String value = query.get(name);
        try {
            return value == null ? null : Durations.parse(value);
        } catch (ConfigException refused) {
            throw new Refusal(400, name + ": " + Printable.line(value) + " (expected: " + refused.expected() + ")");
        }
    }

    /** A percentage that has to be there. */
    double percent(String name) {
        String value = query.get(name);
        if (value == null || !value.matches("[0-9]{1,3}(\\.[0-9]{1,6})?") || Double.parseDouble(value) > 100) {
            String found = value == null ? "(none)" : Printable.line(value);
            throw new Refusal(400, name + ": " + found + " (expected: 0 to 100)");
        }
        return Double.parseDouble(value);
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }
}
