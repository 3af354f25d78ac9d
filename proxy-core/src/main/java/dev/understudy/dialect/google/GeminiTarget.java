package dev.understudy.dialect.google;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The request target, {@code /v1beta/models/M:generateContent} or
 * {@code /v1/projects/P/locations/L/publishers/google/models/M:streamGenerateContent?alt=sse}.
 */
final class GeminiTarget {
    private static final String WHOLE = ":generateContent";
    private static final String STREAM = ":streamGenerateContent";

    /** What can generate: a model, one that was tuned in AI Studio, or an endpoint on Vertex AI. */
    private static final String[] COLLECTIONS = {"/models/", "/tunedModels/", "/endpoints/"};

    private GeminiTarget() {}

    /** Allocates nothing. */
    static boolean generates(String target) {
        int end = endOfPath(target);
        boolean verb = target.startsWith(WHOLE, end - WHOLE.length()) || streams(target);
        return verb && collection(target) >= 0;
    }

    static boolean streams(String target) {
        return target.startsWith(STREAM, endOfPath(target) - STREAM.length());
    }

    /** The model's own name, without its collection, or null when the target names none. */
    static @Nullable String model(String target) {
        int collection = collection(target);
        int end = endOfModel(target);
        if (collection < 0 || end < 0) {
            return null;
        }
        String name = target.substring(target.indexOf('/', collection + 1) + 1, end);
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return name;
        }
    }

    /**
     * The target with another model; one that names no model stays as it is.
     *
     * @param model a bare name, or a resource name: {@code models/M}, {@code tunedModels/M}, {@code publishers/P/models/M},
     *     {@code projects/P/…}
     */
    static String withModel(String target, String model) {
        int collection = collection(target);
        int end = endOfModel(target);
        if (collection < 0 || end < 0) {
            return target;
        }
        String name = encoded(model);
        int from = collection + 1;
        int publisher = target.lastIndexOf("/publishers/", collection) + 1;
        if (model.startsWith("projects/")) {
            from = startOfResource(target, from);
        } else if (model.startsWith("publishers/") && publisher > 0) {
            from = publisher;
        } else if (model.startsWith("publishers/") && model.contains("/models/")) {
            name = name.substring(name.indexOf("/models/") + 1);
        } else if (!model.contains("/")) {
            name = (target.startsWith("/endpoints/", collection) ? "publishers/google/models/" : "models/") + name;
        }
        return target.substring(0, from) + name + target.substring(end);
    }

    /** The target in AI Studio; a stream is asked for as events. */
    static String of(String model, boolean streamed) {
        String name = encoded(model);
        return "/v1beta/" + (model.contains("/") ? name : "models/" + name) + (streamed ? STREAM + "?alt=sse" : WHOLE);
    }

    /** Where a full resource name would begin: behind the version. */
    private static int startOfResource(String target, int otherwise) {
        for (String first : new String[] {"/projects/", "/publishers/"}) {
            int start = target.indexOf(first);
            if (start >= 0 && start < otherwise) {
                return start + 1;
            }
        }
        return otherwise;
    }

    /** Encoded but for the slashes of a resource name and Vertex AI's {@code @} before a version. */
    private static String encoded(String model) {
        return URLEncoder.encode(model, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/")
                .replace("%40", "@");
    }

    private static int collection(String target) {
        int end = endOfPath(target);
        for (String collection : COLLECTIONS) {
            int start = target.lastIndexOf(collection, end);
            if (start >= 0) {
                return start;
            }
        }
        return -1;
    }

    /** Where the colon before the verb is, or -1. */
    private static int endOfModel(String target) {
        return target.lastIndexOf(':', endOfPath(target));
    }

    private static int endOfPath(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target.length() : query;
    }
}
