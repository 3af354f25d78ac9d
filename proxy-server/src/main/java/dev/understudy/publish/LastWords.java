package dev.understudy.publish;

import tools.jackson.databind.JsonNode;

/** Finds what the user said last in a chat request: {@code messages}, with text or with parts as content. */
final class LastWords {
    private LastWords() {}

    /** Empty when the request has another shape. */
    static String ofUser(JsonNode request) {
        JsonNode messages = request.path("messages");
        for (int i = messages.size() - 1; i >= 0; i--) {
            JsonNode message = messages.path(i);
            if ("user".equals(message.path("role").asString(""))) {
                return text(message.path("content"));
            }
        }
        return "";
    }

    private static String text(JsonNode content) {
        if (content.isString()) {
            return content.asString();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            if (part.path("text").isString() && text.length() < Examples.TEXT_LIMIT) {
                text.append(part.path("text").asString()).append(' ');
            }
        }
        return text.toString().strip();
    }
}
