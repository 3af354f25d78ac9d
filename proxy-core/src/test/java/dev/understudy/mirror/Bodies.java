package dev.understudy.mirror;

import java.nio.charset.StandardCharsets;

/** Chat requests and answers as they go over the wire. */
final class Bodies {
    private Bodies() {}

    static byte[] request(String text) {
        return utf8("""
                {"model":"gpt-4o","messages":[{"role":"system","content":"You are helpful."},\
                {"role":"user","content":"%s"}],"temperature":0.2}""".formatted(text));
    }

    static byte[] answer(String text) {
        return answer(text, "gpt-4o-2024-08-06", 1_000, 500);
    }

    static byte[] answer(String text, String model, long input, long output) {
        return utf8("""
                {"id":"c1","object":"chat.completion","created":1,"model":"%s","choices":[{"index":0,\
                "message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],\
                "usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}}""".formatted(model, text, input, output, input + output));
    }

    static byte[] error(String message) {
        return utf8("{\"error\":{\"message\":\"%s\",\"type\":\"server_error\"}}".formatted(message));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
