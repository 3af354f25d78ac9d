package dev.understudy.dialect.anthropic;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where messages are created: {@code …/v1/messages}, and on Vertex AI
 * {@code …/publishers/anthropic/models/MODEL:rawPredict} and {@code :streamRawPredict}, where the path says which model
 * and whether to stream.
 *
 * @see <a href="https://docs.anthropic.com/en/api/claude-on-vertex-ai">Claude on Vertex AI</a>
 */
final class MessagesPath {
    private static final String ENDPOINT = "/v1/messages";
    private static final String MODELS = "/publishers/anthropic/models/";
    private static final String WHOLE = ":rawPredict";
    private static final String STREAMED = ":streamRawPredict";
    /** Vertex AI has the token counter among the models. */
    private static final String COUNTER = "count-tokens";

    private MessagesPath() {}

    /** Allocates nothing: runs on live event loops. */
    static boolean createsMessage(String path) {
        int end = end(path);
        return path.startsWith(ENDPOINT, end - ENDPOINT.length()) || isVertexModel(path, end);
    }

    private static boolean isVertexModel(String path, int end) {
        int from = modelStart(path);
        int to = modelEnd(path, from);
        return from >= 0 && to > from && !path.startsWith(COUNTER, from) && action(path, to, end);
    }

    private static boolean action(String path, int from, int end) {
        return (end - from == WHOLE.length() && path.startsWith(WHOLE, from))
                || (end - from == STREAMED.length() && path.startsWith(STREAMED, from));
    }

    static boolean streams(String target) {
        return isVertexModel(target, end(target)) && target.startsWith(STREAMED, modelEnd(target, modelStart(target)));
    }

    /** The model that a target names, or null. */
    static @Nullable String model(String target) {
        if (!isVertexModel(target, end(target))) {
            return null;
        }
        int from = modelStart(target);
        String name = target.substring(from, modelEnd(target, from));
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return name;
        }
    }

    /** The target with another model in it; one that names none stays as it is. */
    static String withModel(String target, String model) {
        if (!isVertexModel(target, end(target))) {
            return target;
        }
        int from = modelStart(target);
        // A version stands behind an at sign, which a path may hold as it is (RFC 3986 section 3.3).
        String name = URLEncoder.encode(model, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%40", "@");
        return target.substring(0, from) + name + target.substring(modelEnd(target, from));
    }

    private static int end(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target.length() : query;
    }

    /** Negative when no model is named. */
    private static int modelStart(String target) {
        int models = target.indexOf(MODELS);
        return models < 0 || models > end(target) ? -1 : models + MODELS.length();
    }

    private static int modelEnd(String target, int from) {
        int colon = from < 0 ? -1 : target.indexOf(':', from);
        int slash = from < 0 ? -1 : target.indexOf('/', from);
        return slash >= 0 && slash < colon ? -1 : colon;
    }
}
