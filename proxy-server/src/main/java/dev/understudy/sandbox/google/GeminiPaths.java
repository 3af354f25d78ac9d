package dev.understudy.sandbox.google;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths name model and method: {@code /v1beta/models/MODEL:method}, on Vertex {@code …/publishers/google/models/MODEL:method}. */
final class GeminiPaths {
    static final String GENERATE = "generateContent";
    static final String STREAM = "streamGenerateContent";
    static final String COUNT = "countTokens";
    static final String EMBED = "embedContent";
    static final String EMBED_BATCH = "batchEmbedContents";

    private static final Pattern CALL = Pattern.compile(".*/(?:models|tunedModels)/([^/:]+):([A-Za-z]+)");
    private static final Pattern MODELS = Pattern.compile(".*/v1beta1?/models(/[^/:]+)?");

    private GeminiPaths() {}

    static boolean isModels(String path) {
        return MODELS.matcher(path).matches();
    }

    /** Empty where the path calls no method. */
    static String method(String path) {
        Matcher call = CALL.matcher(path);
        return call.matches() ? call.group(2) : "";
    }

    /** With its fault suffix; clients may write the plus sign as {@code %2B}. */
    static String model(String path) {
        Matcher call = CALL.matcher(path);
        return call.matches() ? call.group(1).replace("%2B", "+").replace("%3D", "=") : "";
    }
}
