package dev.understudy.dialect.openai;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names tool calls of another dialect so that OpenAI can match a result to its call: dialects that go by name and order
 * have no ids, and others have longer ones than the 40 characters that OpenAI allows. One request, one thread.
 */
final class ToolCallIds {
    private static final int LONGEST = 40;

    private record Open(String name, String id) {}

    private final Map<String, String> shortened = new HashMap<>();
    private final Deque<Open> unanswered = new ArrayDeque<>();
    private int next;

    /** The id to give to a call. */
    String ofCall(@Nullable String id, String name) {
        if (id != null && !id.isEmpty()) {
            return fitting(id);
        }
        Open open = new Open(name, made());
        unanswered.add(open);
        return open.id();
    }

    /** The id of the call that a result answers: its own, else that of the first unanswered call of its name, or of any. */
    String ofResult(@Nullable String id, @Nullable String name) {
        if (id != null && !id.isEmpty()) {
            return fitting(id);
        }
        for (Iterator<Open> open = unanswered.iterator(); open.hasNext(); ) {
            Open call = open.next();
            if (call.name().equals(name)) {
                open.remove();
                return call.id();
            }
        }
        Open first = unanswered.poll();
        return first == null ? made() : first.id();
    }

    private String fitting(String id) {
        return id.length() <= LONGEST ? id : shortened.computeIfAbsent(id, longer -> made());
    }

    private String made() {
        return "call_understudy_" + next++;
    }
}
