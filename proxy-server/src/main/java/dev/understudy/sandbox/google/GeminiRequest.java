package dev.understudy.sandbox.google;

import dev.understudy.sandbox.studio.Task;

/** A request to generate content, checked. */
record GeminiRequest(Task task, Form form) {
    /** How the answer comes. */
    enum Form {
        /** In one piece. */
        WHOLE,
        /** As server-sent events: {@code ?alt=sse}. */
        EVENTS,
        /** As the elements of a JSON array, one by one. */
        ARRAY
    }
}
