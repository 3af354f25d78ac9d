package dev.understudy.dialect.aws;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Bedrock's paths, which name the model and say whether to stream: {@code …/model/MODEL/converse-stream}. */
final class BedrockPath {
    private static final String MODEL = "/model/";

    private BedrockPath() {}

    /** Whether the path ends in one of these actions of a model. Allocates nothing: runs on live event loops. */
    static boolean asks(String path, String action, String streamed) {
        int end = end(path);
        int slash = path.lastIndexOf('/', end - 1);
        return modelStart(path, slash) > 0 && (isRest(path, slash, end, action) || isRest(path, slash, end, streamed));
    }

    private static boolean isRest(String path, int slash, int end, String action) {
        return end - slash - 1 == action.length() && path.startsWith(action, slash + 1);
    }

    /** Whether the model's name has this in it. */
    static boolean modelContains(String path, String words) {
        int slash = path.lastIndexOf('/', end(path) - 1);
        int at = path.indexOf(words, Math.max(0, modelStart(path, slash)));
        return at >= 0 && at < slash;
    }

    static boolean streams(String target, String streamed) {
        int end = end(target);
        return isRest(target, target.lastIndexOf('/', end - 1), end, streamed);
    }

    /** A target that was recognised; the model may be an ARN with slashes in it. */
    static String model(String target) {
        int slash = target.lastIndexOf('/', end(target) - 1);
        int start = modelStart(target, slash);
        String name = start < 0 ? "" : target.substring(start, slash);
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return name;
        }
    }

    static String withModel(String target, String model) {
        int slash = target.lastIndexOf('/', end(target) - 1);
        int start = modelStart(target, slash);
        return start < 0 ? target : target.substring(0, start) + encoded(model) + target.substring(slash);
    }

    static String of(String model, String action) {
        return MODEL + encoded(model) + "/" + action;
    }

    private static String encoded(String model) {
        return URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static int end(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target.length() : query;
    }

    /** Negative when no model is named before that slash. */
    private static int modelStart(String target, int slash) {
        int model = target.indexOf(MODEL);
        int start = model + MODEL.length();
        return model < 0 || slash <= start ? -1 : start;
    }
}
